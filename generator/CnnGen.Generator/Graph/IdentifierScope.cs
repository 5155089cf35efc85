using System.Collections.Generic;
using System.Globalization;

namespace CnnGen.Generator.Graph;

/// <summary>Gives each name of one kind (layers, heads, labels of a head) an identifier that nothing else has.</summary>
/// <param name="className">The generated class, whose name its members can't have; null where it is no matter.</param>
/// <param name="suffix">What is appended to a name that is taken by the class itself: "Layer".</param>
/// <param name="companion">What the name of a type that comes with each name ends in: "Weights"; empty where none does.</param>
internal sealed class IdentifierScope(string? className, string suffix, string companion = "")
{
    /// <summary>Members of a generated class, of its base class and of its nested types, and the types that its code names without their namespace.</summary>
    private static readonly HashSet<string> s_members =
    [
        "Predict", "PredictBatch", "PredictBlock", "InspectBlock", "FeatureBlock", "LoadBase", "EvaluateBlock", "TrainBlock", "DeriveWeights", "Fit", "Evaluate", "Save", "Load", "Share",
        "WeightSet", "OutputCopy", "BatchOutput", "OutputLabel", "At", "Count", "Value", "Copy", "Dispose", "Output", "Weights", "Layer", "Summary", "Description", "Device", "Input", "Target", "Batch", "Network", "Block",
        "ContractVersion", "Image", "History", "Label", "Probability", "Kernel", "Bias", "Set",
        "Simd128", "Simd256", "Simd512", "Vector128", "Vector256", "Vector512", "MethodImpl", "MethodImplAttribute", "MethodImplOptions",
        "Equals", "GetHashCode", "GetType", "ToString", "Finalize", "MemberwiseClone", "ReferenceEquals",
    ];

    private readonly HashSet<string> _taken = [];
    private readonly Dictionary<string, int> _lastOrdinal = [];

    public static bool IsMember(string identifier) => s_members.Contains(identifier);

    /// <summary>The identifier itself where it is free, else with a suffix. The same names in the same order give the same identifiers.</summary>
    public string Take(string identifier)
    {
        bool isReserved = className is not null
            && (IsMember(identifier) || identifier == className || identifier + "Label" == className);
        if (isReserved) identifier += suffix;
        if (TryTake(identifier)) return identifier;

        string separator = char.IsDigit(identifier[identifier.Length - 1]) ? "_" : "";
        _lastOrdinal.TryGetValue(identifier, out int ordinal);
        if (ordinal == 0) ordinal = 1;
        string candidate;
        do candidate = identifier + separator + (++ordinal).ToString(CultureInfo.InvariantCulture);
        while (!TryTake(candidate));
        _lastOrdinal[identifier] = ordinal;
        return candidate;
    }

    private bool TryTake(string identifier)
    {
        if (companion.Length > 0 && _taken.Contains(identifier + companion)) return false;
        if (!_taken.Add(identifier)) return false;
        if (companion.Length > 0) _taken.Add(identifier + companion);
        return true;
    }
}

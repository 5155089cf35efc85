using System.Globalization;

namespace CnnGen;

/// <summary>
/// The factor of each class in the loss, for data in which some classes are rare: an image's loss is multiplied by the weight of its class. Of one head,
/// <c>new ClassWeights(1, 5, 2)</c>; of several, by their names: <c>new ClassWeights { ["class_output"] = [1, 5, 2] }</c>.
/// </summary>
public sealed class ClassWeights
{
    // The name under which the weights of the only head stand, which no head can have.
    private const string OnlyHead = "";

    private readonly SortedDictionary<string, double[]> _heads = new(StringComparer.Ordinal);

    /// <summary>No weights yet: set them by the names of the heads.</summary>
    public ClassWeights()
    {
    }

    /// <summary>The weights of the classes of the only head, in their order; of a single sigmoid unit, those of no and yes.</summary>
    /// <exception cref="ArgumentException">A weight is negative, infinite or NaN.</exception>
    public ClassWeights(params ReadOnlySpan<double> weights) => this[OnlyHead] = weights.ToArray();

    /// <summary>The weights of a head's classes, in their order.</summary>
    /// <exception cref="ArgumentException">A weight is negative, infinite or NaN.</exception>
    /// <exception cref="KeyNotFoundException">The head has no weights.</exception>
    public double[] this[string head]
    {
        get => [.. _heads[head]];
        set
        {
            foreach (var weight in value)
            {
                if (!(weight >= 0 && double.IsFinite(weight)))
                    throw new ArgumentException(FormattableString.Invariant($"Found a class weight of {weight}; expected a finite number of at least 0."), nameof(value));
            }

            _heads[head] = [.. value];
        }
    }

    /// <summary>"class_output 1 5 2".</summary>
    public override string ToString() => string.Join("; ", _heads.Select(entry =>
        $"{entry.Key} {string.Join(" ", entry.Value.Select(weight => weight.ToString(CultureInfo.InvariantCulture)))}".Trim()));

    /// <summary>The weights of each head of a network; null for heads that have none.</summary>
    /// <exception cref="ArgumentException">They do not fit the network.</exception>
    internal float[]?[] Of(NetworkDescription network)
    {
        var weights = new float[]?[network.Heads.Length];
        foreach (var (name, values) in _heads)
        {
            var index = name == OnlyHead && network.Heads.Length == 1 ? 0 : Array.FindIndex(network.Heads, head => head.Name == name);
            if (index < 0)
            {
                var names = string.Join(", ", network.Heads.Select(head => head.Name));
                throw new ArgumentException(name == OnlyHead
                    ? $"FitOptions.ClassWeights names no head, but {network.Name} has several: {names}. Write new ClassWeights {{ [\"{network.Heads[0].Name}\"] = [...] }}."
                    : $"FitOptions.ClassWeights names a head \"{name}\"; {network.Name} has {names}.");
            }

            var head = network.Heads[index];
            var classes = TargetClass.CountOf(head);
            if (classes == 0)
                throw new ArgumentException($"FitOptions.ClassWeights has weights for the head \"{head.Name}\", whose targets are no single class.");
            if (values.Length != classes)
                throw new ArgumentException($"FitOptions.ClassWeights has {values.Length} weights for the head \"{head.Name}\"; expected one for each of its {classes} classes.");
            weights[index] = [.. values.Select(weight => (float)weight)];
        }

        return weights;
    }
}

namespace CnnGen;

/// <summary>The class that a target or an output says, where a head's targets say one.</summary>
internal static class TargetClass
{
    /// <summary>How many classes there are; 0 where a target says no single class.</summary>
    public static int CountOf(HeadDescription head) => head switch
    {
        { Kind: not HeadKind.Classes } => 0,
        { Targets: TargetKind.ClassIndex or TargetKind.ClassProbabilities } => head.Length,
        { Targets: TargetKind.LabelProbabilities, Length: 1 } => 2,
        _ => 0,
    };

    /// <summary>The class of an image's target: its index, the most probable one, or whether the single output applies.</summary>
    public static int Of(ReadOnlySpan<float> target, TargetKind kind) => kind switch
    {
        TargetKind.ClassIndex => (int)target[0],
        TargetKind.ClassProbabilities => Accuracy.IndexOfLargest(target),
        _ => Accuracy.ClassOfUnit(target[0]),
    };

    /// <summary>The class that an image's probabilities say.</summary>
    public static int Predicted(ReadOnlySpan<float> output, TargetKind kind) =>
        kind == TargetKind.LabelProbabilities ? Accuracy.ClassOfUnit(output[0]) : Accuracy.IndexOfLargest(output);
}

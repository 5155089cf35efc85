namespace CnnGen;

/// <summary>
/// "localization_accuracy": the share of samples whose class is right and whose box overlaps the target's by 1/2 or more, as ImageNet's localization
/// challenge counts (Russakovsky et al. 2015). Samples without an object do not count.
/// </summary>
internal sealed class LocalizationAccuracy : IMeasure
{
    private const float LeastOverlap = 0.5f;

    private readonly TargetKind _classTargets;
    private long _right;
    private long _count;

    /// <exception cref="InvalidOperationException">There is not one head of classes.</exception>
    public LocalizationAccuracy(HeadDescription[] heads)
    {
        ClassHead = Array.FindIndex(heads, head => TargetClass.CountOf(head) > 0);
        if (ClassHead < 0 || Array.FindLastIndex(heads, head => TargetClass.CountOf(head) > 0) != ClassHead)
            throw new InvalidOperationException($"The metric \"{TypeName}\" needs one head of classes beside the box; use the CnnGen package of the generator that made the code.");
        _classTargets = heads[ClassHead].Targets;
    }

    public const string TypeName = "localization_accuracy";

    /// <summary>The head that says the class.</summary>
    public int ClassHead { get; }

    public string Name => TypeName;

    public double Value => _count == 0 ? 0 : (double)_right / _count;

    /// <summary>Adds one sample: its box and the probabilities of its classes, each with its target.</summary>
    public void Add(ReadOnlySpan<float> box, ReadOnlySpan<float> boxTarget, ReadOnlySpan<float> classes, ReadOnlySpan<float> classTarget)
    {
        if (!BoundingBox.From(boxTarget).HasArea)
            return;
        var isRight = TargetClass.Predicted(classes, _classTargets) == TargetClass.Of(classTarget, _classTargets);
        _right += isRight && MeanIntersectionOverUnion.Of(box, boxTarget) >= LeastOverlap ? 1 : 0;
        _count++;
    }

    public void Reset() => (_right, _count) = (0, 0);
}

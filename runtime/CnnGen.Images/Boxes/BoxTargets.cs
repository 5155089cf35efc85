namespace CnnGen;

/// <summary>Where class and box stand among the targets of a network.</summary>
/// <param name="Class">The place of the class's index; -1 where the network does not learn it.</param>
/// <param name="Box">The place of the box's four numbers.</param>
/// <param name="Length">Floats of all targets.</param>
internal readonly record struct BoxTargets(int Class, int Box, int Length)
{
    /// <summary>Class, then box.</summary>
    public static BoxTargets ClassAndBox => new(0, 1, 5);

    /// <exception cref="ArgumentException">The network has other heads than one of a box and perhaps one of a class index.</exception>
    public static BoxTargets Of(NetworkDescription network)
    {
        var (classAt, boxAt, length) = (-1, -1, 0);
        foreach (var head in network.Heads)
        {
            if (head is { Kind: HeadKind.BoundingBox } && boxAt < 0)
                boxAt = length;
            else if (head is { Kind: HeadKind.Classes, Targets: TargetKind.ClassIndex, TargetLength: 1 } && classAt < 0)
                classAt = length;
            else
                throw Unfit(network);
            length += head.TargetLength;
        }

        return boxAt >= 0 ? new BoxTargets(classAt, boxAt, length) : throw Unfit(network);
    }

    public void Write(BoxedImage image, Span<float> target)
    {
        if (Class >= 0)
            target[Class] = image.Label;
        image.Box.CopyTo(target[Box..]);
    }

    private static ArgumentException Unfit(NetworkDescription network) => new(
        $"{network.Name} has the heads {string.Join(", ", network.Heads.Select(head => $"{head.Name} ({head.Kind}, {head.Loss})"))}; expected one of kind bounding_box, and beside it at most one of classes with a sparse loss.",
        nameof(network));
}

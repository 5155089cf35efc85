namespace CnnGen;

/// <summary>A dataset whose images are changed at random when they are trained on.</summary>
/// <remarks>
/// A dataset that writes bytes is read without the network's scaling: the changes are made to the values of the bytes, and the result is scaled. Floats are changed as
/// they are.
/// </remarks>
internal sealed class AugmentedDataset(IDataset source, Augmentation augmentation) : IDataset
{
    // Taken by the one who reads; another one at the same time makes his own.
    private ImageWorkshop? _workshop;

    public int Count => source.Count;

    public int InputLength => source.InputLength;

    public int TargetLength => source.TargetLength;

    /// <exception cref="InvalidDataException">Targets are such as would have to move with the image.</exception>
    public void Read(int index, SampleWriter sample)
    {
        if (sample.IsTraining)
            ReadChanged(index, sample);
        else
            source.Read(index, sample);
    }

    private void ReadChanged(int index, SampleWriter sample)
    {
        var (height, width, _) = sample.Shape;
        ImageChanges changes;
        if (sample.Probe is { } probe && probe.Accepts(augmentation))
        {
            if (probe.Draws)
            {
                var draws = sample.RandomForm(index);
                probe.Form = ImageChanges.DrawForm(augmentation, ref draws);
                return;
            }

            changes = ImageChanges.OfForm(augmentation, probe.Form, height, width);
        }
        else
        {
            var random = sample.Random(index);
            changes = ImageChanges.Draw(augmentation, height, width, ref random);
        }

        var workshop = Interlocked.Exchange(ref _workshop, null);
        if (workshop is null || workshop.Shape != sample.Shape)
            workshop = new ImageWorkshop(Checked(sample.Shape));

        workshop.Clear();
        source.Read(index, sample.WithinRaw(workshop.Image, workshop.Raw));
        if (augmentation.Moves)
            MoveTargets(sample, changes);
        var result = workshop.Change(changes, augmentation);
        if (workshop.Raw.IsBytes)
            sample.SetPixels(result);
        else
            result.CopyTo(sample.Input);
        _workshop = workshop;
    }

    private void MoveTargets(SampleWriter sample, in ImageChanges changes)
    {
        var done = 0;
        foreach (var start in sample.Boxes)
        {
            CheckPlaceless(sample.Target[done..start]);
            done = start + 4;
            var target = sample.Target[start..done];
            var box = BoundingBox.From(target);
            if (!box.HasArea)
                continue;
            var moved = MovedBox.Of(box, changes, sample.Shape.Height, sample.Shape.Width, augmentation.LeastVisible);
            moved.CopyTo(target);
            if (!moved.HasArea)
                sample.Weight = 0;
        }

        CheckPlaceless(sample.Target[done..]);
    }

    /// <summary>Targets that are no boxes must be right wherever things are.</summary>
    private void CheckPlaceless(ReadOnlySpan<float> target)
    {
        if (target.Length > 1 && !augmentation.TargetsIgnorePlace)
            ClassProbabilities.Check(target, "an augmentation that moves images (set TargetsIgnorePlace if the target stays right)");
    }

    private (int Height, int Width, int Channels) Checked((int Height, int Width, int Channels) shape) =>
        (long)shape.Height * shape.Width * shape.Channels == InputLength
            ? shape
            : throw new InvalidOperationException(
                $"Found inputs of {InputLength} floats to augment for a network that takes {shape.Height} x {shape.Width} x {shape.Channels}, expected as many.");
}

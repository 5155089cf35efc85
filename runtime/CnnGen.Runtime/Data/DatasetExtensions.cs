namespace CnnGen;

/// <summary>Parts of datasets. They read from the whole when they are read; nothing is copied.</summary>
public static class DatasetExtensions
{
    /// <summary>The first <paramref name="count"/> samples.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public static IDataset Take(this IDataset dataset, int count) => Range(dataset, 0, Checked(dataset, count));

    /// <summary>The samples after the first <paramref name="count"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public static IDataset Skip(this IDataset dataset, int count) => Range(dataset, Checked(dataset, count), dataset.Count - count);

    /// <summary>The samples at these indices, in this order. An index may come twice.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not one of the dataset's.</exception>
    public static IDataset Subset(this IDataset dataset, params ReadOnlySpan<int> indices)
    {
        foreach (var index in indices)
        {
            if ((uint)index >= (uint)dataset.Count)
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"Found index {index}, expected 0 to {dataset.Count - 1}.");
        }

        return new DatasetPart(dataset, indices.ToArray());
    }

    /// <summary>
    /// Holds back a random part for validation; the seed alone decides which. The parts have no sample in common, keep the dataset's order and have at least one sample each.
    /// </summary>
    /// <param name="fraction">The part held back, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1, or the dataset has fewer than two samples.</exception>
    public static (IDataset Train, IDataset Validation) Split(this IDataset dataset, double fraction, ulong seed = 0)
    {
        if (!(fraction > 0 && fraction < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, $"Found a fraction of {fraction} for validation, expected one above 0 and below 1.");

        ArgumentOutOfRangeException.ThrowIfLessThan(dataset.Count, 2, nameof(dataset));
        var indices = Identity(0, dataset.Count);
        Philox.Shuffle(indices, seed, 0, RandomPurpose.Split);
        var held = Math.Clamp((int)Math.Round(dataset.Count * fraction), 1, dataset.Count - 1);
        var (validation, train) = (indices[..held], indices[held..]);
        Array.Sort(validation);
        Array.Sort(train);
        return (new DatasetPart(dataset, train), new DatasetPart(dataset, validation));
    }

    private static DatasetPart Range(IDataset dataset, int start, int count) => new(dataset, Identity(start, count));

    private static int[] Identity(int start, int count)
    {
        var indices = new int[count];
        for (var i = 0; i < count; i++)
            indices[i] = start + i;
        return indices;
    }

    private static int Checked(IDataset dataset, int count) =>
        count >= 0 && count <= dataset.Count
            ? count
            : throw new ArgumentOutOfRangeException(nameof(count), count, $"Found a count of {count}, expected 0 to {dataset.Count}: the dataset has no more samples.");

    private sealed class DatasetPart(IDataset source, int[] indices) : IDataset
    {
        public int Count => indices.Length;

        public int InputLength => source.InputLength;

        public int TargetLength => source.TargetLength;

        public void Read(int index, SampleWriter sample) => source.Read(indices[index], sample);
    }
}

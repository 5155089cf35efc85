namespace CnnGen.Runtime.Tests.Networks;

/// <summary>Samples that a linear network can learn: three clouds of points, and boxes that are linear in them.</summary>
internal static class LinearData
{
    public static ArrayDataset Classes(int count, ulong seed = 1)
    {
        var (inputs, labels) = Points(count, seed);
        return new ArrayDataset(inputs, labels);
    }

    /// <summary>Every fifth label is wrong, so that a network which is too sure of itself has a large loss.</summary>
    public static ArrayDataset DoubtfulClasses(int count, ulong seed = 1)
    {
        var (inputs, labels) = Points(count, seed);
        for (var i = 0; i < count; i += 5)
            labels[i] = (labels[i] + 1) % 3;
        return new ArrayDataset(inputs, labels);
    }

    public static ArrayDataset ClassesAndBoxes(int count, ulong seed = 1)
    {
        var (inputs, labels) = Points(count, seed);
        var targets = new float[5 * count];
        for (var i = 0; i < count; i++)
        {
            var (x, y) = (0.2f + 0.1f * inputs[6 * i], 0.3f + 0.1f * inputs[6 * i + 1]);
            new[] { labels[i], x, y, x + 0.3f, y + 0.4f }.CopyTo(targets, 5 * i);
        }

        return new ArrayDataset(inputs, targets, 5);
    }

    private static (float[] Inputs, int[] Labels) Points(int count, ulong seed)
    {
        var random = new RandomStream(seed, RandomPurpose.Augmentation, 0, 0);
        var inputs = new float[LinearNetwork.Inputs * count];
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = random.NextIndex(3);
            for (var j = 0; j < LinearNetwork.Inputs; j++)
                inputs[LinearNetwork.Inputs * i + j] = (j % 3 == labels[i] ? 1 : 0) + 0.3f * random.NextNormal();
        }

        return (inputs, labels);
    }
}

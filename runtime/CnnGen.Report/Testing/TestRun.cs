namespace CnnGen.Report.Testing;

/// <summary>A tested image that was worse than others.</summary>
/// <param name="Index">Its place in the data.</param>
/// <param name="Badness">The larger the worse.</param>
/// <param name="Outputs">What the network made of it.</param>
internal sealed record TestedImage(int Index, double Badness, float[] Outputs);

/// <summary>Takes the images of a test set through the network and keeps those that it was worst at.</summary>
internal sealed class TestRun
{
    private const int Batch = 64;
    private const int MostKept = 24;

    private readonly HeadReading[] _heads;
    private readonly PriorityQueue<TestedImage, double>[] _worst;

    /// <param name="most">Images that are tested at most, from the first one on.</param>
    public TestRun(Network network, IDataset data, IReadOnlyList<HeadReading> heads, int most)
    {
        _heads = [.. heads];
        _worst = [.. heads.Select(_ => new PriorityQueue<TestedImage, double>())];
        var length = network.Description.OutputLength;
        Count = Math.Min(most, data.Count);
        for (var first = 0; first < Count; first += Batch)
        {
            var samples = Enumerable.Range(first, Math.Min(Batch, Count - first)).Select(index => ImageSample.Read(network, data, index)).ToArray();
            var outputs = network.PredictMany(samples.SelectMany(sample => sample.Values).ToArray());
            for (var i = 0; i < samples.Length; i++)
                Add(first + i, outputs.Slice(i * length, length), samples[i].Target);
        }
    }

    /// <summary>Images tested.</summary>
    public int Count { get; }

    /// <summary>The images that a head was worst at, the worst first.</summary>
    public IReadOnlyList<TestedImage> Worst(HeadReading head) => [.. _worst[head.Index].UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];

    private void Add(int index, ReadOnlySpan<float> outputs, float[] target)
    {
        foreach (var head in _heads)
        {
            if (BadnessOf(head, outputs, target) is not { } badness)
                continue;
            var queue = _worst[head.Index];
            if (queue.Count >= MostKept && queue.TryPeek(out _, out var least) && badness <= least)
                continue;
            queue.Enqueue(new TestedImage(index, badness, outputs.ToArray()), badness);
            if (queue.Count > MostKept)
                queue.Dequeue();
        }
    }

    /// <summary>How surprised the network is by the right class where it took another one; how much of a box it missed. Null where there is nothing wrong.</summary>
    private static double? BadnessOf(HeadReading head, ReadOnlySpan<float> outputs, float[] target)
    {
        if (head.IsBox)
            return head.TrueBox(target) is { } box ? 1 - head.Box(outputs).Ordered().IntersectionOverUnion(box) : null;
        if (head.Classes == 0)
            return null;
        var actual = head.Actual(target);
        return head.Predicted(outputs) == actual ? null : -Math.Log(Math.Max(head.Probability(outputs, actual), 1e-30));
    }
}

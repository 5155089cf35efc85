using CnnGen.Networks.Tests.Data;

namespace CnnGen.Networks.Tests;

/// <summary>Many threads that predict at once.</summary>
public sealed class ServingTests
{
    private const int Threads = 8;

    private static readonly SegmentDigits s_digits = new(40);

    [Fact]
    public void APoolServesEightThreads()
    {
        using var network = new Digits(Device.Cpu(1));
        var expected = Enumerable.Range(0, s_digits.Count).Select(i => network.Predict(s_digits.Image(i)).Digit.Label).ToArray();
        using var pool = new DigitsPool(network);
        OnThreads(_ => Assert.Equal(expected, Enumerable.Range(0, s_digits.Count).Select(i => pool.Predict(s_digits.Image(i)))));
    }

    /// <summary>Images of this network are shared by the team: one instance has it, the others do their work alone, and the bits are the same.</summary>
    [Fact]
    public void EightThreadsOverSharedWeightsDoNotDisturbEachOther()
    {
        using var network = new Locator(Device.Cpu(4));
        Assert.True(network.Description.SharesImages);
        var image = Enumerable.Range(0, network.Description.InputLength).Select(i => MathF.Sin(i)).ToArray();
        using var alone = new Locator(Device.Cpu(1));
        var expected = Numbers(alone.Predict(image));
        OnThreads(_ =>
        {
            using var mine = network.Share();
            for (var i = 0; i < 20; i++)
                Assert.Equal(expected, Numbers(mine.Predict(image)));
        });
    }

    [Fact]
    public void TheDocumentedPoolIsTheTestedOne()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "CnnGen.sln")))
            root = Path.GetDirectoryName(root)!;
        var tested = File.ReadAllText(Path.Combine(root, "tests/CnnGen.Networks.Tests/DigitsPool.cs")).ReplaceLineEndings("\n");
        var shown = tested[tested.IndexOf("/// <summary>", StringComparison.Ordinal)..].Trim();
        Assert.Contains(shown, File.ReadAllText(Path.Combine(root, "docs/serving.md")).ReplaceLineEndings("\n"));
    }

    private static float[] Numbers(Locator.Output output)
    {
        var box = output.LocOutput;
        return [.. output.ClassOutput.Probabilities, box.XMin, box.YMin, box.XMax, box.YMax];
    }

    private static void OnThreads(Action<int> work)
    {
        var failures = new List<Exception>();
        var threads = Enumerable.Range(0, Threads).Select(index => new Thread(() =>
        {
            try
            {
                work(index);
            }
            catch (Exception exception)
            {
                lock (failures)
                    failures.Add(exception);
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        if (failures.Count > 0)
            throw new AggregateException(failures);
    }
}

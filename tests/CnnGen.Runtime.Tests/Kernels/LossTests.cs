namespace CnnGen.Runtime.Tests.Kernels;

/// <summary>What networks generated for a test do not show: weights, extremes, borders of memory. Values and gradients are tested with generated code.</summary>
public sealed unsafe class LossTests
{
    private const float Guard = 321;

    private delegate double Loss(in LossImages images);

    public static TheoryData<string> Names => [.. s_losses.Keys];

    private static readonly Dictionary<string, Loss> s_losses = new()
    {
        ["sparse"] = static (in images) => Losses.SparseCategoricalCrossentropy(images, LossInput.Logits, 0.1f),
        ["categorical"] = static (in images) => Losses.CategoricalCrossentropy(images, LossInput.Logits, 0),
        ["sparse focal"] = static (in images) => Losses.SparseCategoricalFocalCrossentropy(images, LossInput.Logits, 0, 0.25f, 2),
        ["binary"] = static (in images) => Losses.BinaryCrossentropy(images, LossInput.Logits, 0),
        ["binary focal"] = static (in images) => Losses.BinaryFocalCrossentropy(images, LossInput.Logits, 0, 0.25f, 2),
        ["mse"] = static (in images) => Losses.MeanSquaredError(images),
        ["mae"] = static (in images) => Losses.MeanAbsoluteError(images),
        ["huber"] = static (in images) => Losses.Huber(images, 0.5f),
    };

    /// <summary>loss = sum of weight x loss of the image alone; its gradient likewise; nothing is written beside the gradient.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void WeightsMultiplyTheImages(string name)
    {
        const int images = 5, heads = 2, head = 1;
        foreach (var length in (int[])[1, 3, 8, 10, 17, 40])
        {
            var (targets, output, target) = Samples(name, images, length);
            float[] weights = [9, 0.5f, 9, 0, 9, 2, 9, 1, 9, 3];
            var (sum, gradient) = Run(name, output, target, targets, length, images, weights, heads, head);

            var expected = 0.0;
            for (var i = 0; i < images; i++)
            {
                var (loss, alone) = Run(name, output[(i * length)..((i + 1) * length)], target[(i * targets)..((i + 1) * targets)], targets, length, 1, null, 1, 0);
                var weight = weights[i * heads + head];
                expected += weight * loss;
                for (var c = 0; c < length; c++)
                    Assert.Equal(weight * alone[c] / images, gradient[i * length + c], 1e-7f);
            }

            Assert.Equal(expected, sum, 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WithoutRoomForAGradientTheLossIsTheSame(string name)
    {
        var (targets, output, target) = Samples(name, 3, 10);
        Assert.Equal(Run(name, output, target, targets, 10, 3, null, 1, 0).Loss, Run(name, output, target, targets, 10, 3, null, 1, 0, wantsGradient: false).Loss);
    }

    [Theory]
    [InlineData("sparse")]
    [InlineData("categorical")]
    [InlineData("sparse focal")]
    [InlineData("binary")]
    [InlineData("binary focal")]
    [InlineData("mse")]
    [InlineData("mae")]
    [InlineData("huber")]
    public void AnOutputThatIsNoNumberGivesALossThatIsNone(string name)
    {
        foreach (var bad in (float[])[float.NaN, float.PositiveInfinity])
        {
            for (var place = 0; place < 10; place++)
            {
                var (targets, output, target) = Samples(name, 1, 10);
                output[place] = bad;
                Assert.False(double.IsFinite(Run(name, output, target, targets, 10, 1, null, 1, 0).Loss), $"{bad} at {place}");
            }
        }
    }

    /// <summary>Logits far beyond what exp can take.</summary>
    [Fact]
    public void HugeLogitsDoNotOverflow()
    {
        var (loss, gradient) = Run("categorical", [1000, -1000, 0], [0, 1, 0], 3, 3, 1, null, 1, 0);
        Assert.Equal(2000, loss);
        Assert.Equal([1, -1, 0], gradient);
        (loss, gradient) = Run("binary", [1000, -1000, 1000], [1, 0, 0], 3, 3, 1, null, 1, 0);
        Assert.Equal(1000.0 / 3, loss, 1e-4);
        Assert.Equal([0, 0, 1f / 3], gradient);
    }

    [Fact]
    public void FusedLogitsBecomeProbabilities()
    {
        using var memory = Memory([0, MathF.Log(3), Guard, Guard]);
        using var target = Memory([1]);
        Block block = new() { Target = target.Pointer, Count = 1, BatchSize = 1 };
        var loss = Losses.SparseCategoricalCrossentropy(new(block, 0, 1, 0, 1, memory.Pointer, null, 1, 2, 1), LossInput.FusedLogits, 0);
        Assert.Equal(-Math.Log(0.75), loss, 1e-6);
        Assert.Equal([0.25f, 0.75f, Guard, Guard], memory.Span.ToArray(), Close);

        using var logits = Memory([0, MathF.Log(3), -MathF.Log(3), Guard]);
        using var targets = Memory([0, 1, 0]);
        block.Target = targets.Pointer;
        loss = Losses.BinaryCrossentropy(new(block, 0, 1, 0, 3, logits.Pointer, null, 1, 3, 1), LossInput.FusedLogits, 0);
        Assert.Equal((Math.Log(2) - Math.Log(0.75) - Math.Log(0.75)) / 3, loss, 1e-6);
        Assert.Equal([0.5f, 0.75f, 0.25f, Guard], logits.Span.ToArray(), Close);
    }

    /// <summary>Keras keeps probabilities within 1e-7 of 0 and 1; beyond, they have no gradient.</summary>
    [Fact]
    public void ProbabilitiesAreKeptFromZeroAndOne()
    {
        using var output = Memory([0, 1]);
        using var target = Memory([0]);
        using var gradient = Memory([Guard, Guard]);
        Block block = new() { Target = target.Pointer, Count = 1, BatchSize = 1 };
        var images = new LossImages(block, 0, 1, 0, 1, output.Pointer, gradient.Pointer, 1, 2, 1);
        Assert.Equal(-Math.Log(1e-7), Losses.SparseCategoricalCrossentropy(images, LossInput.Probabilities, 0), 1e-5);
        Assert.Equal([0, 0], gradient.Span.ToArray());
    }

    private static bool Close(float a, float b) => Math.Abs(a - b) < 1e-6f;

    private static (int Targets, float[] Output, float[] Target) Samples(string name, int images, int length)
    {
        var isSparse = name.StartsWith("sparse", StringComparison.Ordinal);
        var random = new Random(length);
        var output = Enumerable.Range(0, images * length).Select(_ => random.NextSingle() * 4 - 2).ToArray();
        var target = Enumerable.Range(0, images * (isSparse ? 1 : length)).Select(_ => isSparse ? random.Next(length) : random.NextSingle()).ToArray();
        return (isSparse ? 1 : length, output, target);
    }

    private static (double Loss, float[] Gradient) Run(
        string name, float[] output, float[] target, int targets, int length, int images, float[]? weights, int heads, int head, bool wantsGradient = true)
    {
        using var outputs = Memory(output);
        using var targetMemory = Memory(target);
        using var gradient = Memory([.. Enumerable.Repeat(Guard, images * length + 20)]);
        using var weightMemory = Memory(weights ?? []);
        Block block = new() { Target = targetMemory.Pointer, SampleWeights = weights is null ? null : weightMemory.Pointer, Count = images, BatchSize = images };
        var loss = s_losses[name](new LossImages(block, head, heads, 0, targets, outputs.Pointer, wantsGradient ? gradient.Pointer : null, 1, length, 1));
        Assert.Equal(output, outputs.Span.ToArray());
        Assert.False(gradient.Span[(wantsGradient ? images * length : 0)..].ContainsAnyExcept(Guard));
        return (loss, gradient.Span[..(images * length)].ToArray());
    }

    private static AlignedBuffer Memory(float[] values)
    {
        var buffer = new AlignedBuffer(values.Length);
        values.CopyTo(buffer.Span);
        return buffer;
    }
}

using CnnGen.Gpu.Tests.Devices;

namespace CnnGen.Gpu.Tests.Kernels;

/// <summary>The kernels of losses against the processor's functions: losses, gradients, and outputs that become probabilities.</summary>
public sealed unsafe class LossKernelTests
{
    private const int Images = 5;
    private const int Heads = 2;

    private delegate double OnCpu(in LossImages images);

    private delegate void OnGpu(GpuBlock block, GpuLossImages images);

    [Theory, MemberData(nameof(Queues.Names), MemberType = typeof(Queues))]
    public void Cross_entropies_of_classes(string device)
    {
        foreach (var input in Inputs(device))
        {
            foreach (var (pixels, classes) in ((int, int)[])[(1, 3), (100, 4), (2, 300)])
            {
                var output = Outputs(input, Images * pixels * classes);
                var labels = Labels(pixels, classes);
                var shares = KernelCase.Numbers(Images * pixels * classes, 7, 0, 1);
                shares[2] = 0;
                Check(device, output, labels, pixels, classes, (in LossImages i) => CnnGen.Losses.SparseCategoricalCrossentropy(i, input, 0.1f), (b, i) => Losses.SparseCategoricalCrossentropy(b, i, input, 0.1f));
                Check(device, output, shares, pixels, classes, (in LossImages i) => CnnGen.Losses.CategoricalCrossentropy(i, input, 0), (b, i) => Losses.CategoricalCrossentropy(b, i, input, 0));
                Check(
                    device, output, labels, pixels, classes,
                    (in LossImages i) => CnnGen.Losses.SparseCategoricalFocalCrossentropy(i, input, 0, 0.25f, 2), (b, i) => Losses.SparseCategoricalFocalCrossentropy(b, i, input, 0, 0.25f, 2));
                Check(
                    device, output, shares, pixels, classes,
                    (in LossImages i) => CnnGen.Losses.CategoricalFocalCrossentropy(i, input, 0.1f, 0.25f, 1.5f), (b, i) => Losses.CategoricalFocalCrossentropy(b, i, input, 0.1f, 0.25f, 1.5f));
            }
        }
    }

    [Theory, MemberData(nameof(Queues.Names), MemberType = typeof(Queues))]
    public void Losses_of_single_outputs(string device)
    {
        foreach (var (pixels, channels) in ((int, int)[])[(1, 3), (50, 3)])
        {
            var length = Images * pixels * channels;
            var target = KernelCase.Numbers(length, 3, 0, 1);
            foreach (var input in Inputs(device))
            {
                var output = Outputs(input, length);
                Check(device, output, target, pixels, channels, (in LossImages i) => CnnGen.Losses.BinaryCrossentropy(i, input, 0.1f), (b, i) => Losses.BinaryCrossentropy(b, i, input, 0.1f));
                foreach (var alpha in (float[])[float.NaN, 0.25f])
                {
                    Check(
                        device, output, target, pixels, channels,
                        (in LossImages i) => CnnGen.Losses.BinaryFocalCrossentropy(i, input, 0, alpha, 2), (b, i) => Losses.BinaryFocalCrossentropy(b, i, input, 0, alpha, 2));
                }
            }

            var values = KernelCase.Numbers(length, 5);
            values[0] = target[0];
            Check(device, values, target, pixels, channels, (in LossImages i) => CnnGen.Losses.MeanSquaredError(i), (b, i) => Losses.MeanSquaredError(b, i));
            Check(device, values, target, pixels, channels, (in LossImages i) => CnnGen.Losses.MeanAbsoluteError(i), (b, i) => Losses.MeanAbsoluteError(b, i));
            Check(device, values, target, pixels, channels, (in LossImages i) => CnnGen.Losses.Huber(i, 0.7f), (b, i) => Losses.Huber(b, i, 0.7f));
        }
    }

    [Theory, MemberData(nameof(Queues.Names), MemberType = typeof(Queues))]
    public void Losses_of_boxes(string device)
    {
        // One that overlaps, one apart, one inside out, one around the true one, and an image without an object.
        float[] output = [0.1f, 0.2f, 0.5f, 0.7f, 0.7f, 0.6f, 0.9f, 0.8f, 0.6f, 0.7f, 0.2f, 0.3f, 0.05f, 0.1f, 0.95f, 0.9f, 0.1f, 0.1f, 0.2f, 0.2f];
        float[] target = [0.2f, 0.1f, 0.6f, 0.6f, 0.1f, 0.1f, 0.4f, 0.3f, 0.2f, 0.2f, 0.5f, 0.9f, 0.3f, 0.3f, 0.6f, 0.5f, 0, 0, 0, 0];
        Check(device, output, target, 1, 4, (in LossImages i) => CnnGen.Losses.IntersectionOverUnion(i), (b, i) => Losses.IntersectionOverUnion(b, i), boxes: true);
        Check(device, output, target, 1, 4, (in LossImages i) => CnnGen.Losses.GeneralizedIntersectionOverUnion(i), (b, i) => Losses.GeneralizedIntersectionOverUnion(b, i), boxes: true);
        Check(device, output, target, 1, 4, (in LossImages i) => CnnGen.Losses.CompleteIntersectionOverUnion(i), (b, i) => Losses.CompleteIntersectionOverUnion(b, i), boxes: true);
        Check(device, output, target, 1, 4, (in LossImages i) => CnnGen.Losses.MeanSquaredError(i), (b, i) => Losses.MeanSquaredError(b, i), boxes: true);
    }

    [Theory, MemberData(nameof(Queues.Names), MemberType = typeof(Queues))]
    public void What_is_not_finite_has_no_finite_loss(string device)
    {
        foreach (var spoiled in (float[])[float.NaN, float.PositiveInfinity])
        {
            float[] output = [1, spoiled, 0.2f, 0.4f];
            Assert.False(float.IsFinite(LossOf(device, output, [1], 4, (b, i) => Losses.SparseCategoricalCrossentropy(b, i, LossInput.FusedLogits, 0))));
            Assert.False(float.IsFinite(LossOf(device, output, [1, 0, 0, 1], 4, (b, i) => Losses.BinaryCrossentropy(b, i, LossInput.Logits, 0))));
            Assert.False(float.IsFinite(LossOf(device, output, [1, 0, 0, 1], 4, (b, i) => Losses.MeanSquaredError(b, i))));
            Assert.True(float.IsNaN(LossOf(device, output, [0, 0, 1, 1], 4, (b, i) => Losses.CompleteIntersectionOverUnion(b, i))));
        }
    }

    private static float LossOf(string device, float[] output, float[] target, int channels, OnGpu run)
    {
        using var queue = Queues.Open(device);
        var (view, losses) = (queue.Copy(output), queue.Copy(new float[1]));
        var block = new GpuBlock { Queue = queue, Count = 1, Target = queue.Copy(target), Losses = losses };
        run(block, new(block, head: 0, heads: 1, target: 0, targets: target.Length, output: view, gradient: null, pixels: 1, channels: channels, weight: 1));
        return queue.Read(losses, 1)[0];
    }

    private static void Check(string device, float[] output, float[] target, int pixels, int channels, OnCpu onCpu, OnGpu onGpu, bool boxes = false)
    {
        // One way of each loss is enough on the simulator.
        if (device == "simulator")
        {
            CheckOne(device, output, target, pixels, channels, onCpu, onGpu, boxes, isWeighted: true, hasGradient: true);
            return;
        }

        foreach (var isWeighted in (bool[])[false, true])
        {
            foreach (var hasGradient in (bool[])[true, false])
                CheckOne(device, output, target, pixels, channels, onCpu, onGpu, boxes, isWeighted, hasGradient);
        }
    }

    private static void CheckOne(string device, float[] output, float[] target, int pixels, int channels, OnCpu onCpu, OnGpu onGpu, bool boxes, bool isWeighted, bool hasGradient)
    {
        // Another head's targets and weights lie between those of this one.
        var length = pixels * channels;
        var ofImage = target.Length / Images;
        var targets = ofImage + 3;
        var spread = new float[Images * targets];
        for (var n = 0; n < Images; n++)
            target.AsSpan(n * ofImage, ofImage).CopyTo(spread.AsSpan((n * targets) + 2));
        var weights = KernelCase.Numbers(Images * Heads, 9, 0, 2);
        new KernelCase(device, output, spread, new float[output.Length], weights, new float[Images * Heads]).Compare(
            b =>
            {
                // The processor sums the images up: one at a time.
                for (var n = 0; n < Images; n++)
                {
                    var block = new Block { Target = b[1] + (n * targets), SampleWeights = isWeighted ? b[3] + (n * Heads) : null, Count = 1, BatchSize = Images };
                    b[4][Images + n] = (float)onCpu(new LossImages(
                        block, 1, Heads, 2, targets, b[0] + (n * length), hasGradient ? b[2] + (n * length) : null, pixels, channels, 0.5f, boxes));
                }
            },
            (block, v) =>
            {
                (block.Target, block.SampleWeights, block.Losses) = (v[1], isWeighted ? v[3] : null, v[4]);
                onGpu(block, new(
                    block, head: 1, heads: Heads, target: 2, targets: targets, output: v[0], gradient: hasGradient ? v[2] : null,
                    pixels: pixels, channels: channels, weight: 0.5f, boxes: boxes));
            },
            5e-6f, Images);
    }

    /// <summary>The simulator takes its time: what networks are trained with is enough there.</summary>
    private static LossInput[] Inputs(string device) => device == "simulator" ? [LossInput.FusedLogits] : Enum.GetValues<LossInput>();

    private static float[] Outputs(LossInput input, int length)
    {
        if (input != LossInput.Probabilities)
            return KernelCase.Numbers(length, 1, -4, 4);
        var values = KernelCase.Numbers(length, 1, 0.01f, 0.99f);
        values[0] = 0;
        values[^1] = 1;
        return values;
    }

    private static float[] Labels(int pixels, int classes) => [.. Enumerable.Range(0, Images * pixels).Select(i => (float)(i * 7 % classes))];
}

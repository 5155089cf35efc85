using System.Runtime.Intrinsics;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

/// <summary>Every case of a kind, at every width of vectors, against the reference in double precision.</summary>
public abstract class LayerTests<TCases>
    where TCases : ICases
{
    // Two blocks and a rest, so that tiles of several images and of one are both used.
    private static int BatchOf(Network network) => (2 * network.Description.BlockSize) + 1;

    public static TheoryData<LayerCase> Cases => [.. TCases.All];

    public static TheoryData<LayerCase, int> CasesAndWidths
    {
        get
        {
            var data = new TheoryData<LayerCase, int>();
            foreach (var item in TCases.All)
            {
                foreach (int bits in (int[])[512, 256, 128]) data.Add(item, bits);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(CasesAndWidths))]
    public void Outputs_are_those_of_the_reference(LayerCase item, int bits)
    {
        SkipWithout(bits);
        using var step = Start(item, bits);
        step.Run(bits, step.Network.PredictBlock);
        int length = step.Network.Description.OutputLength;
        int n = 0;
        foreach (var expected in step.Reference.Predict(step.Images)) AssertClose(expected, step.Outputs.Slice(n++ * length, length).ToArray());
    }

    [Theory, MemberData(nameof(CasesAndWidths))]
    public void Losses_are_those_of_the_reference(LayerCase item, int bits)
    {
        SkipWithout(bits);
        using var step = Start(item, bits);
        step.Run(bits, step.Network.EvaluateBlock);
        AssertLosses(step, training: false);
    }

    [Theory, MemberData(nameof(CasesAndWidths))]
    public void Gradients_are_those_of_the_reference(LayerCase item, int bits)
    {
        SkipWithout(bits);
        using var step = Start(item, bits);
        step.SetMasks();
        step.Reference.Backward(step.Images, step.Targets);
        // In one piece, and in chunks of which the last is smaller than the others.
        foreach (int chunks in (int[])[1, step.Network.Description.GradientChunks])
        {
            var gradients = step.Train(chunks);
            AssertLosses(step, training: true);
            foreach (var parameter in step.Network.Description.Parameters.Where(parameter => parameter.Trainable))
            {
                var expected = step.Reference.Tensors.Single(tensor => tensor.Name == parameter.Name).Gradient;
                AssertClose(expected, gradients[parameter.Offset..(parameter.Offset + parameter.Length)], $"{parameter.Name} of {chunks} chunks");
            }
        }
    }

    public static TheoryData<LayerCase, string> CasesAndDevices
    {
        get
        {
            var data = new TheoryData<LayerCase, string>();
            foreach (var (item, device) in GeneratedCases<TCases>.OnDevices) data.Add(item, device);

            return data;
        }
    }

    /// <summary>Predicting, evaluating and training of one network, so that a device's driver compiles each kernel once.</summary>
    [Theory, MemberData(nameof(CasesAndDevices))]
    public void A_device_computes_what_the_reference_does(LayerCase item, string device)
    {
        var target = TestDevices.Require(device);
        var (graph, network) = GeneratedCases<TCases>.CreateForGpu(item);
        using var step = new GeneratedStep(graph, network, batch: 3, seed: 1000 + item.Name.Length);
        using var executor = (GpuExecutor)target.CreateExecutor(network);
        step.Predict(executor);
        int length = network.Description.OutputLength;
        int n = 0;
        foreach (var expected in step.Reference.Predict(step.Images)) AssertClose(expected, step.Outputs.Slice(n++ * length, length).ToArray(), "output", DeviceTolerance);
        step.Evaluate(executor);
        AssertLosses(step, training: false);
        step.SetMasks();
        step.Reference.Backward(step.Images, step.Targets);
        var gradients = step.Train(executor);
        AssertLosses(step, training: true);
        foreach (var parameter in network.Description.Parameters.Where(parameter => parameter.Trainable))
        {
            var expected = step.Reference.Tensors.Single(tensor => tensor.Name == parameter.Name).Gradient;
            AssertClose(expected, gradients[parameter.Offset..(parameter.Offset + parameter.Length)], parameter.Name, DeviceTolerance);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gradients_of_the_reference_are_finite_differences(LayerCase item)
    {
        using var step = Start(item, 128);
        double[][] images = [.. step.Images.Take(2)];
        double[][] targets = [.. step.Targets.Take(2)];
        step.SetMasks();
        step.Reference.Backward(images, targets);
        var random = new Random(5);
        foreach (var (name, values, gradient) in step.Reference.Tensors.Where(tensor => !tensor.Name.Contains(".moving_", StringComparison.Ordinal)))
        {
            for (int trial = 0; trial < 4; trial++)
            {
                int i = random.Next(values.Length);
                double h = 1e-6;
                double value = values[i];
                values[i] = value + h;
                double above = step.Reference.TotalLoss(images, targets);
                values[i] = value - h;
                double below = step.Reference.TotalLoss(images, targets);
                values[i] = value;
                // The two losses differ by rounding too, which the division by 2 h makes larger: some hundred units in their last place.
                double rounding = 1e-13 * Math.Abs(above) / (2 * h);
                double difference = Math.Abs(((above - below) / (2 * h)) - gradient[i]);
                Assert.True(difference < 1e-7 * Math.Max(1, Math.Abs(gradient[i])) + 1e-8 + rounding, $"{name}[{i}]: {difference:E2} of {gradient[i]:E2}, loss {above:E2}");
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void An_image_has_the_same_bits_in_any_batch(LayerCase item)
    {
        using var network = GeneratedCases<TCases>.Create(item, Device.Cpu().VectorBits, threads: 2);
        var images = Enumerable.Range(0, 11 * network.Description.InputLength).Select(i => MathF.Sin(i)).ToArray();
        int input = network.Description.InputLength;
        int output = network.Description.OutputLength;
        var together = new float[11 * output];
        network.PredictMany(images).CopyTo(together);
        for (int n = 0; n < 11; n++)
        {
            var alone = new float[output];
            network.PredictOne(images.AsSpan(n * input, input)).CopyTo(alone);
            Assert.Equal(together.AsSpan(n * output, output).ToArray(), alone);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Parts_of_a_prediction_give_its_bits(LayerCase item)
    {
        foreach (int bits in (int[])[512, 256, 128])
        {
            if (!Supported(bits)) continue;
            using var network = GeneratedCases<TCases>.Create(item, bits);
            var image = Enumerable.Range(0, network.Description.InputLength).Select(i => MathF.Sin(i)).ToArray();
            Assert.Equal(network.PredictOne(image).ToArray(), PredictedInParts.Of(network, image, bits));
        }
    }

    private static GeneratedStep Start(LayerCase item, int bits)
    {
        var network = GeneratedCases<TCases>.Create(item, Supported(bits) ? bits : 128);
        return new GeneratedStep(GeneratedCases<TCases>.Graph(item), network, BatchOf(network), seed: 1000 + item.Name.Length);
    }

    private static void AssertLosses(GeneratedStep step, bool training)
    {
        var expected = step.Reference.Losses(step.Images, step.Targets, training);
        for (int head = 0; head < step.Losses.Length; head++)
        {
            double tolerance = TCases.Tolerance * Math.Abs(expected[head]);
            Assert.InRange(step.Losses[head], expected[head] - tolerance, expected[head] + tolerance);
        }
    }

    private static bool Supported(int bits) => bits switch
    {
        512 => Vector512.IsHardwareAccelerated,
        256 => Vector256.IsHardwareAccelerated,
        _ => true,
    };

    private static void SkipWithout(int bits) => Assert.SkipUnless(Supported(bits), $"This machine has no vectors of {bits} bits.");

    // Other devices add in another order, and sums that nearly vanish show it.
    private static double DeviceTolerance => Math.Max(TCases.Tolerance, 5e-5);

    private static void AssertClose(double[] expected, float[] actual, string what = "output") => AssertClose(expected, actual, what, TCases.Tolerance);

    private static void AssertClose(double[] expected, float[] actual, string what, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Max(Math.Abs);
        double difference = expected.Zip(actual, (e, a) => double.IsNaN(a) ? double.PositiveInfinity : Math.Abs(e - a)).Max();
        Assert.True(difference <= tolerance * largest + 1e-12, $"{what}: the largest difference is {difference:E2} of {largest:E2}");
    }
}

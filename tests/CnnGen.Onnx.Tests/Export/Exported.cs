using Microsoft.ML.OnnxRuntime;

namespace CnnGen.Onnx.Tests.Export;

/// <summary>A network and its export, side by side.</summary>
internal static class Exported
{
    /// <summary>The difference of two tensors is max|a - b| / max|b|.</summary>
    private const double Tolerance = 1e-4;

    public static byte[] Bytes(Network network, OnnxExportOptions? options = null)
    {
        using var stream = new MemoryStream();
        network.SaveOnnx(stream, options);
        return stream.ToArray();
    }

    public static OnnxModel Model(Network network, OnnxExportOptions? options = null) => OnnxModel.Parse(Bytes(network, options), network.Description.Name);

    /// <summary>Kernels as a new network has them; numbers from 0.1 to 1 where it has zeros or ones, so that all of them count and variances are none below zero.</summary>
    public static void Randomize(Network network)
    {
        network.ResetWeights(seed: 7);
        var random = new Random(11);
        for (var i = 0; i < network.Description.Parameters.Length; i++)
        {
            var tensor = new WeightTensor(network, i);
            if (tensor.Span.ContainsAnyExcept(0f, 1f))
                continue;
            tensor.Set([.. Enumerable.Range(0, tensor.Span.Length).Select(_ => (float)(0.1 + (0.9 * random.NextDouble())))]);
        }
    }

    /// <summary>ONNX Runtime and the network give the same outputs, for one image and for five, in both layouts.</summary>
    /// <param name="predict">What the network gives for a batch, all heads of an image together; null for what it predicts.</param>
    public static void AgreesWithOnnxRuntime(Network network, Func<float[], float[]>? predict = null)
    {
        Oracle.Require();
        predict ??= images => network.PredictMany(images).ToArray();
        foreach (var channelsFirst in (bool[])[false, true])
        {
            using var session = Oracle.Open(Bytes(network, new OnnxExportOptions { ChannelsFirst = channelsFirst }));
            Agrees(network, predict, session, 1, channelsFirst);
            Agrees(network, predict, session, 5, channelsFirst);
        }
    }

    private static void Agrees(Network network, Func<float[], float[]> predict, InferenceSession session, int batch, bool channelsFirst)
    {
        var description = network.Description;
        var (height, width, channels) = description.InputShape;
        var random = new Random(batch);
        var images = Enumerable.Range(0, batch * description.InputLength).Select(_ => (float)((2 * random.NextDouble()) - 1)).ToArray();
        var outputs = predict(images);
        var actual = channelsFirst
            ? Oracle.Run(session, ChannelsFirst(images, height * width, channels), [batch, channels, height, width])
            : Oracle.Run(session, images, [batch, height, width, channels]);
        Assert.Equal(description.Heads.Select(head => head.Name), session.OutputNames);
        var graph = network.DescribeGraph()!;
        var offset = 0;
        for (var i = 0; i < description.Heads.Length; offset += description.Heads[i].Length, i++)
        {
            var (head, shape) = (description.Heads[i], description.Layers[graph.HeadLayers[i]].OutputShape);
            var expected = Enumerable.Range(0, batch).SelectMany(n => outputs.AsSpan((n * description.OutputLength) + offset, head.Length).ToArray()).ToArray();
            if (channelsFirst && shape.Length == 3)
                expected = ChannelsFirst(expected, shape[0] * shape[1], shape[2]);
            AssertClose(expected, actual[head.Name], $"{head.Name}, batch {batch}, channels {(channelsFirst ? "first" : "last")}");
        }
    }

    private static float[] ChannelsFirst(float[] images, int pixels, int channels)
    {
        var turned = new float[images.Length];
        for (var i = 0; i < images.Length; i++)
        {
            var (image, pixel, channel) = (i / (pixels * channels), i / channels % pixels, i % channels);
            turned[(((image * channels) + channel) * pixels) + pixel] = images[i];
        }

        return turned;
    }

    private static void AssertClose(float[] expected, float[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Max(Math.Abs);
        var difference = expected.Zip(actual, (e, a) => double.IsNaN(a) ? double.PositiveInfinity : Math.Abs((double)e - a)).Max();
        Assert.True(difference <= Tolerance * largest, $"{what}: the largest difference is {difference:E2} of {largest:E2}");
    }
}

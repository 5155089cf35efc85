using CnnGen.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CnnGen.Benchmarks;

/// <summary>A network in ONNX Runtime: exported, with all optimizations, its input and outputs bound to memory of their own.</summary>
internal sealed class PeerSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly List<OrtValue> _values = [];
    private readonly List<float[]> _outputs = [];

    /// <param name="images">Images as the network takes them; the session gets them with their channels first, which spares it a transposition.</param>
    public PeerSession(Network network, float[] images, int batch, int threads)
    {
        using var model = new MemoryStream();
        network.SaveOnnx(model, new OnnxExportOptions { ChannelsFirst = true });
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        _session = new InferenceSession(model.ToArray(), options);
        _binding = _session.CreateIoBinding();
        var (height, width, channels) = network.Description.InputShape;
        _binding.BindInput(_session.InputNames[0], Value(ChannelsFirst(images, height * width, channels), [batch, channels, height, width]));
        foreach (var head in network.Description.Heads)
        {
            _outputs.Add(new float[batch * head.Length]);
            _binding.BindOutput(head.Name, Value(_outputs[^1], [batch, head.Length]));
        }
    }

    /// <summary>The outputs of the last run, of each head.</summary>
    public IReadOnlyList<float[]> Outputs => _outputs;

    public void Run() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        foreach (var value in _values) value.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private OrtValue Value(float[] values, long[] shape)
    {
        _values.Add(OrtValue.CreateTensorValueFromMemory(values, shape));
        return _values[^1];
    }

    private static float[] ChannelsFirst(float[] images, int pixels, int channels)
    {
        var turned = new float[images.Length];
        for (int i = 0; i < images.Length; i++)
        {
            var (image, pixel, channel) = (i / (pixels * channels), i / channels % pixels, i % channels);
            turned[(((image * channels) + channel) * pixels) + pixel] = images[i];
        }

        return turned;
    }
}

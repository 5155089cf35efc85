using Microsoft.ML.OnnxRuntime;

namespace CnnGen.Onnx.Tests;

/// <summary>ONNX Runtime, which says what a model computes.</summary>
internal static class Oracle
{
    private static readonly Lazy<string?> s_problem = new(() =>
    {
        try
        {
            _ = OrtEnv.Instance();
            return null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            return exception.Message;
        }
    });

    /// <summary>Skips the test where the native library does not load.</summary>
    public static void Require() => Assert.SkipUnless(s_problem.Value is null, $"ONNX Runtime does not load: {s_problem.Value}");

    public static InferenceSession Open(byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        return new InferenceSession(model, options);
    }

    /// <summary>The outputs for a batch, by name.</summary>
    public static Dictionary<string, float[]> Run(InferenceSession session, float[] input, long[] shape) => Run(session, session.InputNames.Single(), input, shape);

    /// <summary>Likewise, of a model that lists its weights as inputs too.</summary>
    public static Dictionary<string, float[]> Run(InferenceSession session, string name, float[] input, long[] shape)
    {
        using var options = new RunOptions();
        using var value = OrtValue.CreateTensorValueFromMemory(input, shape);
        using var results = session.Run(options, [name], [value], session.OutputNames);
        return session.OutputNames.Zip(results, (name, result) => (name, values: result.GetTensorDataAsSpan<float>().ToArray())).ToDictionary(pair => pair.name, pair => pair.values);
    }
}

using System.Runtime.InteropServices;
using CnnGen.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CnnGen.Tool.Running;

/// <summary>A model in ONNX Runtime.</summary>
internal static class OnnxRun
{
    /// <summary>The outputs, in the order of the model.</summary>
    /// <exception cref="InvalidDataException">ONNX Runtime can't run the model.</exception>
    /// <exception cref="NotSupportedException">ONNX Runtime is not there for this system.</exception>
    public static IReadOnlyList<float[]> Predict(string path, OnnxModel model, string input, float[] images, long[] shape, IReadOnlyDictionary<string, OnnxTensor> bound)
    {
        try
        {
            using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            using var session = new InferenceSession(path, options);
            using var run = new RunOptions();
            using var image = OrtValue.CreateTensorValueFromMemory(images, shape);
            var constants = bound.Select(pair => (pair.Key, Value: OrtValueOf(pair.Value))).ToList();
            string[] outputs = [.. model.Graph.Outputs.Select(output => output.Name)];
            using var results = session.Run(run, [input, .. constants.Select(pair => pair.Key)], [image, .. constants.Select(pair => pair.Value)], outputs);
            var values = results.Select(result => result.GetTensorDataAsSpan<float>().ToArray()).ToList();
            constants.ForEach(pair => pair.Value.Dispose());
            return values;
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidDataException($"ONNX Runtime can't run {path}: {exception.Message}", exception);
        }
        catch (Exception exception) when ((exception as TypeInitializationException)?.InnerException is DllNotFoundException || exception is DllNotFoundException)
        {
            throw new NotSupportedException(
                $"ONNX Runtime, which models are compared with, is not part of cnngen for {RuntimeInformation.RuntimeIdentifier}; it is for linux-x64, linux-arm64, osx-arm64, win-x64 and win-arm64.", exception);
        }
    }

    private static OrtValue OrtValueOf(OnnxTensor tensor)
    {
        long[] shape = [.. tensor.Shape];
        return tensor.ElementType switch
        {
            OnnxElementType.Float => OrtValue.CreateTensorValueFromMemory(tensor.ToSingles(), shape),
            OnnxElementType.Int64 => OrtValue.CreateTensorValueFromMemory(tensor.ToInt64s(), shape),
            _ => throw new NotSupportedException($"The bound tensor \"{tensor.Name}\" is of {tensor.ElementType}; Float and Int64 can be verified."),
        };
    }
}

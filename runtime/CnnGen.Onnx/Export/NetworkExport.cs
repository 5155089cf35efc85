using CnnGen.Onnx.Export;

namespace CnnGen.Onnx;

/// <summary>Networks as ONNX models.</summary>
public static class NetworkExport
{
    /// <summary>
    /// Writes the network as an ONNX model: what it predicts, with its weights as they are now. The file appears whole or not at all; equal networks give equal bytes.
    /// </summary>
    /// <param name="path">Where to; what is there is replaced.</param>
    /// <param name="options">Null for an input of [N, height, width, channels].</param>
    /// <exception cref="NotSupportedException">The network has a layer that ONNX export does not know, or takes more than 2 GiB; the message names it.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public static void SaveOnnx(this Network network, string path, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        new Exporter(network, options ?? new()).Export().Save(path);
    }

    /// <summary>Writes the network as an ONNX model into a stream.</summary>
    /// <inheritdoc cref="SaveOnnx(Network, string, OnnxExportOptions?)" path="/exception"/>
    public static void SaveOnnx(this Network network, Stream stream, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        new Exporter(network, options ?? new()).Export().Write(stream);
    }
}

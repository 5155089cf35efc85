using CnnGen.Onnx.Reading;
using CnnGen.Onnx.Writing;

namespace CnnGen.Onnx;

/// <summary>
/// An ONNX file: a graph of operators, the operator sets that it uses, and who made it. The format is described at https://github.com/onnx/onnx (docs/IR.md).
/// Functions local to a model and training information are not kept.
/// </summary>
public sealed class OnnxModel
{
    /// <summary>The version of ONNX's file format.</summary>
    public required long IrVersion { get; init; }

    /// <summary>The program that made the file.</summary>
    public string ProducerName { get; init; } = "";

    /// <summary>Its version.</summary>
    public string ProducerVersion { get; init; } = "";

    /// <summary>The model's namespace, in reverse domain order.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The model's own version.</summary>
    public long ModelVersion { get; init; }

    /// <summary>A description for people.</summary>
    public string DocString { get; init; } = "";

    /// <summary>The operator sets that nodes refer to.</summary>
    public required IReadOnlyList<OnnxOpset> Opsets { get; init; }

    /// <summary>Texts by key, in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];

    /// <summary>The network.</summary>
    public required OnnxGraph Graph { get; init; }

    /// <summary>The version of ONNX's own operators that the model uses; 0 where it names none.</summary>
    public long OpsetVersion => Opsets.FirstOrDefault(opset => opset.Domain is "" or "ai.onnx")?.Version ?? 0;

    /// <summary>
    /// Reads a file. Data that it refers to in other files is read when a tensor's values are asked for, and must lie in the model's folder.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is damaged, no ONNX model, or beyond the limits; the message says what was found.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static OnnxModel Load(string path) => ModelReader.ReadModel(OnnxFile.Open(path));

    /// <summary>Reads a model from memory, which its tensors refer to and which must not change. Data in other files can't be read.</summary>
    /// <param name="content">The bytes of a file.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="InvalidDataException">The content is damaged, no ONNX model, or beyond the limits; the message says what was found.</exception>
    public static OnnxModel Parse(byte[] content, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        return ModelReader.ReadModel(new OnnxFile(content, name, folder: null));
    }

    /// <summary>Writes a file, whole or not at all. Equal models give equal bytes. Data that was in other files is written into this one.</summary>
    /// <exception cref="NotSupportedException">The model takes more than the 2 GiB that a file can hold.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, Write);

    /// <summary>Writes the bytes of a file.</summary>
    /// <inheritdoc cref="Save" path="/exception"/>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ModelWriter.Write(this, stream);
    }
}

/// <summary>A set of operators that nodes refer to.</summary>
/// <param name="Domain">Empty for ONNX's own.</param>
/// <param name="Version">The version of the set.</param>
public sealed record OnnxOpset(string Domain, long Version);

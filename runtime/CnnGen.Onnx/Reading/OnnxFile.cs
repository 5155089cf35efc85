namespace CnnGen.Onnx.Reading;

/// <summary>
/// The bytes of a file while they are read, and how much may still be made of them: a part of two bytes becomes an object of a hundred,
/// so that parts are counted.
/// </summary>
internal sealed class OnnxFile(byte[] content, string name, string? folder)
{
    /// <summary>Nodes, tensors, names and numbers outside of tensors. The largest networks have some tens of thousands.</summary>
    public const int MaxParts = 1_000_000;

    private int _parts;

    public byte[] Content => content;

    /// <summary>What the file is called in errors.</summary>
    public string Name => name;

    /// <summary>Where data in other files is looked for; null where there is no such place.</summary>
    public string? Folder => folder;

    public static OnnxFile Open(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > Array.MaxLength)
            throw new InvalidDataException($"{path}: found {length} bytes, expected at most {Array.MaxLength}; ONNX keeps larger weights in files beside the model.");
        return new OnnxFile(File.ReadAllBytes(path), path, Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    /// <summary>Counts one more part.</summary>
    public void Count()
    {
        if (++_parts > MaxParts)
            throw Error($"more than {MaxParts} nodes, tensors, names and numbers", "fewer");
    }

    public InvalidDataException Error(string found, string expected) => new($"{name}: found {found}, expected {expected}; the file is damaged or no ONNX file.");
}

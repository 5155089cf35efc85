using System.IO.Compression;
using CnnGen.Gpu;

namespace CnnGen.Ilgpu.Baking;

/// <summary>Writes what <see cref="KernelFile"/> reads. Equal kernels in equal order give equal bytes.</summary>
internal sealed class KernelFileWriter
{
    private readonly Dictionary<GpuTarget, MemoryStream> _parts = [];

    /// <summary>Adds the text of a kernel.</summary>
    /// <param name="owner">Its class, by the full name.</param>
    /// <param name="kernel">Its name.</param>
    /// <param name="target">What it was compiled for: devices as new as that and newer ones can run it.</param>
    /// <param name="text">What it became.</param>
    public void Add(string owner, string kernel, GpuTarget target, GpuKernelText text)
    {
        if (!_parts.TryGetValue(target, out var part))
            _parts.Add(target, part = new MemoryStream());
        using var writer = new BinaryWriter(part, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(owner);
        writer.Write(kernel);
        writer.Write(text.Entry);
        writer.Write(text.SharedBytes);
        writer.Write(string.Concat(text.Parameters.Select(LetterOf)));
        writer.Write(text.Source);
    }

    /// <summary>Writes the file.</summary>
    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(KernelFile.Magic);
        writer.Write(_parts.Count);
        foreach (var (target, part) in _parts.OrderBy(pair => pair.Key.Language).ThenBy(pair => pair.Key.Architecture))
        {
            var compressed = Compress(part);
            writer.Write((int)target.Language);
            writer.Write(target.Architecture);
            writer.Write(checked((int)part.Length));
            writer.Write(compressed.Length);
            writer.Write(compressed);
        }
    }

    private static byte[] Compress(MemoryStream part)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            part.WriteTo(zlib);
        return compressed.ToArray();
    }

    private static char LetterOf(GpuArgumentKind kind) => kind switch
    {
        GpuArgumentKind.View => 'v',
        GpuArgumentKind.Int => 'i',
        GpuArgumentKind.Float => 'f',
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

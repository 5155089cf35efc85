using System.IO.Compression;

namespace CnnGen.Gpu;

/// <summary>
/// The kernels of an assembly: a few bytes of header, then a part for each kind of device. A part is compressed, and read when a device of its kind asks for a kernel.
/// What the file says of lengths is held against what is there before memory is taken for it.
/// </summary>
internal sealed class KernelFile
{
    /// <summary>The manifest resource.</summary>
    public const string Resource = "CnnGen.Kernels";

    /// <summary>"CNNGENK" and the version of the format.</summary>
    public const ulong Magic = 0x014B_4E45_474E_4E43;

    private const int MostParts = 64;

    // What Deflate can make of a byte at most; a little more for the shortest texts.
    private const int MostTimes = 1032;
    private const int Slack = 1024;

    private readonly Part[] _parts;

    private KernelFile(Part[] parts) => _parts = parts;

    /// <summary>Reads the header and the compressed parts.</summary>
    /// <param name="stream">The file, with a length.</param>
    /// <param name="name">Whose kernels they are.</param>
    /// <exception cref="InvalidDataException">It is no such file, or cut off.</exception>
    public static KernelFile Read(Stream stream, string name) => Checked(name, () =>
    {
        using var reader = new BinaryReader(stream);
        if (reader.ReadUInt64() != Magic)
            throw new InvalidDataException("it does not begin as files of this version do");
        var count = reader.ReadInt32();
        if (count is < 0 or > MostParts)
            throw new InvalidDataException($"it has {count} parts");
        var parts = new Part[count];
        for (var index = 0; index < parts.Length; index++)
        {
            var target = new GpuTarget((GpuLanguage)reader.ReadInt32(), reader.ReadInt32());
            var length = reader.ReadInt32();
            var compressed = reader.ReadInt32();
            if (compressed < 0 || compressed > stream.Length - stream.Position || length < 0 || length > (compressed * (long)MostTimes) + Slack)
                throw new InvalidDataException($"a part of {compressed} bytes, {length} when unpacked, can't be in its {stream.Length} bytes");
            parts[index] = new Part(target, reader.ReadBytes(compressed), length, name);
        }

        return new KernelFile(parts);
    });

    /// <summary>A kernel's text for the newest device that is no newer than the target; null where there is none.</summary>
    public GpuKernelText? Find(string owner, string kernel, GpuTarget target)
    {
        GpuKernelText? found = null;
        var architecture = -1;
        foreach (var part in _parts)
        {
            if (part.Target.Language == target.Language && part.Target.Architecture <= target.Architecture && part.Target.Architecture > architecture
                && part.Kernels.TryGetValue((owner, kernel), out var text))
                (found, architecture) = (text, part.Target.Architecture);
        }

        return found;
    }

    private static T Checked<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"The compiled kernels in {name} can't be read: {exception.Message}. Build it again with the packages of one version.", exception);
        }
    }

    /// <summary>The kernels for one kind of device.</summary>
    private sealed class Part(GpuTarget target, byte[] compressed, int length, string name)
    {
        private readonly Lazy<Dictionary<(string Owner, string Kernel), GpuKernelText>> _kernels = new(() => Checked(name, () => Unpack(compressed, length)));

        public GpuTarget Target => target;

        public Dictionary<(string Owner, string Kernel), GpuKernelText> Kernels => _kernels.Value;

        private static Dictionary<(string Owner, string Kernel), GpuKernelText> Unpack(byte[] compressed, int length)
        {
            var bytes = new byte[length];
            using (var packed = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress))
                packed.ReadExactly(bytes);
            using var reader = new BinaryReader(new MemoryStream(bytes));
            var kernels = new Dictionary<(string, string), GpuKernelText>();
            while (reader.BaseStream.Position < length)
            {
                var owner = reader.ReadString();
                var kernel = reader.ReadString();
                var entry = reader.ReadString();
                var shared = reader.ReadInt32();
                var kinds = Array.ConvertAll(reader.ReadString().ToCharArray(), KindOf);
                kernels.Add((owner, kernel), new GpuKernelText(reader.ReadString(), entry, shared >= 0 ? shared : throw new InvalidDataException($"{kernel} shares {shared} bytes"), kinds));
            }

            return kernels;
        }

        private static GpuArgumentKind KindOf(char letter) => letter switch
        {
            'v' => GpuArgumentKind.View,
            'i' => GpuArgumentKind.Int,
            'f' => GpuArgumentKind.Float,
            _ => throw new InvalidDataException($"'{letter}' is no type of a parameter"),
        };
    }
}

using System.Buffers.Binary;

namespace CnnGen.Samples.Tests;

/// <summary>Writes small IDX files with the names of MNIST.</summary>
internal static class IdxFolder
{
    /// <summary>Images of bars whose place is their class.</summary>
    public static void Write(string folder, int train, int test, int size = 28, int classes = 10)
    {
        WritePart(folder, "train", train, size, classes);
        WritePart(folder, "t10k", test, size, classes);
    }

    private static void WritePart(string folder, string part, int count, int size, int classes)
    {
        var images = new byte[count * size * size];
        var labels = new byte[count];
        for (var image = 0; image < count; image++)
        {
            labels[image] = (byte)(image % classes);
            var row = (labels[image] * 2 + 4) % size;
            images.AsSpan((image * size + row) * size, size).Fill(255);
        }

        WriteFile(Path.Combine(folder, $"{part}-images-idx3-ubyte"), [count, size, size], images);
        WriteFile(Path.Combine(folder, $"{part}-labels-idx1-ubyte"), [count], labels);
    }

    private static void WriteFile(string path, int[] dimensions, byte[] data)
    {
        var header = new byte[4 + 4 * dimensions.Length];
        header[2] = 8;
        header[3] = (byte)dimensions.Length;
        for (var axis = 0; axis < dimensions.Length; axis++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * axis), dimensions[axis]);
        File.WriteAllBytes(path, [.. header, .. data]);
    }
}

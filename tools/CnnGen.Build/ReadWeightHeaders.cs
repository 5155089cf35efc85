using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace CnnGen.Build;

/// <summary>
/// Writes the JSON header of each safetensors file as a text file, so that the generator, which may read no files of its own, can say at
/// build time whether the weights are those of the network.
/// </summary>
public sealed class ReadWeightHeaders : Task
{
    // Far more than a network of thousands of tensors needs.
    private const int LongestHeader = 16 * 1024 * 1024;

    /// <summary>The safetensors files.</summary>
    [Required]
    public ITaskItem[] Weights { get; set; } = [];

    /// <summary>Where to write the header of each, in the same order.</summary>
    [Required]
    public ITaskItem[] Headers { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        for (int i = 0; i < Weights.Length; i++)
        {
            string path = Weights[i].GetMetadata("FullPath");
            if (Weights[i].GetMetadata("Model").Length == 0)
                LogError(path, "CnnWeights has no Model; expected the name of the network whose weights the file holds: <CnnWeights Include=\"digits.safetensors\" Model=\"Digits\" />");
            else if (Read(path) is { } header)
                Write(Headers[i].GetMetadata("FullPath"), header);
        }

        return !Log.HasLoggedErrors;
    }

    private byte[]? Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var prefix = new byte[sizeof(ulong)];
            long limit = Math.Min(LongestHeader, file.Length - prefix.Length);
            ulong length = Fill(file, prefix) ? BitConverter.ToUInt64(prefix, 0) : ulong.MaxValue;
            if (limit < 0 || length > (ulong)limit)
            {
                LogError(path, $"found {file.Length} bytes that do not begin with a safetensors header; the file is cut off or no safetensors file");
                return null;
            }

            var header = new byte[length];
            if (Fill(file, header)) return header;
            LogError(path, "the file is cut off");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogError(path, exception.Message);
        }

        return null;
    }

    private static bool Fill(Stream stream, byte[] buffer)
    {
        int filled = 0;
        while (filled < buffer.Length)
        {
            int read = stream.Read(buffer, filled, buffer.Length - filled);
            if (read == 0) return false;
            filled += read;
        }

        return true;
    }

    /// <summary>A header that did not change is not written again, so that the compiler need not look at it again.</summary>
    private static void Write(string path, byte[] header)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string text = Encoding.UTF8.GetString(header);
        if (!File.Exists(path) || File.ReadAllText(path) != text) File.WriteAllText(path, text);
        else File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
    }

    private void LogError(string path, string message) => Log.LogError(null, "CNN030", "", path, 0, 0, 0, 0, message);
}

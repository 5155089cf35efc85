namespace CnnGen;

/// <summary>Files that are written whole or not at all: whoever looks at the path sees the old content or the new.</summary>
internal static class AtomicFile
{
    /// <summary>Writes to a temporary file in the same folder, brings it to the disk and moves it over the path. A failure leaves the old file and nothing else.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}

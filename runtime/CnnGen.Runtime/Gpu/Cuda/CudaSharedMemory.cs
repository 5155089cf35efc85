namespace CnnGen.Gpu;

/// <summary>CUDA takes only 48 KB of shared memory that a text declares; what is more has to be given with each launch.</summary>
internal static class CudaSharedMemory
{
    private const int MostDeclaredBytes = 48 << 10;
    private const string Declaration = ".shared ";

    /// <summary>The text, and the bytes to give with a launch.</summary>
    /// <exception cref="InvalidOperationException">The kernel has several pieces of shared memory, which would lie at one place.</exception>
    public static (string Source, int DynamicBytes) Of(GpuKernelText text)
    {
        if (text.SharedBytes <= MostDeclaredBytes)
            return (text.Source, 0);
        var lines = text.Source.Split('\n');
        var declarations = Enumerable.Range(0, lines.Length).Where(line => lines[line].TrimStart().StartsWith(Declaration, StringComparison.Ordinal)).ToArray();
        if (declarations.Length != 1)
            throw new InvalidOperationException($"{text.Entry} declares {declarations.Length} pieces of shared memory, {GpuMemory.Text(text.SharedBytes)} together; above {GpuMemory.Text(MostDeclaredBytes)} a kernel can have one.");

        // ".shared .align 4 .b8 name[65536];": outside, and without its size.
        var declaration = lines[declarations[0]].Trim();
        lines[declarations[0]] = "";
        var entry = Array.FindIndex(lines, line => line.StartsWith(".visible .entry", StringComparison.Ordinal));
        lines[entry] = $".extern {declaration[..declaration.IndexOf('[', StringComparison.Ordinal)]}[];\n{lines[entry]}";
        return (string.Join('\n', lines), text.SharedBytes);
    }
}

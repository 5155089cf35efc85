using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Plan;

/// <summary>Windows of a pooling that do not overlap and lie inside of its input.</summary>
internal sealed record DisjointWindows(int Height, int Width, int StrideY, int StrideX)
{
    public int Size => Height * Width;

    /// <summary>Whether there are elements between them.</summary>
    public bool HasGaps => StrideY != Height || StrideX != Width;

    /// <summary>What touching windows are of, where the pooling's output has this shape.</summary>
    public Shape Inputs(Shape output) => output with { Height = output.Height * Height, Width = output.Width * Width };

    /// <summary>"_Max2x2s2": the end of a kernel's name.</summary>
    public string NameSuffix => $"_Max{Height}x{Width}s{(StrideY == StrideX ? $"{StrideY}" : $"{StrideY}x{StrideX}")}";

    /// <summary>The end of a kernel's summary.</summary>
    public string Then(Shape output) => $", then the largest of each {Height} x {Width} window: {output}";
}

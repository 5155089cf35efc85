namespace CnnGen.Generator.Emit.Simd;

/// <summary>Pointer arithmetic as text.</summary>
internal static class Pointer
{
    public static string At(string pointer, int offset) =>
        offset == 0 ? pointer : offset > 0 ? $"{pointer} + {Literal.Of(offset)}" : $"{pointer} - {Literal.Of(-offset)}";
}

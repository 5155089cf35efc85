namespace CnnGen.Generator.Emit.Simd;

/// <summary>
/// How the channels of a tensor are laid over vectors: whole vectors, then one that is only partly used. Loads of the last one
/// read past the channels (every buffer has readable floats behind it), its stores write the used lanes only.
/// </summary>
/// <param name="Channels">Channels to cover.</param>
/// <param name="Bits">The width of the vectors: narrower than the machine's where the channels fit in less.</param>
internal readonly record struct Lanes(int Channels, int Bits)
{
    public static Lanes Of(int channels, int vectorBits) => new(
        channels,
        channels <= 4 ? 128 : channels <= 8 ? System.Math.Min(vectorBits, 256) : vectorBits);

    /// <summary>Floats of a vector.</summary>
    public int Width => Bits / 32;

    /// <summary>Vectors, the partly used one included.</summary>
    public int Vectors => (Channels + Width - 1) / Width;

    /// <summary>Used lanes of the last vector.</summary>
    public int LastLanes => Channels - ((Vectors - 1) * Width);

    /// <summary>"Vector512".</summary>
    public string Class => "Vector" + Literal.Of(Bits);

    /// <summary>"Vector512&lt;float&gt;".</summary>
    public string Type => Class + "<float>";

    public string Zero => Type + ".Zero";

    public string Load(string pointer) => $"{Class}.Load({pointer})";

    /// <summary>A scalar in every lane.</summary>
    public string Broadcast(string scalar) => $"{Class}.Create({scalar})";

    public string MultiplyAdd(string left, string right, string addend) => $"{Class}.MultiplyAddEstimate({left}, {right}, {addend})";

    /// <summary>The sum of what lies at a pointer and a vector.</summary>
    public string Add(string pointer, string vector) => $"{Load(pointer)} + {Grouped(vector)}";

    /// <summary>A statement that stores a vector, or the first lanes of it.</summary>
    public string Store(string vector, string pointer, int lanes) => lanes == Width
        ? $"{Grouped(vector)}.Store({pointer});"
        : $"global::CnnGen.VectorTail.Store({vector}, {pointer}, {Literal.Of(lanes)});";

    /// <summary>An expression in parentheses where it has operators outside of its own.</summary>
    private static string Grouped(string expression)
    {
        int depth = 0;
        if (expression[0] == '-') return $"({expression})";
        foreach (char c in expression)
        {
            if (c == '(') depth++;
            else if (c == ')') depth--;
            else if (c == ' ' && depth == 0) return $"({expression})";
        }

        return expression;
    }
}

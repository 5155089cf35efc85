namespace CnnGen;

/// <summary>A colour, sRGB, a byte a channel.</summary>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>Black.</summary>
    public static Rgb Black => new(0, 0, 0);

    /// <summary>White.</summary>
    public static Rgb White => new(255, 255, 255);

    /// <summary>This colour with a part of another: 0 gives this, 1 the other.</summary>
    public Rgb Mix(Rgb other, double part) =>
        new(Mix(R, other.R, part), Mix(G, other.G, part), Mix(B, other.B, part));

    private static byte Mix(byte from, byte to, double part) => (byte)Math.Round(from + (to - from) * Math.Clamp(part, 0, 1));
}

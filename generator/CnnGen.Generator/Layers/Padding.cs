using static System.FormattableString;

namespace CnnGen.Generator.Layers;

/// <summary>How the padding of a window is found.</summary>
internal enum PaddingRule
{
    /// <summary>As many zeros as are written, none by default: "valid".</summary>
    Explicit,

    /// <summary>What a stride of 1 needs to keep the size: "same".</summary>
    Same,
}

/// <summary>The padding of one axis.</summary>
/// <param name="Before">Elements before the first; 0 where the rule finds it.</param>
/// <param name="After">Elements behind the last. Negative where the last elements are in no window.</param>
internal readonly record struct AxisPadding(PaddingRule Rule, int Before, int After)
{
    public static AxisPadding Explicit(int before, int after) => new(PaddingRule.Explicit, before, after);
}

/// <summary>The padding of an image.</summary>
internal readonly record struct Padding(AxisPadding Vertical, AxisPadding Horizontal)
{
    public static Padding Valid => default;

    public static Padding Same => new(new AxisPadding(PaddingRule.Same, 0, 0), new AxisPadding(PaddingRule.Same, 0, 0));

    public static Padding Explicit(int top, int bottom, int left, int right) => new(AxisPadding.Explicit(top, bottom), AxisPadding.Explicit(left, right));

    /// <summary>"Valid", "Same" or "1,1,0,2": top, bottom, left, right.</summary>
    public override string ToString() =>
        this == Valid ? "Valid" : this == Same ? "Same" : Invariant($"{Vertical.Before},{Vertical.After},{Horizontal.Before},{Horizontal.After}");

    /// <summary>The end of a kernel's name: nothing for "valid", "_Same", or "_P1_1_0_2".</summary>
    public string NameSuffix => this == Valid ? "" : this == Same ? "_Same" : "_P" + ToString().Replace(',', '_');
}

namespace CnnGen.Report.Drawing;

/// <summary>What something is drawn in: a colour of the page, which is another one in the dark, or a fixed colour.</summary>
/// <param name="Variable">The name of the page's colour; null for a fixed one.</param>
/// <param name="Light">The colour on a light page, or the fixed one.</param>
internal readonly record struct Paint(string? Variable, Rgb Light)
{
    public static Paint Ink { get; } = new("ink", new(28, 32, 40));

    /// <summary>For what is less important than <see cref="Ink"/>; still dark enough to be read.</summary>
    public static Paint Quiet { get; } = new("quiet", new(84, 92, 106));

    public static Paint Line { get; } = new("line", new(220, 224, 231));

    public static Paint Surface { get; } = new("surface", new(255, 255, 255));

    public static Paint Accent { get; } = new("accent", new(0, 92, 175));

    /// <summary>What is true, as a box in an image.</summary>
    public static Paint True { get; } = new("true", new(0, 122, 94));

    /// <summary>What is wrong, or was predicted.</summary>
    public static Paint Other { get; } = new("other", new(194, 77, 0));

    /// <summary>Colours of lines and groups that are told apart with all kinds of sight: after the palette of Okabe and Ito, darker on a light page.</summary>
    public static IReadOnlyList<Paint> Groups { get; } =
    [
        new("group1", new(0, 92, 175)), new("group2", new(194, 77, 0)), new("group3", new(0, 122, 94)), new("group4", new(148, 60, 122)),
        new("group5", new(122, 100, 0)), new("group6", new(84, 92, 106)),
    ];

    public static Paint Fixed(Rgb color) => new(null, color);
}

/// <summary>Which point of a text is at its place.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

using System.Linq;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Layers.Pooling;

/// <summary>The windows of a pooling over both axes, a channel at a time.</summary>
internal sealed record PoolingGeometry(Window Vertical, Window Horizontal, int Channels)
{
    // Up to so many taps are written out. The compiler stops optimizing very long methods, and overlapping windows at borders multiply the code.
    private const int MostTaps = 64;

    public static PoolingGeometry Of(PoolingAttributes attributes, Shape input)
    {
        var (vertical, horizontal) = Window.Over(input, attributes.Pool, attributes.Strides, attributes.Padding, new Spec.Keys.Size(1, 1), attributes.Ceil);
        return new PoolingGeometry(vertical, horizontal, input.Channels);
    }

    /// <summary>One window over all of an image.</summary>
    public static PoolingGeometry Global(Shape input) => Blocks(input, input.Height, input.Width);

    /// <summary>Windows of so many rows and columns that touch.</summary>
    public static PoolingGeometry Blocks(Shape input, int height, int width) =>
        new(new Window(input.Height, height, height, default), new Window(input.Width, width, width, default), input.Channels);

    /// <summary>Whether an element can be in several windows.</summary>
    public bool Overlaps => Vertical.Kernel > Vertical.Stride || Horizontal.Kernel > Horizontal.Stride;

    /// <summary>Whether every element is in exactly one window, so that what is sent back to it is written and not added.</summary>
    public bool Tiles => !Overlaps && IsCovered(Vertical) && IsCovered(Horizontal);

    /// <summary>Whether all taps of all windows that differ in their borders are few enough to be written out.</summary>
    public bool Unrolls =>
        WindowSpan.Along(Vertical).Sum(span => (long)span.Taps) * WindowSpan.Along(Horizontal).Sum(span => (long)span.Taps) <= MostTaps;

    public string Label => $"{Vertical.Kernel}x{Horizontal.Kernel}s{(Vertical.Stride == Horizontal.Stride ? $"{Vertical.Stride}" : $"{Vertical.Stride}x{Horizontal.Stride}")}"
        + $"_{Vertical.Input}x{Horizontal.Input}x{Channels}" + new Padding(Vertical.Padding, Horizontal.Padding).NameSuffix
        + (Vertical.Ceil ? "_Ceil" : "");

    /// <summary>With gaps or a cut-off end some elements are in no window.</summary>
    private static bool IsCovered(Window window) =>
        window.Stride <= window.Kernel && ((window.Output - 1) * window.Stride) + window.Kernel - window.Before >= window.Input;
}

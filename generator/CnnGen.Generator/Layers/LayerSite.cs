using System;
using System.Globalization;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers;

/// <summary>Where a layer stands: what it takes, and how a shape that does not fit is reported.</summary>
/// <param name="trace">The shapes that lead here: "input 28 x 28 x 1 -> conv2d_1 26 x 26 x 32".</param>
internal sealed class LayerSite(LayerSpec layer, EquatableArray<Shape> inputs, Func<string> trace, DiagnosticBag diagnostics)
{
    public EquatableArray<Shape> Inputs => inputs;

    /// <summary>The only input of a kind that takes one.</summary>
    public Shape Input => inputs[0];

    /// <summary>Reports a shape that the layer can't take, and gives no output shape.</summary>
    public Shape? Mismatch(string found, string fix)
    {
        diagnostics.Report(DiagnosticCatalog.ShapeMismatch, layer.TypeSpan, found + "; " + fix + " (shapes: " + trace() + ")");
        return null;
    }

    /// <summary>Whether a window has few enough elements to become code; reported where it has not.</summary>
    public bool CheckTaps(SizeKey key, Size window) => ElementCount.Check(
        "The window of a " + layer.Kind!.Type + " layer",
        ElementCount.Multiply(window.Height, window.Width),
        ElementCount.MostTaps,
        " for height times width",
        layer.SpanOf(key),
        diagnostics);

    /// <summary>The shape after a window has moved over the input; null, and reported, where the window does not fit in.</summary>
    /// <param name="key">The key to which a window that is too large is put down.</param>
    /// <param name="window">What the window is called: "kernel".</param>
    public Shape? Slide(SizeKey key, string window, Size kernel, Size strides, Padding padding, int channels) =>
        Slide(key, window, kernel, Layers.Window.Over(Input, kernel, strides, padding, new Size(1, 1)), channels);

    /// <inheritdoc cref="Slide(SizeKey, string, Size, Size, Padding, int)"/>
    public Shape? Slide(SizeKey key, string window, Size kernel, (Window Vertical, Window Horizontal) windows, int channels)
    {
        if (!CheckImage()) return null;
        int height = windows.Vertical.Output;
        int width = windows.Horizontal.Output;
        if (height > 0 && width > 0) return Shape.Image(height, width, channels);

        var span = new Size(windows.Vertical.Span, windows.Horizontal.Span);
        string found = kernel + (span == kernel ? "" : string.Format(CultureInfo.InvariantCulture, " (dilated to {0})", span));
        string input = string.Format(CultureInfo.InvariantCulture, "{0} x {1}", Input.Height, Input.Width);
        string most = new Size(Input.Height, Input.Width).ToString();
        diagnostics.Report(DiagnosticCatalog.WindowTooLarge, layer.SpanOf(key), key.Name, found, input, window, most, trace());
        return null;
    }

    /// <summary>Whether the input is an image; reported where it is a vector.</summary>
    public bool CheckImage()
    {
        if (!Input.IsVector) return true;
        Mismatch(layer.Kind!.Type + " takes an image, found a vector of " + Input, "put it before Flatten and Dense layers");
        return false;
    }

    /// <summary>The channels of a depthwise convolution's output; null, and reported, where they are too many.</summary>
    public int? DepthwiseChannels(int multiplier)
    {
        long channels = ElementCount.Multiply(Input.Channels, multiplier);
        if (channels <= WholeNumberKey.MostChannels) return (int)channels;
        Refuse(
            LayerKeys.DepthMultiplier, string.Format(CultureInfo.InvariantCulture, "{0}", multiplier),
            string.Format(CultureInfo.InvariantCulture, "at most {0}: the input has {1} channels, and there may be {2}",
                WholeNumberKey.MostChannels / Input.Channels, Input.Channels, WholeNumberKey.MostChannels));
        return null;
    }

    /// <summary>Reports a value that does not fit the input or another key; gives no output shape.</summary>
    public Shape? Refuse(SpecKey key, string found, string expected)
    {
        diagnostics.Report(DiagnosticCatalog.OutOfRange, layer.SpanOf(key), key.Name, found, expected);
        return null;
    }
}

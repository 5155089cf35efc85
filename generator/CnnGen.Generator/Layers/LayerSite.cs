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
    public Shape? Slide(SizeKey key, string window, Size kernel, Size strides, Padding padding, int channels)
    {
        if (Input.IsVector)
        {
            return Mismatch(layer.Kind!.Type + " takes an image, found a vector of " + Input, "put it before Flatten and Dense layers");
        }

        int height = new Window(Input.Height, kernel.Height, strides.Height, padding).Output;
        int width = new Window(Input.Width, kernel.Width, strides.Width, padding).Output;
        if (height > 0 && width > 0) return Shape.Image(height, width, channels);

        string input = string.Format(CultureInfo.InvariantCulture, "{0} x {1}", Input.Height, Input.Width);
        string most = new Size(Input.Height, Input.Width).ToString();
        diagnostics.Report(DiagnosticCatalog.WindowTooLarge, layer.SpanOf(key), key.Name, kernel.ToString(), input, window, most, trace());
        return null;
    }
}

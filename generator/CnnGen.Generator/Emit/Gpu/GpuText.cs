using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Emit.Gpu;

/// <summary>Expressions of elementwise functions as a GPU's thread computes them: with one number in the place of a vector.</summary>
internal static class GpuText
{
    /// <summary>An expression in which <c>{V}</c> is the vector class.</summary>
    public static string Of(string expression) => Scalar(expression.Replace("{V}", "Lane"));

    /// <summary>An activation of a sum.</summary>
    public static string Apply(string activation, string x) => activation == Activations.Linear ? x : Scalar(Activations.Apply(activation, "Lane", $"Lane.Create({x})"));

    /// <summary>The gradient back through an activation.</summary>
    public static string Differentiate(string activation, string source, string gradient) =>
        Scalar(Activations.Functions[activation].Differentiate("Lane", source, gradient));

    /// <summary>Declares the coordinates of element e of an image of so many rows, columns and channels: row, column, c.</summary>
    public static void WriteCoordinates(CodeWriter code, int columns, int channels, string element = "element")
    {
        code.Line($"int pixel = {element} / {Literal.Of(channels)};");
        code.Line($"int channel = {element} - pixel * {Literal.Of(channels)};");
        code.Line($"int row = pixel / {Literal.Of(columns)};");
        code.Line($"int column = pixel - row * {Literal.Of(columns)};");
    }

    /// <summary>The index of a pixel's channel.</summary>
    public static string At(RowLayout layout, int channels) => $"n * {Literal.Of(layout.Image)} + row * {Literal.Of(layout.Row)} + column * {Literal.Of(channels)} + channel";

    /// <summary>The index of a channel where distances may be zero.</summary>
    public static string At(PixelLayout layout, string channel = "channel") => string.Concat(
        layout.Image == 0 ? "" : $"n * {Literal.Of(layout.Image)} + ", layout.Row == 0 ? "" : $"row * {Literal.Of(layout.Row)} + ",
        layout.Pixel == 0 ? "" : $"column * {Literal.Of(layout.Pixel)} + ", channel);

    private static string Scalar(string text) => text.Replace("Lane<float>", "Lane").Replace("global::CnnGen.VectorMath", "LaneMath");
}

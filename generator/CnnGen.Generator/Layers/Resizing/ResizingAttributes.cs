using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Spec.Keys;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.Resizing;

/// <param name="Size">Rows and columns of the output.</param>
/// <param name="Interpolation">"nearest", "bilinear" or "bicubic".</param>
/// <param name="Coordinates">Where a pixel of the output lies in the input: a word of ONNX's.</param>
/// <param name="Rounding">How a place becomes a pixel, for nearest: a word of ONNX's.</param>
/// <param name="Scales">Output over input along height and width; empty for what the sizes say.</param>
/// <param name="Antialias">Whether more pixels are used where the output is smaller.</param>
/// <param name="CubicCoeff">Keys's a, for bicubic.</param>
/// <param name="ExcludeOutside">Whether pixels outside have no part, instead of being copies of the border.</param>
internal sealed record ResizingAttributes(
    Size Size, string Interpolation, string Coordinates, string Rounding, EquatableArray<double> Scales, bool Antialias, double CubicCoeff, bool ExcludeOutside) : LayerAttributes
{
    public override string Signature => Invariant($"Resizing {Size} {Interpolation} {Coordinates} {Rounding} [{string.Join(",", Scales.Select(Literal.Of))}]")
        + Invariant($" antialias={Antialias} a={Literal.Of(CubicCoeff)} exclude={ExcludeOutside}");

    /// <summary>The pixels of the input that rows and columns of the output are made of.</summary>
    public (ResizeAxis Vertical, ResizeAxis Horizontal) Axes(int height, int width) => (
        ResizeAxis.Of(this, height, Size.Height, Scales.Count > 0 ? Scales[0] : Size.Height / (double)height),
        ResizeAxis.Of(this, width, Size.Width, Scales.Count > 0 ? Scales[1] : Size.Width / (double)width));
}

using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Resizing;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

/// <summary>As ONNX describes Resize: around each place so many pixels of the image, whose border is repeated, with weights by their distance.</summary>
internal sealed class ReferenceResizing(LayerNode node) : ReferenceLinearMap<ResizingAttributes>(node)
{
    protected override IEnumerable<Term> Terms(Shape input)
    {
        var rows = Enumerable.Range(0, Node.OutputShape.Height).Select(y => Pixels(y, input.Height, Node.OutputShape.Height, 0).ToList()).ToList();
        var columns = Enumerable.Range(0, Node.OutputShape.Width).Select(x => Pixels(x, input.Width, Node.OutputShape.Width, 1).ToList()).ToList();
        return from y in Enumerable.Range(0, rows.Count)
               from v in rows[y]
               from x in Enumerable.Range(0, columns.Count)
               from h in columns[x]
               from c in Enumerable.Range(0, input.Channels)
               select new Term((y, x, c), (v.Index, h.Index, c), v.Weight * h.Weight);
    }

    private IEnumerable<(int Index, double Weight)> Pixels(int o, int input, int output, int axis)
    {
        double scale = Attributes.Scales.Count > 0 ? Attributes.Scales[axis] : (double)output / input;
        double place = Attributes.Coordinates switch
        {
            "align_corners" => scale * input == 1 ? 0 : o * (input - 1) / ((scale * input) - 1),
            "asymmetric" => o / scale,
            "half_pixel_symmetric" => (input / 2.0) - (input / 2.0 * output / (scale * input)) + ((o + 0.5) / scale) - 0.5,
            "pytorch_half_pixel" when scale * input <= 1 => 0,
            _ => ((o + 0.5) / scale) - 0.5,
        };
        if (Attributes.Interpolation == "nearest")
        {
            double rounded = Attributes.Rounding switch
            {
                "floor" => Math.Floor(place),
                "ceil" => Math.Ceiling(place),
                "round_prefer_ceil" => Math.Floor(place) + (place - Math.Floor(place) >= 0.5 ? 1 : 0),
                _ => Math.Floor(place) + (place - Math.Floor(place) > 0.5 ? 1 : 0),
            };
            return [(Math.Clamp((int)rounded, 0, input - 1), 1)];
        }

        double narrow = Attributes.Antialias ? Math.Min(1, scale) : 1;
        int reach = (int)Math.Ceiling((Attributes.Interpolation == "bilinear" ? 1 : 2) / narrow);
        var near = Enumerable.Range((int)Math.Floor(place) - reach, (2 * reach) + 2)
            .Where(i => !Attributes.ExcludeOutside || (i >= 0 && i < input))
            .Select(i => (Index: Math.Clamp(i, 0, input - 1), Weight: Weight(Math.Abs(i - place) * narrow))).Where(pixel => pixel.Weight != 0).ToList();
        double sum = near.Sum(pixel => pixel.Weight);
        return near.Select(pixel => (pixel.Index, pixel.Weight / sum));
    }

    /// <summary>A triangle, or Keys's piecewise cubic.</summary>
    private double Weight(double d)
    {
        double a = Attributes.CubicCoeff;
        if (Attributes.Interpolation == "bilinear") return Math.Max(0, 1 - d);
        return d <= 1 ? ((a + 2) * Math.Pow(d, 3)) - ((a + 3) * d * d) + 1 : d < 2 ? (a * Math.Pow(d, 3)) - (5 * a * d * d) + (8 * a * d) - (4 * a) : 0;
    }
}

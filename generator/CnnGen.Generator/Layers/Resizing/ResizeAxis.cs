using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Layers.Resizing;

/// <summary>One axis of a resized image: for each element of the output as many elements of the input, each with its part. By ONNX's definition of Resize.</summary>
/// <param name="Count">Elements of the input for each of the output; some may have no part.</param>
/// <param name="Indices">Of the input, one output after another.</param>
/// <param name="Parts">Of them; they add up to 1.</param>
internal sealed record ResizeAxis(int Count, EquatableArray<int> Indices, EquatableArray<float> Parts)
{
    /// <param name="scale">Output over input.</param>
    public static ResizeAxis Of(ResizingAttributes attributes, int input, int output, double scale)
    {
        var taps = Enumerable.Range(0, output).Select(o => Taps(attributes, Place(attributes.Coordinates, o, input, output, scale), input, scale)).ToArray();
        int count = taps.Max(list => list.Count);
        var padded = taps.SelectMany(list => list.Concat(Enumerable.Repeat((Index: list[0].Index, Part: 0.0), count - list.Count))).ToArray();
        return new ResizeAxis(count, padded.Select(tap => tap.Index).ToEquatableArray(), padded.Select(tap => (float)tap.Part).ToEquatableArray());
    }

    /// <summary>For each element of the input, as far as any output takes it, the outputs that take it and its parts of them.</summary>
    public ResizeAxis Turned()
    {
        var takers = Enumerable.Range(0, Indices.Max() + 1).Select(_ => new List<(int Output, float Part)>()).ToArray();
        for (int i = 0; i < Indices.Count; i++)
        {
            if (Parts[i] != 0) takers[Indices[i]].Add((i / Count, Parts[i]));
        }

        int count = Math.Max(1, takers.Max(list => list.Count));
        var padded = takers.SelectMany(list => list.Concat(Enumerable.Repeat((Output: 0, Part: 0f), count - list.Count))).ToArray();
        return new ResizeAxis(count, padded.Select(taker => taker.Output).ToEquatableArray(), padded.Select(taker => taker.Part).ToEquatableArray());
    }

    /// <summary>Elements of the tables at most, found before they are made.</summary>
    public static long Elements(ResizingAttributes attributes, int input, int output, double scale)
    {
        double reach = attributes.Interpolation == "nearest" ? 1 : attributes.Interpolation == "bilinear" ? 2 : 4;
        double stretch = attributes.Antialias && scale < 1 ? (1 / scale) + 1 : 1;
        return (long)Math.Min(long.MaxValue / 4, output * Math.Min(reach * stretch, reach * (input + 1.0)));
    }

    /// <summary>Where an element of the output lies, counted in elements of the input.</summary>
    private static double Place(string coordinates, int o, int input, int output, double scale)
    {
        double exact = scale * input;
        return coordinates switch
        {
            "asymmetric" => o / scale,
            "align_corners" => exact == 1 ? 0 : o * (input - 1.0) / (exact - 1),
            "pytorch_half_pixel" => exact > 1 ? ((o + 0.5) / scale) - 0.5 : 0,
            // The image as it was before the output was rounded to whole elements, in the middle.
            "half_pixel_symmetric" => (input / 2.0 * (1 - (output / exact))) + ((o + 0.5) / scale) - 0.5,
            _ => ((o + 0.5) / scale) - 0.5,
        };
    }

    private static List<(int Index, double Part)> Taps(ResizingAttributes attributes, double place, int input, double scale)
    {
        if (attributes.Interpolation == "nearest") return [(Clamp(Rounded(attributes.Rounding, place), input), 1)];

        // The element before the place, which a place on an element is a whole distance away from.
        double before = Math.Ceiling(place) - 1;
        double ratio = place - before;
        double stretch = attributes.Antialias ? Math.Min(scale, 1) : 1;
        double reach = attributes.Interpolation == "bilinear" ? 1 : 2;
        int first = (int)Math.Floor(-reach / stretch) + 1;
        var taps = new List<(int Index, double Part)>();
        for (int i = first; i <= 1 - first; i++)
        {
            double distance = Math.Abs((i - ratio) * stretch);
            double part = attributes.Interpolation == "bilinear" ? Math.Max(0, 1 - distance) : Cubic(distance, attributes.CubicCoeff);
            double index = before + i;
            bool isOutside = index < 0 || index >= input;
            if (part != 0 && !(isOutside && attributes.ExcludeOutside)) taps.Add((Clamp(index, input), part));
        }

        double sum = taps.Sum(tap => tap.Part);
        return taps.Count == 0 ? [(Clamp(before, input), 1)] : [.. taps.GroupBy(tap => tap.Index).Select(group => (group.Key, group.Sum(tap => tap.Part) / sum))];
    }

    private static double Rounded(string rounding, double place) => rounding switch
    {
        "floor" => Math.Floor(place),
        "ceil" => Math.Ceiling(place),
        "round_prefer_ceil" => Math.Floor(place + 0.5),
        _ => Math.Ceiling(place - 0.5),
    };

    /// <summary>R. Keys, "Cubic convolution interpolation for digital image processing", 1981.</summary>
    private static double Cubic(double distance, double a) => distance <= 1
        ? ((((a + 2) * distance) - (a + 3)) * distance * distance) + 1
        : distance < 2 ? (((((a * distance) - (5 * a)) * distance) + (8 * a)) * distance) - (4 * a) : 0;

    private static int Clamp(double index, int length) => (int)Math.Max(0, Math.Min(length - 1, index));
}

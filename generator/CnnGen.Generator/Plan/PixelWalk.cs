using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Plan;

/// <summary>How a kernel walks over several views of one shape: as few and as long loops as their layouts allow.</summary>
/// <param name="Length">Floats that lie one after another in all views.</param>
/// <param name="Layouts">Of each view.</param>
internal sealed record PixelWalk(int Rows, int Columns, int Length, EquatableArray<PixelLayout> Layouts)
{
    public static PixelWalk Over(Shape shape, IEnumerable<TensorView> views)
    {
        var (rows, columns, length) = (shape.Height, shape.Width, shape.Channels);
        var layouts = views.Select(view => view.Layout).ToArray();
        bool All(Func<PixelLayout, bool> holds) => Array.TrueForAll(layouts, layout => holds(layout));
        void Change(Func<PixelLayout, PixelLayout> change) => layouts = Array.ConvertAll(layouts, layout => change(layout));

        if (columns == 1 || All(layout => layout.Pixel == length))
        {
            length *= columns;
            columns = 1;
            Change(layout => layout with { Pixel = 0 });
        }

        if (columns == 1 && (rows == 1 || All(layout => layout.Row == length)))
        {
            length *= rows;
            rows = 1;
        }
        else if (columns > 1 && rows > 1 && All(layout => layout.Row == columns * layout.Pixel))
        {
            columns *= rows;
            rows = 1;
        }

        if (rows == 1) Change(layout => layout with { Row = 0 });
        return new PixelWalk(rows, columns, length, layouts.ToEquatableArray());
    }

    /// <summary>"13x832_1344s96": the extent, and the distances that it does not tell.</summary>
    public string Label
    {
        get
        {
            string size = Columns > 1 ? $"{Rows}x{Columns}x{Length}" : Rows > 1 ? $"{Rows}x{Length}" : Literal.Of(Length);
            var distances = Layouts
                .Where(layout => Rows > 1 || Columns > 1 || layout.Image != Length)
                .Select(layout => Columns > 1 ? $"{layout.Image}s{layout.Row}s{layout.Pixel}" : $"{layout.Image}s{layout.Row}");
            return string.Join("_", distances.Prepend(size));
        }
    }
}

using CnnGen.Report.Gradients;

namespace CnnGen.Report;

/// <summary>Follows windows back from a place of a layer to the image.</summary>
internal static class ReceptiveFields
{
    public static ReceptiveField Of(NetworkLayers layers, NetworkLayer layer, int row, int column)
    {
        var seen = new Dictionary<int, Region> { [layer.Index] = new(row, column, row, column) };
        for (var index = layer.Index; index >= 0; index--)
        {
            if (!seen.TryGetValue(index, out var region))
                continue;
            foreach (var input in layers[index].Inputs)
            {
                var back = Back(layers[index], layers.SizeOf(input), region);
                seen[input] = seen.TryGetValue(input, out var other) ? other.With(back) : back;
            }
        }

        // A layer that reads no image, which no network has, would see nothing of it.
        var (top, left, bottom, right) = seen[NetworkLayers.Image];
        return new ReceptiveField(top, left, bottom - top + 1, right - left + 1);
    }

    /// <summary>What a layer sees of an input to make a region of its output.</summary>
    private static Region Back(NetworkLayer layer, Volume input, Region region)
    {
        var settings = layer.Settings;
        switch (layer.Kind)
        {
            case "Conv2D" or "DepthwiseConv2D" or "SeparableConv2D":
                return region.Through(ConvolutionGradients.WindowOf(input, layer));
            case "MaxPooling2D" or "AveragePooling2D":
                return region.Through(PoolingGradients.WindowOf(input, layer));
            case "ZeroPadding2D":
                return region.Moved(-settings.Sides("Padding").Top, -settings.Sides("Padding").Left);
            case "Cropping2D":
                return region.Moved(settings.Sides("Cropping").Top, settings.Sides("Cropping").Left);
            case "StridedSlice":
                return region.Times(settings.Size("Strides")).Moved(settings.Size("Begin").Height, settings.Size("Begin").Width);
            case "UpSampling2D":
                return region.Over(settings.Size("Size"));
            default:
                // Layers that treat each place by itself, unless they join all places into one.
                return (layer.Output.Height, layer.Output.Width) == (input.Height, input.Width) && !s_seesAll.Contains(layer.Kind)
                    ? region
                    : new Region(0, 0, input.Height - 1, input.Width - 1);
        }
    }

    private static readonly HashSet<string> s_seesAll = ["Dense", "LayerNormalization", "GroupNormalization", "Flatten", "Reshape", "Permute", "Resizing", "Conv2DTranspose"];

    /// <summary>Rows and columns from the first to the last, both included.</summary>
    private readonly record struct Region(int Top, int Left, int Bottom, int Right)
    {
        public Region With(Region other) => new(Math.Min(Top, other.Top), Math.Min(Left, other.Left), Math.Max(Bottom, other.Bottom), Math.Max(Right, other.Right));

        public Region Moved(int down, int across) => new(Top + down, Left + across, Bottom + down, Right + across);

        public Region Times((int Height, int Width) steps) => new(Top * steps.Height, Left * steps.Width, Bottom * steps.Height, Right * steps.Width);

        public Region Over((int Height, int Width) size) => new(Top / size.Height, Left / size.Width, Bottom / size.Height, Right / size.Width);

        public Region Through(SlidingWindow window)
        {
            var (top, left) = window.Start(Top, Left);
            var (bottom, right) = window.Start(Bottom, Right);
            return new(top, left, bottom + (window.Size.Height - 1) * window.Dilation.Height, right + (window.Size.Width - 1) * window.Dilation.Width);
        }
    }
}

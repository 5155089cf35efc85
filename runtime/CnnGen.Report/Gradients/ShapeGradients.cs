namespace CnnGen.Report.Gradients;

/// <summary>Layers that move elements and change none.</summary>
internal static class ShapeGradients
{
    /// <summary>The same elements in the same order: reshaping, and dropout while it predicts.</summary>
    public static void Same(LayerStep step) => Vectors.AddScaled(step.OutputGradient, 1, step.InputGradient());

    public static void ZeroPadding2D(LayerStep step)
    {
        var (top, _, left, _) = step.Settings.Sides("Padding");
        AddRegion(step, 0, (row, column, channel) => (row + top, column + left, channel));
    }

    public static void Cropping2D(LayerStep step)
    {
        var (top, _, left, _) = step.Settings.Sides("Cropping");
        AddRegion(step, 0, (row, column, channel) => (row - top, column - left, channel));
    }

    public static void ChannelPadding(LayerStep step)
    {
        var before = step.Settings.Whole("Before");
        AddRegion(step, 0, (row, column, channel) => (row, column, channel + before));
    }

    public static void ChannelSlice(LayerStep step)
    {
        var begin = step.Settings.Whole("Begin");
        AddRegion(step, 0, (row, column, channel) => (row, column, channel - begin));
    }

    /// <summary>Axis i of the output is axis dims[i] of the input, counted from 1.</summary>
    public static void Permute(LayerStep step)
    {
        var dims = step.Settings.Numbers("Dims");
        // A vector has one axis, which stays.
        if (dims.Length < 3)
        {
            Same(step);
            return;
        }

        AddRegion(step, 0, (row, column, channel) =>
        {
            int At(int axis) => (int)dims[axis] switch { 1 => row, 2 => column, _ => channel };
            return (At(0), At(1), At(2));
        });
    }

    public static void StridedSlice(LayerStep step)
    {
        var (begin, strides) = (step.Settings.Size("Begin"), step.Settings.Size("Strides"));
        AddRegion(step, 0, (row, column, channel) =>
        {
            var (y, overY) = Math.DivRem(row - begin.Height, strides.Height);
            var (x, overX) = Math.DivRem(column - begin.Width, strides.Width);
            return overY == 0 && overX == 0 ? (y, x, channel) : (-1, -1, channel);
        });
    }

    /// <summary>Each pixel several times: the nearest one.</summary>
    public static void UpSampling2D(LayerStep step)
    {
        var times = step.Settings.Size("Size");
        for (var y = 0; y < times.Height; y++)
        {
            for (var x = 0; x < times.Width; x++)
            {
                var (down, across) = (y, x);
                AddRegion(step, 0, (row, column, channel) => (row * times.Height + down, column * times.Width + across, channel));
            }
        }
    }

    /// <summary>Adds to each element of an input the gradient of one element of the output.</summary>
    /// <param name="place">The output's element of an input's; outside of the output there is none.</param>
    public static void AddRegion(LayerStep step, int input, Func<int, int, int, (int Row, int Column, int Channel)> place)
    {
        var (size, output) = (step.InputSize(input), step.OutputSize);
        var (gradient, from) = (step.InputGradient(input), step.OutputGradient);
        for (var i = 0; i < gradient.Length; i++)
        {
            var pixel = i / size.Channels;
            var (row, column, channel) = place(pixel / size.Width, pixel % size.Width, i % size.Channels);
            if ((uint)row < (uint)output.Height && (uint)column < (uint)output.Width && (uint)channel < (uint)output.Channels)
                gradient[i] += from[(row * output.Width + column) * output.Channels + channel];
        }
    }
}

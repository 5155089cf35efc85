namespace CnnGen.Onnx.Export;

/// <summary>How a tensor of the exported graph lies in memory.</summary>
internal enum Layout
{
    /// <summary>[N, height, width, channels].</summary>
    ChannelsLast,

    /// <summary>[N, channels, height, width].</summary>
    ChannelsFirst,

    /// <summary>[N, length].</summary>
    Vector,
}

/// <summary>Height, width and channels of one image; a vector has height and width 1.</summary>
internal readonly record struct ImageShape(int Height, int Width, int Channels)
{
    public int Length => Height * Width * Channels;

    /// <summary>Whether the elements stand in one order whether channels come first or last.</summary>
    public bool HasOneOrder => Channels == 1 || Height * Width == 1;

    public static ImageShape Of(int[] shape) => shape is [var height, var width, var channels] ? new(height, width, channels) : new(1, 1, shape[0]);
}

/// <summary>The name of a tensor, which is decided when all of the graph is there.</summary>
internal sealed class TensorName(string proposal)
{
    /// <summary>What it would like to be called; what it is called once the graph is finished.</summary>
    public string Text { get; set; } = proposal;

    public bool IsFinal { get; set; }

    /// <summary>In the place of an input that is left out.</summary>
    public static TensorName None { get; } = new("") { IsFinal = true };
}

/// <summary>A tensor that a layer made, or the input.</summary>
/// <param name="Owner">The layer that made it, for the names of what is made of it.</param>
/// <param name="ChannelsFirstOf">Set where the elements of a vector stand in the order channels, height, width of this image, and not in the network's own order.</param>
internal sealed record ExportValue(TensorName Name, string Owner, Layout Layout, ImageShape Shape, ImageShape? ChannelsFirstOf = null)
{
    /// <summary>The axis of the channels.</summary>
    public int ChannelAxis => Layout == Layout.ChannelsLast ? 3 : 1;

    /// <summary>Where an axis of the network's own layout lies: 1 is the height, 2 the width, 3 the channels.</summary>
    public int AxisOf(int axis) => Layout == Layout.ChannelsLast ? axis : axis == 3 ? 1 : axis + 1;

    /// <summary>The dimensions of one image, without the batch.</summary>
    public long[] Dimensions => Layout switch
    {
        Layout.ChannelsLast => [Shape.Height, Shape.Width, Shape.Channels],
        Layout.ChannelsFirst => [Shape.Channels, Shape.Height, Shape.Width],
        _ => [Shape.Length],
    };
}

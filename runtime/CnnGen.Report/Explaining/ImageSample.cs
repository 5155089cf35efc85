namespace CnnGen.Report;

/// <summary>An image as a network takes it, with what the network should make of it.</summary>
public sealed class ImageSample
{
    private ImageSample(NetworkDescription network, float[] values, float[] target) => (Network, Values, Target) = (network, values, target);

    /// <summary>Height x width x channels numbers, scaled as the network wants them.</summary>
    public float[] Values { get; }

    /// <summary>The targets of all heads one after another; empty where the image came without.</summary>
    public float[] Target { get; }

    internal NetworkDescription Network { get; }

    /// <summary>Height, width, channels.</summary>
    internal (int Height, int Width, int Channels) Shape => Network.InputShape;

    /// <summary>Reads a sample of a dataset, as <c>Evaluate</c> does.</summary>
    /// <param name="index">0 to the dataset's count - 1.</param>
    /// <exception cref="ArgumentException">The dataset is not one for the network, or has no such sample.</exception>
    public static ImageSample Read(Network network, IDataset data, int index)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, data.Count);
        var description = network.Description;
        var (values, target) = (new float[description.InputLength], new float[description.TargetLength]);
        var scaling = new PixelScaling(description.InputScale, description.InputOffset);
        new CheckedDataset(data, description, "report's").Read(index, new SampleWriter(values, target, scaling, new Reading(description.InputShape, 0, 0, false)));
        return new ImageSample(description, values, target);
    }

    /// <summary>An image of bytes, each scaled as the network's "input" declares.</summary>
    /// <param name="pixels">Height x width x channels bytes.</param>
    /// <exception cref="ArgumentException">The number of bytes is not the input's.</exception>
    public static ImageSample Of(Network network, ReadOnlySpan<byte> pixels)
    {
        ArgumentNullException.ThrowIfNull(network);
        var description = network.Description;
        var values = new float[description.InputLength];
        new PixelScaling(description.InputScale, description.InputOffset).Apply(pixels, values);
        return new ImageSample(description, values, []);
    }

    /// <summary>The image with its pixels enlarged.</summary>
    /// <param name="zoom">Pixels of the picture for a pixel of the image, in each direction.</param>
    public Bitmap ToBitmap(int zoom = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(zoom, 1);
        var (height, width, _) = Shape;
        var picture = new Bitmap(width * zoom, height * zoom, Rgb.Black);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                picture.FillRectangle(x * zoom, y * zoom, zoom, zoom, ColorAt(y, x));
        }

        return picture;
    }

    /// <summary>The byte that a channel of a pixel came from, 0 to 255.</summary>
    internal int ByteAt(int row, int column, int channel)
    {
        var (_, width, channels) = Shape;
        var value = Values[(row * width + column) * channels + channel];
        var (scale, offset) = (Network.InputScale, Network.InputOffset);
        var pixel = (value - offset[channel % offset.Length]) / scale[channel % scale.Length];
        return float.IsFinite(pixel) ? (int)Math.Round(Math.Clamp(pixel, 0, 255)) : 0;
    }

    /// <summary>The names of the channels.</summary>
    internal string[] ChannelNames => (Shape.Channels, Network.ChannelOrder) switch
    {
        (1, _) => ["gray"],
        (3, "bgr") => ["blue", "green", "red"],
        (3, _) => ["red", "green", "blue"],
        var (channels, _) => [.. Enumerable.Range(0, channels).Select(channel => FormattableString.Invariant($"channel {channel}"))],
    };

    internal Rgb ColorAt(int row, int column)
    {
        byte At(int channel) => (byte)ByteAt(row, column, channel);
        if (Shape.Channels != 3)
            return new Rgb(At(0), At(0), At(0));
        return Network.ChannelOrder == "bgr" ? new Rgb(At(2), At(1), At(0)) : new Rgb(At(0), At(1), At(2));
    }
}

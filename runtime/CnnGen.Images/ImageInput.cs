namespace CnnGen;

/// <summary>The shape in which images are taken.</summary>
/// <param name="BlueFirst">Whether the channels are blue, green and red.</param>
internal readonly record struct ImageInput(int Height, int Width, int Channels, bool BlueFirst)
{
    public int Length => checked(Height * Width * Channels);

    /// <exception cref="ArgumentException">The network takes neither 1 nor 3 channels.</exception>
    public static ImageInput Of(Network network)
    {
        var (height, width, channels) = network.Description.InputShape;
        return channels is 1 or 3
            ? new ImageInput(height, width, channels, network.Description.ChannelOrder == "bgr")
            : throw new ArgumentException($"{network.Description.Name} takes {channels} channels; image files have 1 (gray) or 3 (red, green, blue).", nameof(network));
    }

    public byte[] Load(string path)
    {
        var image = ImageFile.Decode(path, Channels).Resize(Height, Width);
        if (BlueFirst)
            image.ReverseChannels();
        return image.Bytes;
    }
}

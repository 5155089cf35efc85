namespace CnnGen;

/// <summary>How a folder of images is read.</summary>
public sealed record ImageFolderOptions
{
    /// <summary>
    /// The names of the class folders in the order of the class indices. Null: the labels of the network that the folder is opened for, if it has some; otherwise the names of the
    /// folders there are, in ordinal order.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>Whether the resized bytes of an image are kept once it is read, so that only the first epoch decodes files: count x height x width x channels bytes.</summary>
    public bool Cache { get; init; }
}

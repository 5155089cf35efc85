namespace CnnGen.Layers.Tests.Reference;

/// <summary>A layer with a random mask while training.</summary>
internal interface IMasked
{
    float Rate { get; }

    /// <summary>Draws for an image.</summary>
    int MaskLength { get; }

    /// <summary>The mask of each image of a batch.</summary>
    IReadOnlyList<double[]> Masks { get; set; }
}

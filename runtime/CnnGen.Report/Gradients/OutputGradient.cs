namespace CnnGen.Report.Gradients;

/// <summary>The gradient of one output by what layers made of an image.</summary>
/// <param name="Stopped">The layer that the gradient was not taken through, as its kind is not known; null where it reached the image.</param>
internal sealed record OutputGradient(NetworkLayers Layers, Dictionary<int, float[]> Gradients, NetworkLayer? Stopped)
{
    /// <summary>
    /// The gradient by a layer's output, or by the image for <see cref="NetworkLayers.Image"/>: zero where the output does not depend on it. Null where a layer between them
    /// stopped it.
    /// </summary>
    public float[]? By(int layer)
    {
        if (Stopped is not null && layer < Stopped.Index)
            return null;
        return Gradients.TryGetValue(layer, out var gradient) ? gradient : new float[Layers.SizeOf(layer).Length];
    }
}

namespace CnnGen.Import.Keras;

/// <summary>Where the weights of a Keras model are.</summary>
internal abstract class KerasWeights : IDisposable
{
    /// <summary>A tensor of a layer; null where there is none.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="container">What Keras 3 calls the layer in a weight file: its class in snake case, numbered.</param>
    /// <param name="index">The place of the tensor among those of the layer.</param>
    public abstract (int[] Shape, float[] Values)? Find(KerasLayer layer, string container, KerasParameter parameter, int index);

    public virtual void Dispose()
    {
    }
}

/// <summary>Weights as a safetensors file: "conv2d/kernel" or "conv2d.kernel".</summary>
internal sealed class SafetensorsWeights(SafetensorsFile file) : KerasWeights
{
    public override (int[] Shape, float[] Values)? Find(KerasLayer layer, string container, KerasParameter parameter, int index)
    {
        var entry = parameter.Names.SelectMany(name => new[] { $"{layer.Name}/{name}", $"{layer.Name}.{name}", $"{layer.Name}/{name}:0" }).Select(file.Find).FirstOrDefault(found => found is not null);
        if (entry is null)
            return null;
        var values = new float[checked((int)entry.Length)];
        file.CopyTo(entry.Name, values);
        return ([.. entry.Shape.Select(side => checked((int)side))], values);
    }

    public override void Dispose() => file.Dispose();
}

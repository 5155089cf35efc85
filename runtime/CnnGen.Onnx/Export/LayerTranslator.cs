namespace CnnGen.Onnx.Export;

/// <summary>How a kind of layer is said in ONNX's operators.</summary>
internal abstract class LayerTranslator
{
    /// <summary>The kind's name in models.json.</summary>
    public abstract string Kind { get; }

    /// <summary>Adds the layer's nodes and gives what they make.</summary>
    public abstract ExportValue Export(ExportLayer layer);
}

namespace CnnGen.Onnx.Export.Layers;

/// <summary>Kinds that do nothing while predicting: no node.</summary>
internal sealed class PassingTranslator(string kind) : LayerTranslator
{
    public override string Kind => kind;

    public override ExportValue Export(ExportLayer layer) => layer.Input;
}

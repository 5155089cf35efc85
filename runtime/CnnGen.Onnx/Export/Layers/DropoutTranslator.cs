namespace CnnGen.Onnx.Export.Layers;

/// <summary>Dropout: nothing, as it does nothing while predicting.</summary>
internal sealed class DropoutTranslator : LayerTranslator
{
    public override string Kind => "Dropout";

    public override ExportValue Export(ExportLayer layer) => layer.Input;
}

namespace CnnGen.Onnx.Export.Layers;

/// <summary>Activation: the operators of the function.</summary>
internal sealed class ActivationTranslator : LayerTranslator
{
    public override string Kind => "Activation";

    public override ExportValue Export(ExportLayer layer) => Activations.Apply(layer, layer.Input, layer.Settings.Text("Activation"));
}

using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers;

/// <summary>A layer that applies one function to each element: the derived kinds say which.</summary>
internal abstract class ElementwiseKind<TAttributes> : LayerKind<TAttributes>
    where TAttributes : LayerAttributes
{
    protected abstract ElementwiseFunction FunctionOf(TAttributes attributes);

    protected override Shape? InferShape(TAttributes attributes, LayerSite site) => site.Input;

    public sealed override string? PlainActivation(LayerNode layer)
    {
        var function = FunctionOf((TAttributes)layer.Attributes);
        return Activations.Functions.TryGetValue(function.Name, out var row) && row == function ? function.Name : null;
    }

    public sealed override void PlanForward(LayerNode layer, PassBuilder pass) =>
        pass.AddFunction(FunctionOf((TAttributes)layer.Attributes), pass.Input(layer), pass.Output(layer));

    public sealed override void PlanBackward(LayerNode layer, PassBuilder pass) =>
        pass.AddFunctionBackward(FunctionOf((TAttributes)layer.Attributes), layer);
}

using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Activation;

/// <content>A function of each element, or a softmax over the channels.</content>
internal sealed partial class ActivationKind
{
    public override string? PlainActivation(LayerNode layer)
    {
        string activation = ((ActivationAttributes)layer.Attributes).Activation;
        return Activations.Functions.ContainsKey(activation) ? activation : null;
    }

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        string activation = ((ActivationAttributes)layer.Attributes).Activation;
        var input = pass.Input(layer);
        var output = pass.Output(layer);
        if (!pass.IsFusedWithLoss(layer) && Activations.Functions.TryGetValue(activation, out var function))
        {
            pass.AddFunction(function, input, output);
            return;
        }

        pass.AddCopy(input, output);
        if (activation == Activations.Softmax && !pass.IsFusedWithLoss(layer)) pass.AddSoftmax(output);
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        string activation = ((ActivationAttributes)layer.Attributes).Activation;
        if (!pass.IsFusedWithLoss(layer) && Activations.Functions.TryGetValue(activation, out var function))
        {
            pass.AddFunctionBackward(function, layer);
            return;
        }

        var gradient = pass.OutputGradient(layer);
        if (activation == Activations.Softmax && !pass.IsFusedWithLoss(layer)) pass.AddSoftmaxBackward(pass.Output(layer), gradient);
        if (pass.InputGradient(layer) is var (destination, accumulate)) pass.AddCopy(gradient, destination, accumulate);
    }
}

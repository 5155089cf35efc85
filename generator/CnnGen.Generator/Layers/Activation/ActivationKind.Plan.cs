using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Activation;

/// <content>A function of each element, or a softmax over the channels.</content>
internal sealed partial class ActivationKind
{
    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        string activation = ((ActivationAttributes)layer.Attributes).Activation;
        string inKernel = pass.InKernel(layer, activation);
        var input = pass.Input(layer);
        var output = pass.Output(layer);
        string expression = Activations.Functions.TryGetValue(inKernel, out var function) ? function.Forward.Replace("{x}", "{a}") : "{a}";
        string name = expression == "{a}" ? "Copy" : Activations.TitleOf(activation);
        pass.Add(MapKernel.Over(name, $"{name} of {input.Shape}", expression, output, false, input), input.Pointer(), output.Pointer());
        if (activation == Activations.Softmax && !pass.IsFusedWithLoss(layer)) pass.AddSoftmax(output);
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        string activation = ((ActivationAttributes)layer.Attributes).Activation;
        var output = pass.Output(layer);
        var gradient = pass.OutputGradient(layer);
        if (activation == Activations.Softmax && !pass.IsFusedWithLoss(layer)) pass.AddSoftmaxBackward(output, gradient);
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        if (Activations.Functions.TryGetValue(pass.InKernel(layer, activation), out var function))
        {
            string expression = function.Backward.Replace("{y}", "{a}").Replace("{g}", "{b}");
            pass.Add(
                MapKernel.Over(Activations.TitleOf(activation) + "Backward", $"The gradient of {activation} over {output.Shape}", expression, destination, accumulate, output, gradient),
                output.Pointer(), gradient.Pointer(), destination.Pointer());
            return;
        }

        pass.Add(MapKernel.Over("Copy", $"Copies {gradient.Shape}", "{a}", destination, accumulate, gradient), gradient.Pointer(), destination.Pointer());
    }
}

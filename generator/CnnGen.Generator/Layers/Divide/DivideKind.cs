using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Merging;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Divide;

/// <summary>The quotient of two inputs, as ONNX's Div.</summary>
internal sealed class DivideKind : MergeKind<DivideAttributes>
{
    public override string Type => "Divide";

    public override string Description => "Divides its first input by its second, element by element.";

    public override int MostInputs => 2;

    protected override string Combine(IEnumerable<string> elements) => string.Join(" / ", elements);

    /// <summary>By the first g / b; by the second -g y / b.</summary>
    protected override string Differentiate(int input, int inputs) => input == 0 ? "{a} / {b}" : "-{a} * {b} / {c}";

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var inputs = Inputs(layer, pass);
        TensorView gradient = pass.OutputGradient(layer);
        for (int k = 0; k < inputs.Count; k++)
        {
            if (pass.InputGradient(layer, k) is not var (destination, accumulate)) continue;
            TensorView[] operands = k == 0 ? [gradient, inputs[1]] : [gradient, pass.Output(layer), inputs[1]];
            pass.AddGradient("DivideBackward", $"The gradient of Divide by an input of {destination.Shape}", Differentiate(k, inputs.Count), destination, accumulate, operands);
        }
    }
}

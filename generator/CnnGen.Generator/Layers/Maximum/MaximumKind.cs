using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Merging;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Maximum;

/// <summary>The maximum of several inputs, as Keras's Maximum.</summary>
internal sealed class MaximumKind : MergeKind<MaximumAttributes>
{
    public override string Type => "Maximum";

    public override string Description => "Takes the maximum of its inputs, element by element.";

    protected override string Combine(IEnumerable<string> elements) => elements.Aggregate((largest, next) => $"{{V}}.Max({largest}, {next})");

    protected override string Differentiate(int input, int inputs) => "{V}.Equals({b}, {c}) & {a}";

    /// <summary>The first input that has the maximum gets the gradient, which is then taken away; what is left at the end is the last input's.</summary>
    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var inputs = Inputs(layer, pass);
        TensorView output = pass.Output(layer);
        TensorView gradient = pass.OutputGradient(layer);
        for (int k = 0; k < inputs.Count; k++)
        {
            bool isLast = k + 1 == inputs.Count;
            if (pass.InputGradient(layer, k) is var (destination, accumulate))
            {
                pass.AddGradient(
                    "MaximumBackward", $"The gradient of Maximum by an input of {destination.Shape}",
                    isLast ? "{a}" : Differentiate(k, inputs.Count), destination, accumulate, isLast ? [gradient] : [gradient, inputs[k], output]);
            }

            if (isLast) continue;
            pass.AddMap("MaximumRest", $"The gradient of Maximum by later inputs, over {gradient.Shape}", "{V}.AndNot({a}, {V}.Equals({b}, {c}))", gradient, false, gradient, inputs[k], output);
        }
    }
}

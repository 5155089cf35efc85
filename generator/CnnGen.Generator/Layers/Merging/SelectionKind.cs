using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Merging;

/// <summary>A layer that takes one of its inputs, element by element: the largest or the smallest.</summary>
internal abstract class SelectionKind<TAttributes> : MergeKind<TAttributes>
    where TAttributes : LayerAttributes, new()
{
    /// <summary>"Max" or "Min": the function of two vectors.</summary>
    protected abstract string Function { get; }

    protected sealed override string Combine(IEnumerable<string> elements) => elements.Aggregate((chosen, next) => $"{{V}}.{Function}({chosen}, {next})");

    protected sealed override string Differentiate(int input, int inputs) => "{V}.Equals({b}, {c}) & {a}";

    /// <summary>The first input that is chosen gets the gradient, which is then taken away; what is left at the end is the last input's.</summary>
    public sealed override void PlanBackward(LayerNode layer, PassBuilder pass)
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
                    Type + "Backward", $"The gradient of {Type} by an input of {destination.Shape}",
                    isLast ? "{a}" : Differentiate(k, inputs.Count), destination, accumulate, isLast ? [gradient] : [gradient, inputs[k], output]);
            }

            if (isLast) continue;
            pass.AddMap(Type + "Rest", $"The gradient of {Type} by later inputs, over {gradient.Shape}", "{V}.AndNot({a}, {V}.Equals({b}, {c}))", gradient, false, gradient, inputs[k], output);
        }
    }
}

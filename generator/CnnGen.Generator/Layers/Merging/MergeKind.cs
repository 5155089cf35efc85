using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Merging;

/// <summary>
/// A layer that makes each element of the same element of several inputs, as Keras's merging layers. An input with one row or one
/// column is the same for all of them, as in a squeeze-and-excitation block.
/// </summary>
internal abstract class MergeKind<TAttributes> : LayerKind<TAttributes>
    where TAttributes : LayerAttributes, new()
{
    public sealed override IReadOnlyList<SpecKey> Keys => [];

    public sealed override int FewestInputs => 2;

    public override int MostInputs => int.MaxValue;

    /// <summary>The function of several elements, as <see cref="MapKernel"/> takes it.</summary>
    protected abstract string Combine(IEnumerable<string> elements);

    /// <summary>What is done to the function of all elements in the end.</summary>
    protected virtual string Finish(string combined, int inputs) => combined;

    /// <summary>The gradient by an input, from the one by the output, <c>{a}</c>, and from the other inputs.</summary>
    protected abstract string Differentiate(int input, int inputs);

    /// <summary>Whether the gradient by an input needs the others, in the order of the inputs.</summary>
    protected virtual bool NeedsOthers => false;

    protected sealed override TAttributes ReadAttributes(ObjectReader reader) => new();

    protected sealed override Shape? InferShape(TAttributes attributes, LayerSite site)
    {
        var shape = site.Inputs[0];
        foreach (var input in site.Inputs)
        {
            bool Fits(int a, int b) => a == b || a == 1 || b == 1;
            if (input.IsVector != shape.IsVector || input.Channels != shape.Channels || !Fits(input.Height, shape.Height) || !Fits(input.Width, shape.Width))
            {
                return site.Mismatch(
                    $"{Type} takes inputs of one shape, found {string.Join(" and ", site.Inputs.Distinct())}",
                    "make them equal; an image of 1 row or 1 column may stand for all of them");
            }

            shape = shape with { Height = Math.Max(shape.Height, input.Height), Width = Math.Max(shape.Width, input.Width) };
        }

        return shape;
    }

    public sealed override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var output = pass.Output(layer);
        var inputs = Inputs(layer, pass);
        string summary = $"{Type} of {string.Join(" and ", layer.InputShapes.Distinct())}";
        for (int done = 0; done < inputs.Count;)
        {
            // What does not fit in one kernel goes on from the output so far.
            var operands = inputs.Skip(done).Take(done == 0 ? MapKernel.MostOperands : MapKernel.MostOperands - 1).ToList();
            done += operands.Count;
            if (done > MapKernel.MostOperands) operands.Insert(0, output);
            string expression = Combine(operands.Select((_, i) => MapKernel.Operand(i)));
            if (done == inputs.Count) expression = Finish(expression, inputs.Count);
            pass.AddMap(Type, summary, expression, output, false, [.. operands]);
        }
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        var inputs = Inputs(layer, pass);
        for (int k = 0; k < inputs.Count; k++)
        {
            if (pass.InputGradient(layer, k) is not var (destination, accumulate)) continue;
            var operands = NeedsOthers ? inputs.Where((_, i) => i != k).Prepend(pass.OutputGradient(layer)) : [pass.OutputGradient(layer)];
            pass.AddGradient(
                Type + "Backward", $"The gradient of {Type} by an input of {destination.Shape}", Differentiate(k, inputs.Count),
                destination, accumulate, [.. operands]);
        }
    }

    /// <summary>All inputs as if they had the output's shape.</summary>
    protected static List<TensorView> Inputs(LayerNode layer, PassBuilder pass) =>
        [.. layer.Inputs.Select((_, i) => ((TensorView)pass.Input(layer, i)).Broadcast(layer.OutputShape))];
}

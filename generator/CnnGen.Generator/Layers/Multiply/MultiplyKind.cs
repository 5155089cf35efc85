using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers.Merging;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Multiply;

/// <summary>The product of several inputs, as Keras's Multiply.</summary>
internal sealed class MultiplyKind : MergeKind<MultiplyAttributes>
{
    public override string Type => "Multiply";

    public override string Description => "Multiplies its inputs, element by element; an input of 1 x 1 pixels weighs the channels of another.";

    /// <summary>The gradient by one needs all others at once.</summary>
    public override int MostInputs => MapKernel.MostOperands;

    protected override bool NeedsOthers => true;

    protected override string Combine(IEnumerable<string> elements) => string.Join(" * ", elements);

    protected override string Differentiate(int input, int inputs) => Combine(Enumerable.Range(0, inputs).Select(MapKernel.Operand));
}

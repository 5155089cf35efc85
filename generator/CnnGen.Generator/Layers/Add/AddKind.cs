using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Merging;

namespace CnnGen.Generator.Layers.Add;

/// <summary>The sum of several inputs, as Keras's Add.</summary>
internal sealed class AddKind : MergeKind<AddAttributes>
{
    public override string Type => "Add";

    public override string Description => "Adds its inputs, element by element: the shortcut of a residual block.";

    public override bool IsSumOfTwo(LayerNode layer) => layer.Inputs.Count == 2 && layer.InputShapes[0] == layer.InputShapes[1];

    protected override string Combine(IEnumerable<string> elements) => string.Join(" + ", elements);

    protected override string Differentiate(int input, int inputs) => "{a}";
}

using System.Collections.Generic;
using CnnGen.Generator.Layers.Merging;

namespace CnnGen.Generator.Layers.Subtract;

/// <summary>The difference of two inputs, as Keras's Subtract.</summary>
internal sealed class SubtractKind : MergeKind<SubtractAttributes>
{
    public override string Type => "Subtract";

    public override string Description => "Subtracts its second input from its first, element by element.";

    public override int MostInputs => 2;

    protected override string Combine(IEnumerable<string> elements) => string.Join(" - ", elements);

    protected override string Differentiate(int input, int inputs) => input == 0 ? "{a}" : "-{a}";
}

using CnnGen.Generator.Layers.Merging;

namespace CnnGen.Generator.Layers.Maximum;

/// <summary>The maximum of several inputs, as Keras's Maximum.</summary>
internal sealed class MaximumKind : SelectionKind<MaximumAttributes>
{
    public override string Type => "Maximum";

    public override string Description => "Takes the maximum of its inputs, element by element.";

    protected override string Function => "Max";
}

using CnnGen.Generator.Layers.Merging;

namespace CnnGen.Generator.Layers.Minimum;

/// <summary>The minimum of several inputs, as Keras's Minimum.</summary>
internal sealed class MinimumKind : SelectionKind<MinimumAttributes>
{
    public override string Type => "Minimum";

    public override string Description => "Takes the minimum of its inputs, element by element.";

    protected override string Function => "Min";
}

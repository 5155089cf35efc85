using System.Collections.Generic;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Layers.Merging;

namespace CnnGen.Generator.Layers.Average;

/// <summary>The mean of several inputs, as Keras's Average.</summary>
internal sealed class AverageKind : MergeKind<AverageAttributes>
{
    public override string Type => "Average";

    public override string Description => "Averages its inputs, element by element.";

    protected override string Combine(IEnumerable<string> elements) => string.Join(" + ", elements);

    protected override string Finish(string combined, int inputs) => $"({combined}) * {Part(inputs)}";

    protected override string Differentiate(int input, int inputs) => "{a} * " + Part(inputs);

    private static string Part(int inputs) => $"{{V}}.Create({Literal.Of(1f / inputs)})";
}

using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Emit;

/// <summary>The typed outputs: one member a head, over the floats that the network wrote.</summary>
internal static class OutputEmitter
{
    private const string Span = "global::System.ReadOnlySpan<float>";

    public static void Write(CodeWriter code, NetworkGraph graph)
    {
        int length = graph.Heads.Sum(head => (int)graph.Layers[head.Layer].OutputShape.Length);
        WriteOutput(code, graph);
        WriteCopy(code, graph);
        WriteBatch(code, length);
        foreach (var head in graph.Heads.Where(HasLabels)) WriteLabels(code, head);
    }

    private static bool HasLabels(HeadNode head) => head.Labels.Count > 0;

    private static void WriteOutput(CodeWriter code, NetworkGraph graph)
    {
        code.Line("/// <summary>What the network says of one image. Valid until the network is used again; <see cref=\"Copy\"/> keeps it.</summary>");
        using (code.Open("public readonly ref struct Output"))
        {
            code.Line($"private readonly {Span} _values;");
            code.Line();
            code.Line($"internal Output({Span} values) => _values = values;");
            WriteHeads(code, graph, "_values");
            code.Line();
            code.Line("/// <summary>The same output in memory of its own, which can be kept.</summary>");
            code.Line("public OutputCopy Copy() => new(_values.ToArray());");
        }

        code.Line();
    }

    private static void WriteCopy(CodeWriter code, NetworkGraph graph)
    {
        code.Line("/// <summary>An output that can be kept.</summary>");
        using (code.Open("public sealed class OutputCopy"))
        {
            code.Line("private readonly float[] _values;");
            code.Line();
            code.Line("internal OutputCopy(float[] values) => _values = values;");
            WriteHeads(code, graph, $"(({Span})_values)");
        }

        code.Line();
    }

    private static void WriteHeads(CodeWriter code, NetworkGraph graph, string values)
    {
        int offset = 0;
        for (int h = 0; h < graph.Heads.Count; h++)
        {
            var head = graph.Heads[h];
            var logits = Losses.LogitsOf(graph.Compile?.Heads[h].Loss);
            var shape = graph.Layers[head.Layer].OutputShape;
            string part = graph.Heads.Count == 1 ? values : $"{values}.Slice({Literal.Of(offset)}, {Literal.Of((int)shape.Length)})";
            code.Line();
            code.Line($"/// <summary>{Xml.Escape(head.Name)}: {Meaning(head, shape, logits)}.</summary>");
            string name = MemberOf(head);
            code.Line(head.Kind switch
            {
                OutputKind.BoundingBox => $"public global::CnnGen.BoundingBox {name} => global::CnnGen.BoundingBox.From({part});",
                OutputKind.Classes when logits != LogitKind.None && HasLabels(head) =>
                    $"public global::CnnGen.ClassLogits<{head.Identifier}Label> {name} => new({part}, global::CnnGen.LogitKind.{logits}, s_{head.Identifier}Labels);",
                OutputKind.Classes when logits != LogitKind.None =>
                    $"public global::CnnGen.ClassLogits {name} => new({part}, global::CnnGen.LogitKind.{logits});",
                OutputKind.Classes when HasLabels(head) =>
                    $"public global::CnnGen.ClassPrediction<{head.Identifier}Label> {name} => new({part}, s_{head.Identifier}Labels);",
                OutputKind.Classes => $"public global::CnnGen.ClassPrediction {name} => new({part});",
                _ => $"public {Span} {name} => {part};",
            });
            offset += (int)shape.Length;
        }
    }

    /// <summary>C# refuses a member Output in a struct Output, so the output that nobody named is its Value.</summary>
    private static string MemberOf(HeadNode head) => head.Identifier == "Output" ? "Value" : head.Identifier;

    private static string Meaning(HeadNode head, Shape shape, LogitKind logits) => head.Kind switch
    {
        OutputKind.BoundingBox => "xmin, ymin, xmax, ymax",
        OutputKind.Classes => $"{(logits == LogitKind.None ? "probabilities" : "logits")} of {shape} classes",
        _ => $"{shape} values",
    };

    private static void WriteBatch(CodeWriter code, int length)
    {
        code.Line("/// <summary>What the network says of several images, in their order. Valid until the network is used again.</summary>");
        using (code.Open("public readonly ref struct BatchOutput"))
        {
            code.Line($"private readonly {Span} _values;");
            code.Line();
            code.Line($"internal BatchOutput({Span} values) => _values = values;");
            code.Line();
            code.Line("/// <summary>Images.</summary>");
            code.Line($"public int Count => _values.Length / {Literal.Of(length)};");
            code.Line();
            code.Line("/// <summary>The output of one image.</summary>");
            code.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">There are fewer images.</exception>");
            code.Line($"public Output this[int index] => (uint)index < (uint)Count");
            code.Line($"    ? new(_values.Slice(index * {Literal.Of(length)}, {Literal.Of(length)}))");
            code.Line("    : throw new global::System.ArgumentOutOfRangeException(nameof(index), index, $\"The batch has {Count} outputs.\");");
        }

        code.Line();
    }

    private static void WriteLabels(CodeWriter code, HeadNode head)
    {
        code.Line($"/// <summary>The classes of {Xml.Escape(head.Name)}, in the order of its outputs. <c>LabelText</c> of a prediction has the words of models.json.</summary>");
        using (code.Open($"public enum {head.Identifier}Label"))
        {
            for (int i = 0; i < head.Labels.Count; i++)
            {
                code.Line($"/// <summary>{Xml.Escape(head.Labels[i].Replace("\r", " ").Replace("\n", " "))}</summary>");
                code.Line(head.LabelIdentifiers[i] + ",");
            }
        }

        code.Line();
        code.Line($"private static readonly string[] s_{head.Identifier}Labels = [{string.Join(", ", head.Labels.Select(Literal.Of))}];");
        code.Line();
    }
}

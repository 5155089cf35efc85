namespace CnnGen.Conformance.Tests;

/// <summary>Changes a model where an importer believes something: inputs and outputs of nodes, attributes, shapes, the opset.</summary>
internal static class GraphMutation
{
    private static readonly long[] s_numbers = [0, 1, -1, 2, 3, 7, 65_536, 1L << 31, 1L << 40, long.MinValue, long.MaxValue];

    public static OnnxModel Of(OnnxModel model, Random random)
    {
        var graph = model.Graph;
        var names = graph.Nodes.SelectMany(node => node.Inputs.Concat(node.Outputs)).Append("").Distinct().ToArray();
        var nodes = graph.Nodes.ToList();
        var place = random.Next(nodes.Count);
        var inputs = graph.Inputs.ToList();
        var opset = model.OpsetVersion;
        switch (random.Next(6))
        {
            case 0: nodes[place] = With(nodes[place], inputs: Edited(nodes[place].Inputs, names, random)); break;
            case 1: nodes[place] = With(nodes[place], outputs: Edited(nodes[place].Outputs, names, random)); break;
            case 2 or 3: nodes[place] = With(nodes[place], attributes: [.. nodes[place].Attributes.SelectMany(attribute => Edited(attribute, random))]); break;
            case 4:
                var input = random.Next(Math.Max(1, inputs.Count));
                if (input < inputs.Count)
                    inputs[input] = new OnnxValueInfo { Name = inputs[input].Name, ElementType = OnnxElementType.Float, Shape = Edited(inputs[input].Shape ?? [], random) };
                break;
            default: opset = random.Next(5, 30); break;
        }

        return new OnnxModel
        {
            IrVersion = model.IrVersion,
            Opsets = [new OnnxOpset("", opset)],
            Graph = new OnnxGraph { Nodes = nodes, Initializers = graph.Initializers, Inputs = inputs, Outputs = graph.Outputs },
        };
    }

    /// <summary>Values of any shape for an input that is bound.</summary>
    public static OnnxTensor Tensor(OnnxTensor tensor, Random random)
    {
        var rank = random.Next(5);
        long[] shape = [.. Enumerable.Range(0, rank).Select(_ => (long)random.Next(5))];
        var length = shape.Aggregate(1L, (product, side) => product * side);
        return random.Next(3) switch
        {
            0 => tensor,
            1 => OnnxTensor.Of(tensor.Name, shape, [.. Enumerable.Range(0, (int)length).Select(_ => s_numbers[random.Next(s_numbers.Length)])]),
            _ => OnnxTensor.Of(tensor.Name, shape, [.. Enumerable.Range(0, (int)length).Select(_ => (random.NextSingle() * 9) - 2)]),
        };
    }

    private static List<string> Edited(IReadOnlyList<string> list, string[] names, Random random)
    {
        var edited = list.ToList();
        if (edited.Count > 0 && random.Next(3) == 0)
            edited.RemoveAt(random.Next(edited.Count));
        else if (edited.Count > 0 && random.Next(2) == 0)
            edited[random.Next(edited.Count)] = names[random.Next(names.Length)];
        else
            edited.Insert(random.Next(edited.Count + 1), names[random.Next(names.Length)]);
        return edited;
    }

    private static IEnumerable<OnnxAttribute> Edited(OnnxAttribute attribute, Random random)
    {
        long Number() => s_numbers[random.Next(s_numbers.Length)];
        switch (random.Next(5))
        {
            case 0: break;
            case 1: yield return OnnxAttribute.Of(attribute.Name, Number()); break;
            case 2: yield return OnnxAttribute.Of(attribute.Name, [.. attribute.Ints.Select(value => random.Next(2) == 0 ? value : Number()), .. Enumerable.Range(0, random.Next(2)).Select(_ => Number())]); break;
            case 3: yield return OnnxAttribute.Of(attribute.Name, (random.NextSingle() * 4) - 2); break;
            default: yield return attribute; break;
        }
    }

    private static List<OnnxDimension> Edited(IReadOnlyList<OnnxDimension> shape, Random random)
    {
        var edited = shape.ToList();
        if (edited.Count > 0 && random.Next(2) == 0)
            edited.RemoveAt(random.Next(edited.Count));
        else
            edited.Insert(random.Next(edited.Count + 1), new OnnxDimension(s_numbers[random.Next(s_numbers.Length)]));
        return edited;
    }

    private static OnnxNode With(OnnxNode node, IReadOnlyList<string>? inputs = null, IReadOnlyList<string>? outputs = null, IReadOnlyList<OnnxAttribute>? attributes = null) => new()
    {
        Name = node.Name,
        OpType = node.OpType,
        Domain = node.Domain,
        Inputs = inputs ?? node.Inputs,
        Outputs = outputs ?? node.Outputs,
        Attributes = attributes ?? node.Attributes,
    };
}

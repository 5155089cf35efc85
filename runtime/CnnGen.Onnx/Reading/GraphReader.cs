namespace CnnGen.Onnx.Reading;

/// <summary>Graphs, their nodes, and graphs inside of those.</summary>
internal static class GraphReader
{
    /// <summary>Graphs inside of nodes of graphs inside of nodes.</summary>
    public const int MaxDepth = 16;

    public static OnnxGraph Graph(MessageReader reader, int depth)
    {
        if (depth > MaxDepth)
            throw reader.File.Error($"graphs within graphs to a depth of more than {MaxDepth}", "fewer");
        string name = "", documentation = "";
        var sparse = 0;
        List<OnnxNode> nodes = [];
        List<OnnxTensor> initializers = [];
        List<OnnxValueInfo> inputs = [], outputs = [], values = [];
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: nodes.Add(Node(reader.Message(), depth)); break;
                case 2: name = reader.Text(); break;
                case 5: initializers.Add(TensorReader.Tensor(reader.Message())); break;
                case 10: documentation = reader.Text(); break;
                case 11: inputs.Add(ValueReader.Value(reader.Message())); break;
                case 12: outputs.Add(ValueReader.Value(reader.Message())); break;
                case 13: values.Add(ValueReader.Value(reader.Message())); break;
                case 15: reader.Skip(); sparse++; break;
                default: reader.Skip(); break;
            }
        }

        return new OnnxGraph
        {
            Name = name,
            DocString = documentation,
            Nodes = nodes,
            Initializers = initializers,
            SparseInitializers = sparse,
            Inputs = inputs,
            Outputs = outputs,
            Values = values,
        };
    }

    private static OnnxNode Node(MessageReader reader, int depth)
    {
        string name = "", operation = "", domain = "", documentation = "";
        List<string> inputs = [], outputs = [];
        List<OnnxAttribute> attributes = [];
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: inputs.Add(reader.Text()); break;
                case 2: outputs.Add(reader.Text()); break;
                case 3: name = reader.Text(); break;
                case 4: operation = reader.Text(); break;
                case 5: attributes.Add(Attribute(reader.Message(), depth)); break;
                case 6: documentation = reader.Text(); break;
                case 7: domain = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        if (operation.Length == 0)
            throw reader.File.Error($"node \"{name}\" without an op_type", "one");
        return new OnnxNode
        {
            Name = name,
            OpType = operation,
            Domain = domain,
            DocString = documentation,
            Inputs = inputs,
            Outputs = outputs,
            Attributes = attributes,
        };
    }

    private static OnnxAttribute Attribute(MessageReader reader, int depth)
    {
        string name = "", referred = "";
        var (type, number, whole) = (OnnxAttributeType.Undefined, 0f, 0L);
        ReadOnlyMemory<byte> bytes = default;
        OnnxTensor? tensor = null;
        OnnxGraph? graph = null;
        List<float> floats = [];
        List<long> ints = [];
        List<ReadOnlyMemory<byte>> strings = [];
        List<OnnxTensor> tensors = [];
        List<OnnxGraph> graphs = [];
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: name = reader.Text(); break;
                case 2: number = reader.Single(); break;
                case 3: whole = reader.Int64(); break;
                case 4: bytes = reader.Bytes(); break;
                case 5: tensor = TensorReader.Tensor(reader.Message()); break;
                case 6: graph = Graph(reader.Message(), depth + 1); break;
                case 7: reader.Singles(floats); break;
                case 8: reader.Int64s(ints); break;
                case 9: reader.File.Count(); strings.Add(reader.Bytes()); break;
                case 10: tensors.Add(TensorReader.Tensor(reader.Message())); break;
                case 11: graphs.Add(Graph(reader.Message(), depth + 1)); break;
                case 20: type = (OnnxAttributeType)reader.Int64(); break;
                case 21: referred = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        if (!Enum.IsDefined(type))
            throw reader.File.Error($"the type {(long)type} of attribute \"{name}\"", $"0 to {(int)OnnxAttributeType.TypeProtos}");
        return new OnnxAttribute
        {
            Name = name,
            Type = type,
            ReferredName = referred,
            Float = number,
            Int = whole,
            Bytes = bytes,
            Tensor = tensor,
            Graph = graph,
            Floats = floats,
            Ints = ints,
            ByteStrings = strings,
            Tensors = tensors,
            Graphs = graphs,
        };
    }
}

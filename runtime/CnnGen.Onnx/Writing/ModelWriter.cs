using CnnGen.Onnx.Tensors;

namespace CnnGen.Onnx.Writing;

/// <summary>Model -> bytes, fields in the order of their numbers as far as protobuf's own writers have them.</summary>
internal static class ModelWriter
{
    public static void Write(OnnxModel model, Stream stream)
    {
        var writer = new MessageWriter(stream);
        writer.Int64(1, model.IrVersion);
        writer.Text(2, model.ProducerName);
        writer.Text(3, model.ProducerVersion);
        writer.Text(4, model.Domain);
        writer.Int64(5, model.ModelVersion);
        writer.Text(6, model.DocString);
        writer.Message(7, graph => Graph(graph, model.Graph));
        foreach (var opset in model.Opsets)
            writer.Message(8, message => Opset(message, opset));
        foreach (var (key, value) in model.Metadata)
            writer.Message(14, message => Entry(message, key, value));
        writer.Flush();
    }

    private static void Opset(MessageWriter writer, OnnxOpset opset)
    {
        // ONNX's own set is the empty domain; the field stands there all the same, as other programs write it.
        writer.TextAlways(1, opset.Domain);
        writer.Int64(2, opset.Version);
    }

    private static void Entry(MessageWriter writer, string key, string value)
    {
        writer.Text(1, key);
        writer.Text(2, value);
    }

    private static void Graph(MessageWriter writer, OnnxGraph graph)
    {
        if (graph.SparseInitializers > 0)
            throw new NotSupportedException($"Found sparse initializers in graph \"{graph.Name}\", which can't be written: their values were not kept.");
        foreach (var node in graph.Nodes)
            writer.Message(1, message => Node(message, node));
        writer.Text(2, graph.Name);
        foreach (var tensor in graph.Initializers)
            writer.Message(5, message => Tensor(message, tensor));
        writer.Text(10, graph.DocString);
        foreach (var value in graph.Inputs)
            writer.Message(11, message => Value(message, value));
        foreach (var value in graph.Outputs)
            writer.Message(12, message => Value(message, value));
        foreach (var value in graph.Values)
            writer.Message(13, message => Value(message, value));
    }

    private static void Node(MessageWriter writer, OnnxNode node)
    {
        foreach (var name in node.Inputs)
            writer.TextAlways(1, name);
        foreach (var name in node.Outputs)
            writer.TextAlways(2, name);
        writer.Text(3, node.Name);
        writer.Text(4, node.OpType);
        foreach (var attribute in node.Attributes)
            writer.Message(5, message => Attribute(message, attribute));
        writer.Text(6, node.DocString);
        writer.Text(7, node.Domain);
    }

    private static void Attribute(MessageWriter writer, OnnxAttribute attribute)
    {
        writer.Text(1, attribute.Name);
        switch (attribute.Type)
        {
            case OnnxAttributeType.Float: writer.SingleAlways(2, attribute.Float); break;
            case OnnxAttributeType.Int: writer.Int64Always(3, attribute.Int); break;
            case OnnxAttributeType.String: writer.Bytes(4, attribute.Bytes); break;
            case OnnxAttributeType.Tensor when attribute.Tensor is { } tensor: writer.Message(5, message => Tensor(message, tensor)); break;
            case OnnxAttributeType.Graph when attribute.Graph is { } graph: writer.Message(6, message => Graph(message, graph)); break;
            case OnnxAttributeType.Floats: writer.Singles(7, attribute.Floats); break;
            case OnnxAttributeType.Ints: writer.Int64s(8, attribute.Ints); break;
            case OnnxAttributeType.Strings:
                foreach (var text in attribute.ByteStrings)
                    writer.Bytes(9, text);
                break;
            case OnnxAttributeType.Tensors:
                foreach (var tensor in attribute.Tensors)
                    writer.Message(10, message => Tensor(message, tensor));
                break;
            case OnnxAttributeType.Graphs:
                foreach (var graph in attribute.Graphs)
                    writer.Message(11, message => Graph(message, graph));
                break;
            case var _ when attribute.ReferredName.Length > 0: break;
            default: throw new NotSupportedException($"Found attribute \"{attribute.Name}\" of type {attribute.Type} without a value that can be written.");
        }

        writer.Int64(20, (long)attribute.Type);
        writer.Text(21, attribute.ReferredName);
    }

    private static void Tensor(MessageWriter writer, OnnxTensor tensor)
    {
        writer.Int64s(1, tensor.Shape);
        writer.Int64(2, (long)tensor.ElementType);
        writer.Text(8, tensor.Name);
        if (tensor.Content is TextContent strings)
        {
            foreach (var text in strings.Values)
                writer.Bytes((int)TensorField.Strings, text);
        }
        else
        {
            writer.Content((int)tensor.Content.Field, tensor.Content);
        }
    }

    private static void Value(MessageWriter writer, OnnxValueInfo value)
    {
        writer.Text(1, value.Name);
        if (value.Kind == OnnxValueKind.Tensor)
            writer.Message(2, type => type.Message(1, tensor => TensorType(tensor, value)));
        else if (value.Kind != OnnxValueKind.Unknown)
            throw new NotSupportedException($"Found \"{value.Name}\" of type {value.Kind}, which can't be written: what it consists of was not kept.");
        writer.Text(3, value.DocString);
    }

    private static void TensorType(MessageWriter writer, OnnxValueInfo value)
    {
        writer.Int64(1, (long)value.ElementType);
        if (value.Shape is { } shape)
            writer.Message(2, message => Shape(message, shape));
    }

    private static void Shape(MessageWriter writer, IReadOnlyList<OnnxDimension> shape)
    {
        foreach (var dimension in shape)
        {
            writer.Message(1, message =>
            {
                if (dimension.Value is { } number)
                    message.Int64Always(1, number);
                message.Text(2, dimension.Symbol);
            });
        }
    }
}

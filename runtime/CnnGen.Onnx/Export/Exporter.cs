using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CnnGen.Onnx.Export;

/// <summary>Network -> ONNX model.</summary>
internal sealed class Exporter(Network network, OnnxExportOptions options)
{
    /// <summary>The version of ONNX's operators that is written: of 2022, the first with LayerNormalization.</summary>
    private const int Opset = 17;

    /// <summary>The version of the file format that came with that opset.</summary>
    private const int IrVersion = 8;

    /// <summary>The name of the dimension that is the number of images.</summary>
    private const string Batch = "N";

    private readonly NetworkDescription _description = network.Description;
    private readonly ExportGraph _graph = new();

    public OnnxModel Export()
    {
        var (height, width, channels) = _description.InputShape;
        var input = new ExportValue(
            new TensorName("input"), "input", options.ChannelsFirst ? Layout.ChannelsFirst : Layout.ChannelsLast, new ImageShape(height, width, channels));
        var description = network.DescribeGraph()
            ?? throw new NotSupportedException($"{_description.Name} was generated without a description of its graph; build its project again with this version of CnnGen.");
        var layers = ExportLayers(description, input);
        var heads = description.HeadLayers.Select(index => Output(layers[index])).ToList();
        List<(TensorName, string)> names = [];
        for (var i = 0; i < heads.Count; i++)
        {
            // A tensor has one name: a second head over it, or one over the input, gets a node that does nothing.
            if (heads[i].Name == input.Name || heads.Take(i).Any(other => other.Name == heads[i].Name))
                heads[i] = _graph.Map(_description.Heads[i].Name, heads[i], "Identity");
            names.Add((heads[i].Name, _description.Heads[i].Name));
        }

        names.Add((input.Name, "input"));
        names.AddRange(layers.Select((layer, i) => (layer.Name, _description.Layers[i].Name)));
        var (nodes, constants) = _graph.Finish(names);
        return new OnnxModel
        {
            IrVersion = IrVersion,
            ProducerName = "CnnGen",
            ProducerVersion = typeof(Exporter).Assembly.GetName().Version!.ToString(3),
            DocString = options.DocString ?? $"The network {_description.Name}, exported by CnnGen.",
            Opsets = [new OnnxOpset("", Opset)],
            Metadata = Metadata(),
            Graph = new OnnxGraph
            {
                Name = _description.Name,
                Nodes = nodes,
                Initializers = constants,
                Inputs = [Info(input)],
                Outputs = [.. heads.Select(Info)],
            },
        };
    }

    private List<ExportValue> ExportLayers(GraphDescription description, ExportValue input)
    {
        List<ExportValue> values = [];
        for (var i = 0; i < description.Layers.Length; i++)
        {
            var layer = _description.Layers[i];
            var inputs = description.Layers[i].Inputs.Select(source => source < 0 ? input : values[source]).ToList();
            var translator = LayerTranslators.Find(layer.Kind) ?? throw new NotSupportedException(
                $"Layer \"{layer.Name}\" of {_description.Name} is a {layer.Kind}, which can't be exported to ONNX; kinds that can: {string.Join(", ", LayerTranslators.Kinds)}.");
            values.Add(translator.Export(new ExportLayer(network, layer, LayerSettings.Parse(description.Layers[i].Attributes), inputs, _graph)));
        }

        return values;
    }

    /// <summary>An output as its user expects it.</summary>
    private ExportValue Output(ExportValue value) => value.Layout == Layout.Vector ? _graph.InOrder(value)
        : options.ChannelsFirst ? _graph.ChannelsFirst(value)
        : _graph.ChannelsLast(value);

    private static OnnxValueInfo Info(ExportValue value) => new()
    {
        Name = value.Name.Text,
        ElementType = OnnxElementType.Float,
        Shape = [new OnnxDimension(null, Batch), .. value.Dimensions.Select(dimension => new OnnxDimension(dimension))],
    };

    /// <summary>What a user of the model must know that ONNX has no place for.</summary>
    private List<KeyValuePair<string, string>> Metadata()
    {
        List<KeyValuePair<string, string>> metadata =
        [
            new("cnngen.network", _description.Name),
            new("cnngen.spec_hash", _description.SpecHash),
            new("input.layout", options.ChannelsFirst ? "NCHW" : "NHWC"),
            new("input.scale", Numbers(_description.InputScale)),
            new("input.offset", Numbers(_description.InputOffset)),
        ];
        if (_description.ChannelOrder is { } order)
            metadata.Add(new("input.channels", order));
        foreach (var head in _description.Heads)
        {
            metadata.Add(new($"output.{head.Name}.kind", head.Kind switch
            {
                HeadKind.Classes => "classes",
                HeadKind.BoundingBox => "bounding_box",
                _ => "values",
            }));
            if (head.Labels.Length > 0)
                metadata.Add(new($"output.{head.Name}.labels", Labels(head.Labels)));
        }

        return metadata;
    }

    private static string Numbers(float[] values) => string.Join(",", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    private static string Labels(string[] labels)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            foreach (var label in labels)
                json.WriteStringValue(label);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}

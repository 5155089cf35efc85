using Google.Protobuf;

namespace CnnGen.Onnx.Reading;

/// <summary>Bytes -> model. Fields that are not known are skipped, as protobuf asks for.</summary>
internal static class ModelReader
{
    public static OnnxModel ReadModel(OnnxFile file)
    {
        try
        {
            return Model(new MessageReader(file));
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw Damaged(file, exception);
        }
    }

    public static InvalidDataException Damaged(OnnxFile file, InvalidProtocolBufferException exception) =>
        new($"{file.Name}: {exception.Message} The file is damaged or no ONNX file.", exception);

    private static OnnxModel Model(MessageReader reader)
    {
        long? irVersion = null;
        long modelVersion = 0;
        string producerName = "", producerVersion = "", domain = "", documentation = "";
        OnnxGraph? graph = null;
        List<OnnxOpset> opsets = [];
        List<KeyValuePair<string, string>> metadata = [];
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: irVersion = reader.Int64(); break;
                case 2: producerName = reader.Text(); break;
                case 3: producerVersion = reader.Text(); break;
                case 4: domain = reader.Text(); break;
                case 5: modelVersion = reader.Int64(); break;
                case 6: documentation = reader.Text(); break;
                case 7 when graph is null: graph = GraphReader.Graph(reader.Message(), depth: 0); break;
                case 7: throw reader.File.Error("a second graph", "one");
                case 8: opsets.Add(Opset(reader.Message())); break;
                case 14: metadata.Add(Entry(reader.Message())); break;
                default: reader.Skip(); break;
            }
        }

        return new OnnxModel
        {
            IrVersion = irVersion ?? throw reader.File.Error("no ir_version", "one"),
            ProducerName = producerName,
            ProducerVersion = producerVersion,
            Domain = domain,
            ModelVersion = modelVersion,
            DocString = documentation,
            Opsets = opsets,
            Metadata = metadata,
            Graph = graph ?? throw reader.File.Error("no graph", "one"),
        };
    }

    private static OnnxOpset Opset(MessageReader reader)
    {
        var (domain, version) = ("", 0L);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: domain = reader.Text(); break;
                case 2: version = reader.Int64(); break;
                default: reader.Skip(); break;
            }
        }

        return new OnnxOpset(domain, version);
    }

    public static KeyValuePair<string, string> Entry(MessageReader reader)
    {
        var (key, value) = ("", "");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: key = reader.Text(); break;
                case 2: value = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return new(key, value);
    }
}

using CnnGen.Onnx.Reading;
using CnnGen.Runtime.Tests.Data;

namespace CnnGen.Onnx.Tests.Codec;

/// <summary>Whole models, read as they were written, and files that are none.</summary>
public sealed class ModelTests
{
    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        var bytes = RoundTrip.Of(Sample());
        var model = OnnxModel.Parse(bytes, "sample");
        Assert.Equal(bytes, RoundTrip.Of(model));
        Assert.Equal((8, "maker", "1.2", "org.example", 3L, "says"), (model.IrVersion, model.ProducerName, model.ProducerVersion, model.Domain, model.ModelVersion, model.DocString));
        Assert.Equal([new OnnxOpset("", 17), new OnnxOpset("org.example", 1)], model.Opsets);
        Assert.Equal([new("key", "value"), new("empty", "")], model.Metadata);
        var graph = model.Graph;
        Assert.Equal(["x"], graph.Inputs.Select(input => input.Name));
        Assert.Equal("N x 3 x ?", string.Join(" x ", graph.Inputs[0].Shape!));
        Assert.Null(graph.Outputs[0].Shape);
        var node = graph.Nodes.Single();
        Assert.Equal(["x", "", "w"], node.Inputs);
        Assert.Equal(0.5f, node.Attribute("f")!.Float);
        Assert.Equal(0, node.Attribute("i")!.Int);
        Assert.Equal("text", node.Attribute("s")!.Text);
        Assert.Equal([1L, -2, long.MaxValue], node.Attribute("is")!.Ints);
        Assert.Equal([1f, -2], node.Attribute("fs")!.Floats);
        Assert.Equal([7L, 8], node.Attribute("t")!.Tensor!.ToInt64s());
        Assert.Equal("Inner", node.Attribute("g")!.Graph!.Nodes.Single().OpType);
        Assert.Equal([1f, 2, 3, 4, 5, 6], graph.Initializers.Single().ToSingles());
        Assert.Equal([2L, 3], graph.Initializers.Single().Shape);
    }

    [Fact]
    public void Mutated_models_are_read_or_refused_and_nothing_else()
    {
        var random = new Random(20);
        var original = RoundTrip.Of(Sample());
        var read = 0;
        for (var trial = 0; trial < 5000; trial++)
        {
            try
            {
                ReadAll(OnnxModel.Parse(Mutation.Of(original, random), "mutated").Graph);
                read++;
            }
            catch (InvalidDataException exception)
            {
                Assert.StartsWith("mutated: ", exception.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(read, 100, 4900);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused_or_read_as_far_as_it_goes()
    {
        var original = RoundTrip.Of(Sample());
        for (var length = 0; length < original.Length; length++)
        {
            var part = original[..length];
            if (Record.Exception(() => OnnxModel.Parse(part, "cut")) is { } exception)
                Assert.IsType<InvalidDataException>(exception);
        }
    }

    [Theory]
    [InlineData("", "no ir_version")]
    [InlineData("0808", "no graph")]
    [InlineData("08083A003A00", "a second graph")]
    [InlineData("0A00", "LengthDelimited as field 1")]
    [InlineData("08083A030A0100", "invalid tag")]
    [InlineData("08083A020A00", "node \"\" without an op_type")]
    [InlineData("08083A0412051234", "ended unexpectedly")]
    [InlineData("080812017F3AFFFFFFFF7F", "negative size")]
    [InlineData("08083A0412027FFF", "no UTF-8")]
    [InlineData("504B0304", "no ONNX file")]
    public void A_file_that_is_no_model_is_refused_with_what_was_found(string hex, string message) => Assert.Contains(
        message, Assert.Throws<InvalidDataException>(() => OnnxModel.Parse(Convert.FromHexString(hex), "file")).Message, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Graphs_within_graphs_end_somewhere()
    {
        var graph = new OnnxGraph { Name = "innermost" };
        for (var depth = 0; depth < GraphReader.MaxDepth; depth++)
            graph = Around(graph);
        Assert.NotNull(Parse(graph));
        Assert.Contains("graphs within graphs", Assert.Throws<InvalidDataException>(() => Parse(Around(graph))).Message, StringComparison.Ordinal);

        static OnnxGraph Around(OnnxGraph inner) => new() { Nodes = [new OnnxNode { OpType = "If", Attributes = [OnnxAttribute.Of("then_branch", inner)] }] };
        static OnnxModel Parse(OnnxGraph graph) => OnnxModel.Parse(RoundTrip.Of(new OnnxModel { IrVersion = 8, Opsets = [], Graph = graph }), "deep");
    }

    [Fact]
    public void A_small_file_can_t_become_a_hundred_times_as_many_objects()
    {
        // An empty name of an input takes two bytes.
        var graph = new OnnxGraph { Nodes = [new OnnxNode { OpType = "Sum", Inputs = [.. Enumerable.Repeat("", OnnxFile.MaxParts)] }] };
        var bytes = RoundTrip.Of(new OnnxModel { IrVersion = 8, Opsets = [], Graph = graph });
        Assert.Contains("more than 1000000", Assert.Throws<InvalidDataException>(() => OnnxModel.Parse(bytes, "many")).Message, StringComparison.Ordinal);
    }

    private static void ReadAll(OnnxGraph graph)
    {
        foreach (var tensor in graph.Initializers.Concat(graph.Nodes.SelectMany(node => node.Attributes).Select(attribute => attribute.Tensor).OfType<OnnxTensor>()))
        {
            if (tensor.ElementType == OnnxElementType.String)
                _ = tensor.ToStrings();
            else if (Record.Exception(tensor.ToDoubles) is { } exception)
                Assert.IsType<InvalidDataException>(exception);
        }
    }

    private static OnnxModel Sample() => new()
    {
        IrVersion = 8,
        ProducerName = "maker",
        ProducerVersion = "1.2",
        Domain = "org.example",
        ModelVersion = 3,
        DocString = "says",
        Opsets = [new OnnxOpset("", 17), new OnnxOpset("org.example", 1)],
        Metadata = [new("key", "value"), new("empty", "")],
        Graph = new OnnxGraph
        {
            Name = "graph",
            Inputs = [new OnnxValueInfo { Name = "x", ElementType = OnnxElementType.Float, Shape = [new(null, "N"), new(3), new(null)] }],
            Outputs = [new OnnxValueInfo { Name = "y", ElementType = OnnxElementType.Int64 }],
            Initializers = [OnnxTensor.Of("w", [2, 3], [1f, 2, 3, 4, 5, 6])],
            Nodes =
            [
                new OnnxNode
                {
                    Name = "node",
                    OpType = "Everything",
                    Domain = "org.example",
                    Inputs = ["x", "", "w"],
                    Outputs = ["y"],
                    Attributes =
                    [
                        OnnxAttribute.Of("f", 0.5f), OnnxAttribute.Of("i", 0), OnnxAttribute.Of("s", "text"), OnnxAttribute.Of("is", (long[])[1, -2, long.MaxValue]),
                        OnnxAttribute.Of("fs", (float[])[1, -2]), OnnxAttribute.Of("t", OnnxTensor.Of("", [2], (long[])[7, 8])),
                        OnnxAttribute.Of("g", new OnnxGraph { Name = "inside", Nodes = [new OnnxNode { OpType = "Inner" }] }),
                    ],
                },
            ],
        },
    };
}

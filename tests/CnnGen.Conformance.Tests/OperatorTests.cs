using CnnGen.Import.Onnx;
using CnnGen.Tool.Running;
using static CnnGen.Conformance.Tests.TestModels;

namespace CnnGen.Conformance.Tests;

/// <summary>Operators whose cases in the ONNX project act on the batch, or are too few: compared with ONNX Runtime for three images.</summary>
public sealed class OperatorTests
{
    public static TheoryData<string> Modes => ["edge", "reflect", "wrap"];

    [Theory, MemberData(nameof(Modes))]
    public void Borders_repeat_what_the_image_has(string mode)
    {
        // Wrapping around more than once is possible for "edge" and "wrap".
        long[] pads = mode == "reflect" ? [0, 0, 3, 1, 0, 0, 2, 4] : [0, 0, 3, 1, 0, 0, 2, 7];
        Agrees([2, 4, 5], [Node("pad", "Pad", ["x", "pads"], "y", OnnxAttribute.Of("mode", mode))], [OnnxTensor.Of("pads", [8], pads)], opset: 19);
    }

    [Fact]
    public void A_border_may_be_of_channels() =>
        Agrees([3, 2, 2], [Node("pad", "Pad", ["x", "pads"], "y", OnnxAttribute.Of("mode", "reflect"))], [OnnxTensor.Of("pads", [8], [0, 2, 0, 0, 0, 1, 0, 0])]);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public void An_axis_of_one_element_is_repeated(int first, int last)
    {
        long[] sides = [3, 4, 5];
        long[] input = [.. sides.Select((side, i) => i >= first && i <= last ? 1 : side)];
        Agrees(input, [Node("expand", "Expand", ["x", "shape"], "y")], [OnnxTensor.Of("shape", [4], [1, .. sides])]);
    }

    [Theory]
    [InlineData("MaxPool", 1, 2, 9, 8)]
    [InlineData("AveragePool", 2, 3, 9, 9)]
    public void A_window_may_have_gaps(string operation, long stride, long dilation, long height, long width) => Agrees(
        [3, height, width],
        [
            Node(
                "pool", operation, ["x"], "y", OnnxAttribute.Of("kernel_shape", [3, 2]), OnnxAttribute.Of("strides", [stride, 1]),
                OnnxAttribute.Of("dilations", [dilation, 2])),
        ],
        [], opset: 19);

    [Fact]
    public void Windows_with_gaps_that_leave_the_image_are_refused()
    {
        var pool = Node("pool", "MaxPool", ["x"], "y", OnnxAttribute.Of("kernel_shape", [2, 2]), OnnxAttribute.Of("dilations", [2, 2]), OnnxAttribute.Of("pads", [1, 1, 1, 1]));
        var exception = Assert.Throws<Import.ImportException>(() => OnnxImporter.Import(Model([1, 5, 5], [1, 5, 5], [pool], []), new OnnxImportOptions { Name = "Net" }));
        Assert.Equal("a dilated pooling with padding", exception.Reason);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_first_largest_element_is_one(long axis) => Agrees(
        [3, 4, 5], [Node("double", "Add", ["x", "x"], "twice"), Node("round", "Round", ["twice"], "ties"), Node("hard", "Hardmax", ["ties"], "y", OnnxAttribute.Of("axis", axis))], []);

    [Fact]
    public void Means_and_variances_over_images_are_taken_away() =>
        Agrees([3, 4, 5], [Node("mvn", "MeanVarianceNormalization", ["x"], "y", OnnxAttribute.Of("axes", [2L, 3L]))], []);

    [Fact]
    public void Rows_and_columns_are_spread_over_each_other() => Agrees(
        [4, 4], [Node("rows", "ReduceMax", ["x"], "r", OnnxAttribute.Of("axes", [2L])), Node("columns", "ReduceMax", ["x"], "c", OnnxAttribute.Of("axes", [1L])), Node("sum", "Add", ["r", "c"], "y")], []);

    [Fact]
    public void Two_matrices_of_one_image_are_multiplied() => Agrees(
        [4, 6],
        [
            Node("turn", "Transpose", ["x"], "t", OnnxAttribute.Of("perm", [0L, 2L, 1L])), Node("scores", "MatMul", ["x", "t"], "s"), Node("weights", "Softmax", ["s"], "w", OnnxAttribute.Of("axis", -1L)),
            Node("sum", "MatMul", ["w", "x"], "y"),
        ],
        []);

    [Fact]
    public void So_are_those_of_several_heads() => Agrees(
        [2, 4, 6], [Node("turn", "Transpose", ["x"], "t", OnnxAttribute.Of("perm", [0L, 1L, 3L, 2L])), Node("scores", "MatMul", ["t", "x"], "y")], []);

    [Fact]
    public void A_matrix_may_stand_on_the_left() => Agrees([5, 7], [Node("mix", "MatMul", ["m", "x"], "y")], [Weights("m", 3, 5)]);

    private static void Agrees(long[] input, OnnxNode[] nodes, OnnxTensor[] constants, long opset = 17)
    {
        Oracle.Require();
        var model = Model(input, null, nodes, constants, opset);
        var import = OnnxImporter.Import(model, new OnnxImportOptions { Name = "Net" });
        var graph = ImportedRun.Declare(import);
        using var network = new CompiledNetworks([graph]).Create(graph);
        var random = new Random(5);
        float[] images = [.. Enumerable.Range(0, 3 * import.Input.Length).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        using var stream = new MemoryStream();
        model.Write(stream);
        using var session = Oracle.Open(stream.ToArray());
        var expected = Oracle.Run(session, "x", images, [3, .. input]).Values.Single();
        var actual = ImportedRun.Predict(import, network, images).Single();
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }
}

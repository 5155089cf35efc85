using CnnGen.Import;
using CnnGen.Import.Onnx;
using CnnGen.Runtime.Tests.Data;

namespace CnnGen.Conformance.Tests;

/// <summary>Models that are made to exhaust memory or time, or to read other files: they are refused at once.</summary>
public sealed class HostileModelTests
{
    [Theory]
    [InlineData(1L << 40)]
    [InlineData(1L << 29)]
    [InlineData(-4)]
    public void A_constant_of_any_size_is_not_made(long length)
    {
        var shape = OnnxTensor.Of("shape", [1], [length]);
        Refused("beyond a limit", [TestModels.Node("c", "ConstantOfShape", ["shape"], "k"), TestModels.Node("a", "Add", ["x", "k"], "y")], [shape]);
    }

    [Fact]
    public void Constants_that_double_come_to_an_end()
    {
        var nodes = new List<OnnxNode> { TestModels.Node("c", "ConstantOfShape", ["shape"], "k0") };
        for (var i = 0; i < 60; i++)
            nodes.Add(TestModels.Node($"c{i}", "Concat", [$"k{i}", $"k{i}"], $"k{i + 1}", OnnxAttribute.Of("axis", 0L)));
        nodes.Add(TestModels.Node("a", "Add", ["x", "k60"], "y"));
        Refused("beyond a limit", [.. nodes], [OnnxTensor.Of("shape", [1], [1L << 10])]);
    }

    [Fact]
    public void A_range_without_end_is_refused() => Refused(
        "beyond a limit", [TestModels.Node("r", "Range", ["zero", "all", "tiny"], "k"), TestModels.Node("a", "Add", ["x", "k"], "y")],
        [OnnxTensor.Of("zero", [], [0f]), OnnxTensor.Of("all", [], [1e30f]), OnnxTensor.Of("tiny", [], [1e-30f])]);

    [Theory]
    [InlineData(1_000_000, 1_000_000)]
    [InlineData(65_536, 1)]
    public void An_image_of_any_size_is_refused(long height, long width)
    {
        var model = TestModels.Model([1, height, width], [1], [TestModels.Node("r", "Relu", ["x"], "y")], []);
        Assert.Equal("beyond a limit", Assert.Throws<ImportException>(() => Import(model)).Reason);
    }

    [Fact]
    public void More_nodes_than_a_network_has_are_refused()
    {
        var nodes = Enumerable.Range(0, ImportLimits.Nodes + 1).Select(i => TestModels.Node($"n{i}", "Relu", [i == 0 ? "x" : $"t{i}"], i == ImportLimits.Nodes ? "y" : $"t{i + 1}"));
        Refused("beyond a limit", [.. nodes], []);
    }

    [Theory]
    [InlineData("pads", new long[] { 1L << 40, 0, 0, 0 })]
    [InlineData("strides", new long[] { long.MaxValue, 1 })]
    [InlineData("strides", new long[] { 0, 1 })]
    [InlineData("dilations", new long[] { -1, 1 })]
    [InlineData("kernel_shape", new long[] { 1, 2, 3 })]
    [InlineData("kernel_shape", new long[] { 100_000, 100_000 })]
    public void Attributes_are_not_believed(string name, long[] values)
    {
        var node = TestModels.Node("p", "MaxPool", ["x"], "y", name == "kernel_shape" ? [] : [OnnxAttribute.Of("kernel_shape", [2, 2])]);
        node = new OnnxNode { Name = node.Name, OpType = node.OpType, Inputs = node.Inputs, Outputs = node.Outputs, Attributes = [.. node.Attributes, OnnxAttribute.Of(name, values)] };
        var exception = Assert.Throws<ImportException>(() => Import(TestModels.Model([1, 4, 4], [1], [node], [])));
        Assert.Contains(exception.Reason, (string[])["invalid model", "negative padding", "empty tensors"]);
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(1L << 33)]
    public void Shapes_that_split_axes_are_counted(long part)
    {
        var exception = Assert.Throws<ImportException>(() => Import(TestModels.Model(
            [1, 4, 4], [1], [TestModels.Node("s", "Reshape", ["x", "shape"], "y")], [OnnxTensor.Of("shape", [3], [1, part, part])])));
        Assert.Contains(exception.Reason, (string[])["invalid model", "beyond a limit"]);
    }

    /// <summary>A node that reads what comes after it, or itself, finds nothing there.</summary>
    [Fact]
    public void A_circle_is_refused()
    {
        var exception = Assert.Throws<ImportException>(() => Import(TestModels.Model(
            [1, 2, 2], [1], [TestModels.Node("a", "Add", ["x", "t"], "y"), TestModels.Node("b", "Relu", ["y"], "t")], [])));
        Assert.Equal("data where a constant is, or the other way round", exception.Reason);
    }

    [Fact]
    public void Names_in_a_file_are_never_paths()
    {
        using var folder = new TemporaryFolder();
        var import = Import(TestModels.Model([1, 2, 2], [1], [TestModels.Node("../../etc/passwd", "Relu", ["x"], "y"), TestModels.Node("\"\u0000\n", "Relu", ["y"], "z")], []));
        var (models, weights) = ImportedFiles.Write(import.Network, folder.Path);
        Assert.Equal([models, weights], Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal));
        Assert.Contains("\"name\": \"etc/passwd\"", File.ReadAllText(models), StringComparison.Ordinal);
    }

    private static OnnxImport Import(OnnxModel model) => OnnxImporter.Import(model, new OnnxImportOptions { Name = "Net", MostComputedElements = 1 << 20 });

    private static void Refused(string reason, OnnxNode[] nodes, OnnxTensor[] constants)
    {
        var before = GC.GetTotalAllocatedBytes();
        Assert.Equal(reason, Assert.Throws<ImportException>(() => Import(TestModels.Model([4], [4], nodes, constants))).Reason);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1L << 28);
    }
}

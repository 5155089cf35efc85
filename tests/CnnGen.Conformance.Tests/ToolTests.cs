using CnnGen.Runtime.Tests.Data;
using CnnGen.Tool.Commands;

namespace CnnGen.Conformance.Tests;

/// <summary>The commands of <c>cnngen</c> as one types them.</summary>
public sealed class ToolTests
{
    [Fact]
    public void A_model_is_imported_summarized_exported_and_verified()
    {
        using var folder = new TemporaryFolder();
        var model = folder.File("small-net.onnx");
        Small("Relu").Save(model);
        Assert.Equal(0, Run("import", model, "--name", "Small", "-o", folder.Path, "--license", "MIT"));
        var models = folder.File("Small.models.json");
        Assert.Contains("\"name\": \"conv\", \"filters\": 3", File.ReadAllText(models), StringComparison.Ordinal);
        Assert.Equal(0, Run("check", models, "--root-namespace", "Any"));
        Assert.Equal(0, Run("summary", models));
        Assert.Equal(0, Run("export", models, "--weights", folder.File("Small.safetensors"), "-o", folder.File("back.onnx")));
        Assert.Equal(3, OnnxModel.Load(folder.File("back.onnx")).Graph.Outputs.Single().Shape![^1].Value);
        Onnx.Tests.Oracle.Require();
        Assert.Equal(0, Run("verify", model));
        Assert.Equal(0, Run("verify", folder.File("back.onnx"), "--batch", "3"));
    }

    [Fact]
    public void What_is_refused_is_a_line_and_the_exit_code_1_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        var model = folder.File("model.onnx");
        Small("Det").Save(model);
        Assert.Equal(1, Run("import", model, "-o", folder.Path));
        Assert.Equal(1, Run("import", model, "--name", "small", "-o", folder.Path));
        Assert.Equal(1, Run("import", folder.File("missing.onnx")));
        Assert.Equal(1, Run("verify", model));
        Assert.Equal([model], Directory.GetFiles(folder.Path));
    }

    private static OnnxModel Small(string last) => TestModels.Model(
        [2, 5, 5], [3],
        [
            TestModels.Node("conv", "Conv", ["x", "w"], "a", OnnxAttribute.Of("kernel_shape", [3, 3])), TestModels.Node("pool", "GlobalAveragePool", ["a"], "b"),
            TestModels.Node("flat", "Flatten", ["b"], "c"), TestModels.Node("last", last, ["c"], "y"),
        ],
        [TestModels.Weights("w", 3, 2, 3, 3)]);

    private static int Run(params string[] arguments) => CommandLine.Create().Parse(arguments).Invoke();
}

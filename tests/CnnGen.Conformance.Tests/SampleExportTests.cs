using System.Runtime.CompilerServices;
using CnnGen.Generator;
using CnnGen.Generator.Graph;
using CnnGen.Tool.Running;

namespace CnnGen.Conformance.Tests;

/// <summary>Every network that a sample declares, exported: it loads in ONNX Runtime and gives there what it gives here.</summary>
public sealed class SampleExportTests
{
    /// <summary>The files of each project, those of bases first.</summary>
    [Theory]
    [InlineData("models.json")]
    [InlineData("samples/AotDigits/models.json")]
    [InlineData("samples/Localizer/models.json")]
    [InlineData("samples/Pretrained/SqueezeNet.models.json", "samples/Transfer/models.json")]
    public void Networks_of_a_sample_agree_with_ONNX_Runtime(params string[] files)
    {
        Oracle.Require();
        var specs = files.Select(file => FrontEnd.ReadSpec(File.ReadAllText(Path.Combine(Root(), file)), "Sample").Spec).ToList();
        var library = new BaseLibrary(specs);
        var graphs = specs.SelectMany(spec => FrontEnd.BuildGraphs(spec, library.Of(spec)).Graphs).ToList();
        Assert.NotEmpty(graphs);
        var compiled = new CompiledNetworks(graphs);
        foreach (var graph in graphs)
        {
            using var network = compiled.Create(graph);
            Exported.Randomize(network);
            Exported.AgreesWithOnnxRuntime(network);
        }
    }

    [Fact]
    public void No_sample_is_forgotten()
    {
        var tested = typeof(SampleExportTests).GetMethod(nameof(Networks_of_a_sample_agree_with_ONNX_Runtime))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).SelectMany(data => ((InlineDataAttribute)data).Data).Cast<string>().Append("samples/Pretrained").ToList();
        var samples = Directory.GetDirectories(Path.Combine(Root(), "samples")).Where(folder => Directory.GetFiles(folder, "*models.json").Length > 0);
        Assert.All(samples, folder => Assert.Contains(tested, file => file.StartsWith("samples/" + Path.GetFileName(folder), StringComparison.Ordinal)));
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}

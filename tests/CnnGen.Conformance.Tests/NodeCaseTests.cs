using CnnGen.Ilgpu;
using CnnGen.Onnx.Tests;

namespace CnnGen.Conformance.Tests;

/// <summary>The ONNX project's cases of single operators.</summary>
public sealed class NodeCaseTests
{
    /// <summary>Set, the run writes docs/onnx.md, as it does with snapshots.</summary>
    private const string Accept = "CNNGEN_ACCEPT_SNAPSHOTS";

    private static readonly Lazy<(IReadOnlyList<CaseResult> Results, Dictionary<string, string> Operators)> s_run = new(() =>
    {
        var cases = NodeCase.All(OnnxData.Folder("node"));
        return (ConformanceRun.Of(cases), cases.ToDictionary(item => item.Name, item => item.Model.Graph.Nodes[^1].OpType));
    });

    [Fact]
    public void No_case_that_is_imported_fails() => Assert.DoesNotContain(s_run.Value.Results, result => result.Outcome == Outcome.Failed);

    [Fact]
    public void Most_cases_of_operators_on_images_pass() => Assert.InRange(s_run.Value.Results.Count(result => result.Outcome == Outcome.Passed), 250, 762);

    /// <summary>Every so many cases of those that pass on the processor, since a device's kernels are compiled case by case.</summary>
    [Theory]
    [InlineData("ilgpu", 8)]
    [InlineData("opencl:0", 40)]
    [InlineData("cuda:0", 4)]
    public void Cases_pass_on_devices(string name, int step)
    {
        IlgpuDevices.Register();
        var device = name == "ilgpu" ? Device.IlgpuCpu() : Device.All().OfType<GpuDevice>().FirstOrDefault(device => device.Id == name);
        Assert.SkipWhen(device is null, $"This machine has no device {name}.");
        var passing = s_run.Value.Results.Where(result => result.Outcome == Outcome.Passed).Select(result => result.Name).Where((_, i) => i % step == 0).ToHashSet();
        var results = ConformanceRun.Of([.. NodeCase.All(OnnxData.Folder("node")).Where(item => passing.Contains(item.Name))], device);
        Assert.Equal(passing.Count, results.Count);
        Assert.All(results, result => Assert.True(result.Outcome == Outcome.Passed, $"{result.Name} on {name}: {result.Detail}"));
    }

    [Fact]
    public void The_documentation_says_what_passes()
    {
        var section = ConformanceTable.Write(s_run.Value.Results, s_run.Value.Operators);
        var path = Path.Combine(RootFolder(), "docs", "onnx.md");
        if (Environment.GetEnvironmentVariable(Accept) is not null)
            ConformanceTable.Replace(path, section);
        Assert.True(ConformanceTable.Read(path) == section, $"docs/onnx.md is stale; run this test once with {Accept}=1.");
    }

    private static string RootFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CnnGen.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}

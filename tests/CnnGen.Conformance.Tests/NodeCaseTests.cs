namespace CnnGen.Conformance.Tests;

/// <summary>The ONNX project's cases of single operators.</summary>
public sealed class NodeCaseTests
{
    /// <summary>Cases that pass at least.</summary>
    private const int Expected = 120;

    [Fact]
    public void No_case_that_is_imported_fails()
    {
        var results = ConformanceRun.Of(NodeCase.All(OnnxData.Folder("node")));
        foreach (var result in results) TestContext.Current.TestOutputHelper!.WriteLine($"{result.Outcome} {result.Name} {result.Detail}");
        Assert.Empty(results.Where(result => result.Outcome == Outcome.Failed));
        Assert.InRange(results.Count(result => result.Outcome == Outcome.Passed), Expected, results.Count);
    }
}

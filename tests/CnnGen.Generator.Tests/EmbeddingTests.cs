using CnnGen.Generator.Plan;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Tests;

/// <summary>Weights that a project embeds are checked by their header while it is built.</summary>
public sealed class EmbeddingTests
{
    private const string Models =
        """{ "models": { "Net": { "input": { "shape": [2, 2, 1] }, "layers": [{ "type": "Flatten" }, { "type": "Dense", "name": "d", "units": 3 }] } } }""";

    private const string Fits = """{"d.kernel":{"dtype":"F32","shape":[4,3],"data_offsets":[0,48]},"d.bias":{"dtype":"F32","shape":[3],"data_offsets":[48,60]}@}""";

    [Theory]
    [InlineData("")]
    [InlineData(""","training/m/d.bias":{"dtype":"F32","shape":[3],"data_offsets":[60,72]}""")]
    [InlineData(""","__metadata__":{"network":"Net"}""")]
    public void Weights_that_fit_can_be_loaded_from_the_assembly(string more)
    {
        var run = new GeneratorRun(("models.json", Models), ("Net.weights.json", Fits.Replace("@", more, StringComparison.Ordinal)));
        Assert.Empty(run.Diagnostics);
        string source = run.Sources["Tests.Net-Embedded.g.cs"];
        Assert.Contains("public static Net LoadEmbedded(", source, StringComparison.Ordinal);
        Assert.Contains("\"CnnGen.Weights.Net.safetensors\"", source, StringComparison.Ordinal);
        Assert.Equal([], EmittedCode.Complaints(EmittedCode.Compile(run.Sources.Select(file => (file.Key, file.Value)))));
    }

    [Theory]
    [InlineData("""{"d.kernel":{"dtype":"F32","shape":[3,4]}}""", "CNN030", "\"d.kernel\" is 3 x 4, expected 4 x 3; \"d.bias\" (3) is missing")]
    [InlineData("""{"d.kernel":{"shape":[4,3]},"d.bias":{"shape":[3]},"e":{"shape":[1]}}""", "CNN030", "\"e\" (1) is in the file but not in the network")]
    [InlineData("""{"d.kernel":{"shape":[4,3]},"d.bias":{"shape":[3]},"__metadata__":{"spec_hash":"x"}}""", "CNN030", "other layers or attributes")]
    [InlineData("""{"d.kernel":{"shape":[4,3]},"d.bias":5}""", "CNN030", "\"d.bias\" is without a shape, expected 3")]
    [InlineData("[]", "CNN030", "no JSON object")]
    [InlineData("{", "CNN030", "no JSON object")]
    public void Weights_that_do_not_fit_are_an_error_of_the_build(string header, string id, string expected)
    {
        var run = new GeneratorRun(("models.json", Models), ("Net.weights.json", header));
        var error = Assert.Single(run.Diagnostics);
        Assert.Equal((id, DiagnosticSeverity.Error, "weights/Net.safetensors"), (error.Id, error.Severity, error.Location.GetLineSpan().Path));
        Assert.Contains(expected, error.GetMessage(), StringComparison.Ordinal);
        Assert.DoesNotContain("Tests.Net-Embedded.g.cs", run.Sources.Keys);
    }

    [Fact]
    public void A_hash_that_is_the_networks_fits()
    {
        string hash = SpecHash.Of(Declared.Graphs(Models).Single());
        var run = new GeneratorRun(("models.json", Models), ("Net.weights.json", Fits.Replace("@", ",\"__metadata__\":{\"spec_hash\":\"" + hash + "\"}", StringComparison.Ordinal)));
        Assert.Empty(run.Diagnostics);
    }

    [Fact]
    public void Weights_of_no_network_are_an_error()
    {
        var run = new GeneratorRun(("models.json", Models), ("Nett.weights.json", Fits.Replace("@", "", StringComparison.Ordinal)));
        var error = Assert.Single(run.Diagnostics);
        Assert.Equal("CNN031", error.Id);
        Assert.Contains("there is no network \"Nett\"; did you mean \"Net\"?", error.GetMessage(), StringComparison.Ordinal);
    }
}

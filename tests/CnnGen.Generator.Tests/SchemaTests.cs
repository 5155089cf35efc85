using System.Text.Json;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Schema;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Tests;

public sealed class SchemaTests
{
    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly SchemaValidator s_validator = new(JsonDocument.Parse(ModelsSchema.Write()).RootElement);

    [Fact]
    public void The_file_in_the_repository_is_what_the_tables_say()
    {
        string path = Path.Combine(Declared.Root, "models.schema.json");
        Assert.True(
            File.ReadAllText(path).ReplaceLineEndings("\n") == ModelsSchema.Write(),
            "models.schema.json is stale; run: dotnet run --project tools/CnnGen.Tool -- schema models.schema.json");
    }

    [Fact]
    public void It_takes_the_networks_of_the_repository() => Assert.Equal([], Errors(Declared.RootModels));

    [Theory]
    [InlineData("\"type\": \"Flatten\"", "\"type\": \"Flaten\"")]
    [InlineData("\"filters\": 32, ", "")]
    [InlineData("\"filters\": 32", "\"filters\": 0")]
    [InlineData("\"filters\": 32", "\"filters\": \"32\"")]
    [InlineData("\"activation\": \"relu\"", "\"activation\": \"reluu\"")]
    [InlineData("\"rate\": 0.5", "\"rate\": 1")]
    [InlineData("\"rate\": 0.5", "\"rates\": 0.5")]
    [InlineData("[28, 28, 1]", "[28, 28]")]
    [InlineData("\"Digits\": {", "\"digits\": {")]
    [InlineData("\"loss\": \"sparse_categorical_crossentropy\"", "\"loss\": \"crossentropy\"")]
    [InlineData("\"loss\": \"sparse_categorical_crossentropy\"", "\"loss\": { \"type\": \"crossentropy\" }")]
    [InlineData("\"loss\": \"sparse_categorical_crossentropy\"", "\"loss\": { \"type\": \"sparse_categorical_crossentropy\", \"label_smoothing\": 1 }")]
    [InlineData("\"kind\": \"bounding_box\"", "\"kind\": \"box\"")]
    [InlineData("\"optimizer\": \"adam\"", "\"optimizer\": \"adamm\"")]
    [InlineData("\"loc_output\": 0.2", "\"loc_output\": -0.2")]
    public void What_it_refuses_the_generator_refuses_too(string whole, string broken)
    {
        string text = Declared.TwoNetworks.Replace(whole, broken, StringComparison.Ordinal);
        Assert.NotEqual(Declared.TwoNetworks, text);
        Assert.NotEmpty(Errors(text));
        Assert.NotEmpty(Declared.Messages(text));
    }

    [Theory]
    [InlineData("{ \"type\": \"sparse_categorical_crossentropy\", \"label_smoothing\": 0.1 }")]
    [InlineData("{ \"type\": \"sparse_categorical_focal_crossentropy\", \"gamma\": 1 }")]
    [InlineData("{ \"digit\": { \"type\": \"sparse_categorical_crossentropy\" } }")]
    public void It_takes_losses_with_attributes(string loss)
    {
        string text = Declared.TwoNetworks.Replace("\"loss\": \"sparse_categorical_crossentropy\"", "\"loss\": " + loss, StringComparison.Ordinal);
        Assert.NotEqual(Declared.TwoNetworks, text);
        Assert.Equal([], Errors(text));
        Assert.Equal([], Declared.Messages(text));
    }

    [Fact]
    public void Every_kind_and_key_has_an_entry_with_a_description()
    {
        var definitions = JsonDocument.Parse(ModelsSchema.Write()).RootElement.GetProperty("definitions");
        foreach (var kind in LayerKinds.All)
        {
            var properties = definitions.GetProperty(kind.Type).GetProperty("properties");
            foreach (var key in kind.Keys)
            {
                Assert.False(string.IsNullOrWhiteSpace(properties.GetProperty(key.Name).GetProperty("description").GetString()));
            }
        }

        foreach (var type in Optimizers.All.Concat(LearningRateSchedules.All))
        {
            var properties = definitions.GetProperty(type.Type).GetProperty("properties");
            Assert.All(type.Keys, key => Assert.False(string.IsNullOrWhiteSpace(properties.GetProperty(key.Name).GetProperty("description").GetString())));
        }

        Assert.All(Generator.Spec.Losses.All, loss => Assert.True(definitions.TryGetProperty("loss_" + loss.Name, out _)));
        Assert.All(Generator.Spec.Metrics.All, metric => Assert.True(definitions.TryGetProperty("metric_" + metric.Name, out _)));
        var network = definitions.GetProperty("network").GetProperty("properties");
        Assert.True(network.TryGetProperty("base", out _));
        Assert.False(network.TryGetProperty("inputs", out _));
    }

    private static List<string> Errors(string models)
    {
        using var document = JsonDocument.Parse(models, s_lenient);
        return s_validator.Errors(document.RootElement);
    }
}

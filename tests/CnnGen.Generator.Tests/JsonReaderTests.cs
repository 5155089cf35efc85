using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Tests;

public sealed class JsonReaderTests
{
    [Fact]
    public void Reads_every_kind_of_value_with_comments_and_trailing_commas()
    {
        const string text = """
            // before
            { "a": [1, -0.5, 2e3,], /* between */ "b": true, "c": null, "d": "x\n\u00e9\"", }
            """;
        var file = Assert.IsType<JsonObject>(Read(text));
        Assert.Equal(["a", "b", "c", "d"], file.Properties.Select(property => property.Name));
        var numbers = Assert.IsType<JsonArray>(file.Find("a")!.Value).Items;
        Assert.Equal([1, -0.5, 2000], numbers.Select(item => Assert.IsType<JsonNumber>(item).Value));
        Assert.True(Assert.IsType<JsonBoolean>(file.Find("b")!.Value).Value);
        Assert.IsType<JsonNull>(file.Find("c")!.Value);
        Assert.Equal("x\né\"", Assert.IsType<JsonString>(file.Find("d")!.Value).Value);
    }

    [Fact]
    public void Spans_of_keys_and_values_are_exact()
    {
        const string text = """{ "key": [10, "v"] }""";
        var property = Assert.IsType<JsonObject>(Read(text)).Properties.Single();
        Assert.Equal("\"key\"", At(text, property.NameSpan));
        Assert.Equal("[10, \"v\"]", At(text, property.Value.Span));
        Assert.Equal(["10", "\"v\""], ((JsonArray)property.Value).Items.Select(item => At(text, item.Span)));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("{", 0)]
    [InlineData("{ \"a\": }", 7)]
    [InlineData("{ \"a\" 1 }", 6)]
    [InlineData("{ a: 1 }", 2)]
    [InlineData("{ \"a\": 1 \"b\": 2 }", 9)]
    [InlineData("[1 2]", 3)]
    [InlineData("[01]", 1)]
    [InlineData("[1.]", 1)]
    [InlineData("[.5]", 1)]
    [InlineData("[+1]", 1)]
    [InlineData("[NaN]", 1)]
    [InlineData("[1,,2]", 3)]
    [InlineData("[\"a]", 1)]
    [InlineData("[\"\\x\"]", 2)]
    [InlineData("[\"\\u12g4\"]", 2)]
    [InlineData("[\"\\ud800\"]", 1)]
    [InlineData("[\"a\tb\"]", 3)]
    [InlineData("[1] 2", 4)]
    [InlineData("[1] /* open", 4)]
    [InlineData("[1}", 2)]
    public void Malformed_text_is_reported_where_it_stands(string text, int position)
    {
        var diagnostics = new DiagnosticBag();
        JsonReader.Read(text, diagnostics);
        var first = diagnostics.ToEquatableArray()[0];
        Assert.Equal("CNN001", first.Descriptor.Id);
        Assert.Equal(position, first.Span.Start);
    }

    [Fact]
    public void One_pass_reports_several_errors_and_keeps_what_is_whole()
    {
        var diagnostics = new DiagnosticBag();
        var file = (JsonObject)JsonReader.Read("""{ "a": 01, b: 2, "c": tru, "d": 4 "e": [5 6], "a": 7 }""", diagnostics);
        Assert.Equal(["CNN001", "CNN001", "CNN001", "CNN001", "CNN001", "CNN002"], diagnostics.ToEquatableArray().Select(found => found.Descriptor.Id));
        Assert.Equal(["a", "b", "c", "d", "e"], file.Properties.Select(property => property.Name));
    }

    [Fact]
    public void Nesting_is_read_up_to_the_cap_and_refused_beyond()
    {
        var diagnostics = new DiagnosticBag();
        JsonReader.Read(Nested(JsonReader.DeepestNesting), diagnostics);
        Assert.Equal(0, diagnostics.ErrorCount);
        JsonReader.Read(Nested(100_000), diagnostics);
        var found = Assert.Single(diagnostics.ToEquatableArray());
        Assert.Equal(JsonReader.DeepestNesting, found.Span.Start);

        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
    }

    [Fact]
    public void Text_beyond_the_cap_is_refused_unread()
    {
        var diagnostics = new DiagnosticBag();
        Assert.IsType<JsonInvalid>(JsonReader.Read(new string(' ', JsonReader.LongestText + 1), diagnostics));
        Assert.Equal(1, diagnostics.ErrorCount);
    }

    [Fact]
    public void A_number_beyond_a_double_is_infinite()
    {
        Assert.Equal(double.PositiveInfinity, Assert.IsType<JsonNumber>(Read("1e999")).Value);
        Assert.Equal(double.NegativeInfinity, Assert.IsType<JsonNumber>(Read("-1e999")).Value);
    }

    [Fact]
    public void Errors_past_the_limit_are_counted_but_not_kept()
    {
        var diagnostics = new DiagnosticBag();
        JsonReader.Read("[" + string.Concat(Enumerable.Repeat("01,", 500)) + "]", diagnostics);
        Assert.Equal(500, diagnostics.ErrorCount);
        Assert.Equal(DiagnosticBag.Limit, diagnostics.ToEquatableArray().Count);
    }

    private static JsonNode Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        var node = JsonReader.Read(text, diagnostics);
        Assert.Equal(0, diagnostics.ErrorCount);
        return node;
    }

    private static string At(string text, TextSpan span) => text.Substring(span.Start, span.Length);
}

using CnnGen.Generator.Diagnostics;

namespace CnnGen.Generator.Tests;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("Conv2d", "Conv2D")]
    [InlineData("Densse", "Dense")]
    [InlineData("Flaten", "Flatten")]
    [InlineData("Dnese", "Dense")]
    public void The_nearest_word_is_suggested(string word, string expected) =>
        Assert.Equal($"did you mean \"{expected}\"?", Suggestion.For(word, ["Conv2D", "Dense", "Flatten"]));

    [Fact]
    public void Words_are_listed_where_none_is_near()
    {
        Assert.Equal("expected one of \"a\", \"b\"", Suggestion.For("something else", ["a", "b"]));
        Assert.Equal("there is none to choose from", Suggestion.For("x", []));
    }

    /// <summary>Comparing them letter by letter would take hours.</summary>
    [Fact]
    public void Endless_words_and_lists_are_not_compared()
    {
        string[] candidates = [.. Enumerable.Range(0, 100_000).Select(i => "layer" + i)];
        Assert.StartsWith("expected one of \"layer0\", ", Suggestion.For(new string('x', 10_000_000), candidates));
        Assert.Equal("did you mean \"layer12\"?", Suggestion.For("leyer12", candidates));
    }
}

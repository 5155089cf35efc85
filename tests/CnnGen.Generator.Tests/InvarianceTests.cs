using System.Globalization;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Tests;

/// <summary>The same file means the same on any culture and with any line ends.</summary>
public sealed class InvarianceTests
{
    private const string Broken = """
        { "models": { "Net": { "input": { "shape": [4, 4, 3], "scale": 0.25 }, "layers": [
            { "type": "Dropout", "rate": 1.5 }, { "type": "Flatten", "NAMEI": "x" }
        ], "compile": { "loss": "mse", "loss_weights": -0.5 } } } }
        """;

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void Culture_changes_nothing(string name)
    {
        Assert.SkipWhen(IsGlobalizationInvariant(), "This machine runs .NET without cultures.");
        var graphs = Declared.Graphs(Declared.TwoNetworks);
        string[] messages = Declared.Messages(Broken);
        string schema = ModelsSchema.Write();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
            Assert.Equal("1,5", 1.5.ToString(CultureInfo.CurrentCulture));
            Assert.Equal(graphs, Declared.Graphs(Declared.TwoNetworks));
            Assert.Equal(messages, Declared.Messages(Broken));
            Assert.Equal(schema, ModelsSchema.Write());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Line_ends_change_neither_networks_nor_places()
    {
        Assert.Equal(Declared.Graphs(Declared.TwoNetworks), Declared.Graphs(Declared.TwoNetworks.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Equal(Declared.Messages(Broken), Declared.Messages(Broken.Replace("\n", "\r\n", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_byte_order_mark_is_no_error() => Assert.Equal(2, Declared.Graphs("\uFEFF" + Declared.TwoNetworks).Count);

    internal static bool IsGlobalizationInvariant() =>
        AppContext.TryGetSwitch("System.Globalization.Invariant", out bool isInvariant) ? isInvariant
        : Environment.GetEnvironmentVariable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT") is "1" or "true";
}

using System.Globalization;
using CnnGen.Generator.Tests.Snapshots;

namespace CnnGen.Generator.Tests;

/// <summary>The same networks give the same bytes on every machine.</summary>
public sealed class EmittedTextTests
{
    private static readonly IReadOnlyList<(string Name, string Text)> s_files = EmittedCode.Files(SnapshotNetworks.Together);

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("fa-IR")]
    [InlineData("sv-SE")]
    public void Culture_changes_nothing(string name)
    {
        Assert.SkipWhen(InvarianceTests.IsGlobalizationInvariant(), "This machine runs .NET without cultures.");
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
            Assert.NotEqual("-1,234.5", (-1234.5).ToString("N1", CultureInfo.CurrentCulture));
            Assert.Equal(s_files, EmittedCode.Files(SnapshotNetworks.Together));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Line_ends_of_models_json_and_another_run_change_nothing() =>
        Assert.Equal(s_files, EmittedCode.Files(SnapshotNetworks.Together.ReplaceLineEndings("\r\n")));

    [Fact]
    public void Text_has_plain_line_ends_and_ascii_without_tabs_and_trailing_white_space()
    {
        Assert.All(s_files.Concat(EmittedCode.Files(Declared.RootModels)), file =>
        {
            Assert.True(file.Text.All(c => c is '\n' or (>= ' ' and <= '~') or '☆'), file.Name);
            Assert.EndsWith("}\n", file.Text, StringComparison.Ordinal);
            int number = 0;
            foreach (string line in file.Text.Split('\n'))
            {
                number++;
                Assert.False(line.EndsWith(' '), $"{file.Name}({number}): white space at the end");
            }
        });
    }
}

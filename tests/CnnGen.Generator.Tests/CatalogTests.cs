using System.Text.RegularExpressions;
using CnnGen.Generator.Diagnostics;

namespace CnnGen.Generator.Tests;

public sealed class CatalogTests
{
    [Fact]
    public void Every_diagnostic_has_a_page_and_every_page_a_diagnostic()
    {
        var pages = Directory.GetFiles(Path.Combine(Declared.Root, "docs", "diagnostics"), "CNN*.md")
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path)!, File.ReadAllText);
        Assert.Equal(DiagnosticCatalog.All.Select(descriptor => descriptor.Id).Order(), pages.Keys.Order());
        foreach (var descriptor in DiagnosticCatalog.All)
        {
            Assert.StartsWith($"# {descriptor.Id}: {descriptor.Title}\n", pages[descriptor.Id].ReplaceLineEndings("\n"));
        }
    }

    [Fact]
    public void Ids_are_numbered_without_gaps()
    {
        Assert.Equal(
            Enumerable.Range(1, DiagnosticCatalog.All.Length).Select(number => $"CNN{number:000}"),
            DiagnosticCatalog.All.Select(descriptor => descriptor.Id));
    }

    /// <summary>Every example on a page that is JSON gives the page's diagnostic.</summary>
    [Fact]
    public void Examples_on_the_pages_give_the_diagnostic()
    {
        foreach (string path in Directory.GetFiles(Path.Combine(Declared.Root, "docs", "diagnostics"), "CNN*.md"))
        {
            string id = Path.GetFileNameWithoutExtension(path);
            foreach (Match example in Regex.Matches(File.ReadAllText(path), "```jsonc\r?\n(.*?)```", RegexOptions.Singleline))
            {
                string[] messages = Declared.Messages(example.Groups[1].Value, null);
                Assert.True(messages.Length == 1 && messages[0].StartsWith(id, StringComparison.Ordinal), $"{id}: {string.Join("; ", messages)}");
            }
        }
    }

    [Fact]
    public void Every_diagnostic_of_the_front_end_has_a_case()
    {
        var covered = DiagnosticTests.Cases.Select(row => row.Data.Item2[..6]);

        // Those of the generator as a whole are tested with it, and those of the build with the packages.
        string[] elsewhere = ["CNN021", "CNN027", "CNN028", "CNN030", "CNN031", "CNN037", "CNN038"];
        Assert.Equal(DiagnosticCatalog.All.Select(descriptor => descriptor.Id).Except(elsewhere), covered.Distinct().Order());
    }
}

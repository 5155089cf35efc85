using System.Text.RegularExpressions;
using CnnGen.Report.Networks;

namespace CnnGen.Report.Tests;

/// <summary>The report as files.</summary>
public sealed partial class ReportTests(WrittenReport report)
{
    [Fact]
    public void The_page_needs_no_other_file_and_runs_no_script()
    {
        var html = File.ReadAllText(report.Page);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("http://", html);
        Assert.DoesNotContain("https://", html);
        Assert.DoesNotContain("url(", html);
        foreach (Match link in Links().Matches(html))
            Assert.Matches("^(#[a-z0-9-]+|data:.*)$", link.Groups[1].Value);
    }

    [Fact]
    public void Names_and_labels_are_text_never_markup()
    {
        var html = File.ReadAllText(report.Page);
        Assert.Contains("<title>Discs &amp; squares</title>", html);
        Assert.Contains("&lt;square &amp; co&gt;", html);
        Assert.DoesNotContain("<square", html);
        Assert.DoesNotContain("<rendered>", html);
    }

    [Fact]
    public void Every_link_of_the_contents_leads_to_a_part()
    {
        var html = File.ReadAllText(report.Page);
        var links = Links().Matches(html).Select(link => link.Groups[1].Value).Where(link => link.StartsWith('#')).ToArray();
        Assert.Equal(
            ["#image", "#network", "#filters", "#receptive-fields", "#training", "#feature-maps", "#explanations", "#confusion-0", "#boxes-1", "#mistakes-0"], links);
        Assert.All(links, link => Assert.Contains($"<section id=\"{link[1..]}\"", html));
    }

    [Fact]
    public void The_pictures_of_the_page_are_files_too()
    {
        var names = Directory.GetFiles(Path.Combine(report.Folder, "pictures"), "*.png").Select(Path.GetFileNameWithoutExtension).ToHashSet();
        string[] expected =
        [
            "image", "image-numbers-red", "network", "curve-loss", "curve-shape_accuracy", "filters-conv2d_1", "receptive-fields", "feature-maps-conv2d_1", "feature-maps-last",
            "explained-shape-0", "explained-box-3", "grad-cam-shape", "grad-cam-box", "confusion-shape", "boxes-box", "boxes-box-worst", "mistakes-shape-0",
        ];
        Assert.Superset(expected.ToHashSet(), names!);
        Assert.All(names, name => Assert.Equal(0x89, File.ReadAllBytes(Path.Combine(report.Folder, "pictures", $"{name}.png"))[0]));
    }

    [Fact]
    public void The_same_network_and_data_give_the_same_bytes()
    {
        using var network = new Locator();
        NetworkReport Report() => new(network) { Test = new ShapeImages(12), Images = 2 };
        Assert.Equal(Report().Page().ToHtml(), Report().Page().ToHtml());
    }

    [Fact]
    public void Without_data_there_is_what_the_network_says_of_itself()
    {
        using var network = RandomNetworks.WithRandomWeights(new Branches());
        var page = new NetworkReport(network).Page();
        Assert.Equal(["network"], page.Sections.Select(section => section.Id));
        var image = ImageSample.Of(network, new byte[8 * 8 * 3]);
        Assert.Equal(
            ["image", "network", "receptive-fields", "feature-maps", "explanations"], new NetworkReport(network) { Samples = [image] }.Page().Sections.Select(section => section.Id));
    }

    [Fact]
    public void What_has_no_gradient_is_said_and_the_rest_is_shown()
    {
        using var network = RandomNetworks.WithRandomWeights(new Normalized());
        var page = new NetworkReport(network) { Samples = [ImageSample.Of(network, new byte[36])] }.Page();
        var explanations = Assert.Single(page.Sections, section => section.Id == "explanations");
        Assert.Contains("The gradient is not known through &quot;layer_normalization_1&quot; (LayerNormalization)", explanations.ToHtml());
        Assert.Contains("occlusion", explanations.ToHtml());
    }

    [Fact]
    public void Data_of_another_network_is_refused()
    {
        using var network = new Chain();
        Assert.Contains("Chain takes 144", Assert.Throws<ArgumentException>(() => new NetworkReport(network) { Test = new ShapeImages(4) }.Page()).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkReport(network) { Images = 0 }.Page());
    }

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Links();
}

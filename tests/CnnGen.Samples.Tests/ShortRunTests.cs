using System.Globalization;
using System.Text.RegularExpressions;

namespace CnnGen.Samples.Tests;

/// <summary>What a run with few images writes and leaves.</summary>
public sealed partial class ShortRunTests(ShortRun run) : IClassFixture<ShortRun>
{
    private static readonly byte[] s_pngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    [Fact]
    public void It_succeeds_and_writes_no_errors()
    {
        Assert.Equal("", run.Program.Error);
        Assert.Equal(0, run.Program.ExitCode);
    }

    [Fact]
    public void It_begins_with_the_summary_and_the_device()
    {
        Assert.StartsWith(Digits.Summary, run.Program.Output.ReplaceLineEndings("\n"));
        Assert.Contains(run.Program.Lines, line => line.StartsWith("device  CPU (1 thread, ", StringComparison.Ordinal));
    }

    [Fact]
    public void It_ends_with_the_test_accuracy() => Assert.Matches(LastLine(), run.Program.Lines[^1]);

    [Fact]
    public void Redirected_output_has_no_control_characters() =>
        Assert.DoesNotContain(run.Program.Output.ReplaceLineEndings("\n"), character => char.IsControl(character) && character != '\n');

    [Theory]
    [InlineData("digits.safetensors")]
    [InlineData("history.csv")]
    [InlineData("report/report.html")]
    [InlineData("history.png")]
    [InlineData("filters.png")]
    [InlineData("image.png")]
    [InlineData("feature-maps-conv2d_1.png")]
    [InlineData("feature-maps-max_pooling2d_1.png")]
    [InlineData("feature-maps-conv2d_2.png")]
    [InlineData("feature-maps-max_pooling2d_2.png")]
    public void It_leaves_and_names_its_files(string name)
    {
        var path = run.Folder.File(name);
        Assert.Contains($"wrote {path}", run.Program.Lines);
        var content = File.ReadAllBytes(path);
        if (name.EndsWith(".png", StringComparison.Ordinal))
            Assert.Equal(s_pngSignature, content[..s_pngSignature.Length]);
        Assert.True(content.Length > 50, $"{name} has {content.Length} bytes.");
    }

    [Fact]
    public void The_history_has_a_line_an_epoch()
    {
        var lines = File.ReadAllText(run.Folder.File("history.csv")).TrimEnd('\n').Split('\n');
        Assert.Equal("epoch,loss,accuracy,val_loss,val_accuracy,learning_rate", lines[0]);
        Assert.Equal(ShortRun.Epochs + 1, lines.Length);
        var accuracy = double.Parse(lines[^1].Split(',')[4], CultureInfo.InvariantCulture);
        Assert.Equal($"test accuracy: {accuracy.ToString("0.0000", CultureInfo.InvariantCulture)}", run.Program.Lines[^1]);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_weights_with_any_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        var again = await ShortRun.Start(folder, "--threads", "2");
        Assert.Equal(run.Program.Lines[^1], again.Lines[^1]);
        Assert.Equal(File.ReadAllBytes(run.Folder.File("digits.safetensors")), File.ReadAllBytes(folder.File("digits.safetensors")));
    }

    [GeneratedRegex(@"^test accuracy: [01]\.\d{4}$")]
    private static partial Regex LastLine();
}

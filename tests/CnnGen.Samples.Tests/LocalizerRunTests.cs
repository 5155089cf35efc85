using System.Text.RegularExpressions;

namespace CnnGen.Samples.Tests;

/// <summary>What short runs of samples/Localizer write and leave.</summary>
public sealed partial class LocalizerRunTests : IDisposable
{
    private static readonly byte[] s_pngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_on_rendered_scenes_leaves_weights_and_a_contact_sheet()
    {
        var program = await SampleProgram.Run("localizer", "--images", "64", "--epochs", "1", "--threads", "1", "--out", _folder.Path, "--report", _folder.File("report"));
        Assert.Equal("", program.Error);
        Assert.Equal(0, program.ExitCode);
        Assert.Contains("data    rendered scenes: 64 images for training, 8 for testing", program.Lines);
        Assert.Matches(LastLine(), program.Lines[^1]);
        AssertFiles(program);
        Assert.Contains("true box", File.ReadAllText(_folder.File("report/report.html")));
        Locator.Load(_folder.File("localizer.safetensors")).Dispose();
        foreach (var row in (string[])["Locator  ", "mean box  ", "mean box of class  "])
            Assert.Contains(program.Lines, line => line.StartsWith(row, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_on_photographs_reads_their_manifest(bool whole)
    {
        Photographs.Write(_folder.Path, count: 30);
        var program = await SampleProgram.Run("localizer", ["--data", _folder.Path, "--epochs", "1", "--threads", "1", "--out", _folder.Path, .. whole ? (string[])["--whole"] : []]);
        Assert.Equal("", program.Error);
        Assert.Equal(0, program.ExitCode);
        Assert.Matches(LastLine(), program.Lines[^1]);
        AssertFiles(program);
    }

    [Fact]
    public async Task Faces_have_a_network_of_their_own()
    {
        Photographs.Write(_folder.Path, count: 60);
        var program = await SampleProgram.Run("localizer", "--data", _folder.Path, "--class", "face", "--whole", "--network", "FaceLocator", "--epochs", "1", "--threads", "1", "--out", _folder.Path);
        Assert.Equal("", program.Error);
        Assert.StartsWith("class accuracy: 1.00  mean IoU: ", program.Lines[^1]);
        AssertFiles(program);
    }

    [Theory]
    [InlineData("--epochs is 0; expected 1 to 100000.", "--epochs", "0")]
    [InlineData("--images is 15; expected 16 to 1000000.", "--images", "15")]
    [InlineData("--class and --whole are for photographs; give them together with --data.", "--whole")]
    [InlineData("--images is the number of rendered scenes; it can't be given together with --data.", "--data", "missing", "--images", "100")]
    [InlineData("missing: found neither manifest.csv nor a folder Annotations; --data takes a folder with one of them.", "--data", "missing")]
    public async Task Values_that_do_not_fit_are_errors(string message, params string[] arguments)
    {
        var program = await SampleProgram.Run("localizer", arguments);
        Assert.Equal(message, program.Error.TrimEnd());
        Assert.Equal("", program.Output);
        Assert.Equal(1, program.ExitCode);
    }

    [Fact]
    public async Task A_damaged_photograph_is_named()
    {
        Photographs.Write(_folder.Path, count: 30);
        File.WriteAllText(_folder.File("7.png"), "not a photograph");
        var program = await SampleProgram.Run("localizer", "--data", _folder.Path, "--out", _folder.File("out"));
        CommandLineTests.AssertOneLine(program.Error);
        Assert.Contains("7.png", program.Error);
        Assert.Equal(1, program.ExitCode);
    }

    private void AssertFiles(SampleProgram program)
    {
        foreach (var name in (string[])["localizer.safetensors", "history.csv", "contact-sheet.png"])
        {
            Assert.Contains($"wrote {_folder.File(name)}", program.Lines);
            Assert.True(new FileInfo(_folder.File(name)).Length > 50, name);
        }

        Assert.Equal(s_pngSignature, File.ReadAllBytes(_folder.File("contact-sheet.png"))[..s_pngSignature.Length]);
    }

    [GeneratedRegex(@"^class accuracy: [01]\.\d\d  mean IoU: [01]\.\d\d  baseline IoU: [01]\.\d\d  acc@0\.5: [01]\.\d\d$")]
    private static partial Regex LastLine();
}

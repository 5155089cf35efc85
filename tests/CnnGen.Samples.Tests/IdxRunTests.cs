using System.Globalization;

namespace CnnGen.Samples.Tests;

/// <summary>Runs on IDX files.</summary>
public sealed class IdxRunTests
{
    [Fact]
    public async Task It_learns_from_a_folder_and_its_weights_predict_the_same()
    {
        using var folder = new TemporaryFolder();
        IdxFolder.Write(folder.Path, train: 400, test: 20);
        var program = await DigitsProgram.Run("--data", folder.Path, "--epochs", "2", "--batch-size", "20", "--out", folder.File("made/here"));
        Assert.Equal("", program.Error);
        Assert.Contains(program.Lines, line => line.EndsWith(": 400 images for training, 20 for testing", StringComparison.Ordinal));
        Assert.Equal("test accuracy: 1.0000", program.Lines[^1]);

        using var network = Digits.Load(folder.File("made/here/digits.safetensors"));
        var (_, test) = IdxDataset.LoadFolder(folder.Path);
        var table = program.Lines.SkipWhile(line => !line.StartsWith("image  label", StringComparison.Ordinal)).Skip(1).Take(5).ToArray();
        for (var index = 0; index < table.Length; index++)
        {
            var digit = network.Predict(test.Image(index)).Digit;
            string[] expected = [$"{index}", $"{test.Label(index)}", digit.LabelText, digit.Probability.ToString("0.0000", CultureInfo.InvariantCulture)];
            Assert.Equal(expected, table[index].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Fact]
    public async Task Images_of_another_size_are_refused()
    {
        using var folder = new TemporaryFolder();
        IdxFolder.Write(folder.Path, train: 20, test: 10, size: 14);
        await Refused(folder, "784");
    }

    [Fact]
    public async Task Labels_of_other_classes_are_refused()
    {
        using var folder = new TemporaryFolder();
        IdxFolder.Write(folder.Path, train: 40, test: 20, classes: 12);
        await Refused(folder, "class");
    }

    [Fact]
    public async Task Files_of_another_kind_are_refused()
    {
        using var folder = new TemporaryFolder();
        IdxFolder.Write(folder.Path, train: 20, test: 10);
        File.WriteAllText(folder.File("train-images-idx3-ubyte"), "not an IDX file");
        await Refused(folder, "train-images-idx3-ubyte");
    }

    [Fact]
    public async Task A_folder_without_the_files_is_refused()
    {
        using var folder = new TemporaryFolder();
        await Refused(folder, "train-images-idx3-ubyte");
    }

    private static async Task Refused(TemporaryFolder folder, string named)
    {
        var program = await DigitsProgram.Run("--data", folder.Path, "--epochs", "1", "--out", folder.File("out"));
        Assert.Equal(1, program.ExitCode);
        CommandLineTests.AssertOneLine(program.Error);
        Assert.Contains(named, program.Error);
    }
}

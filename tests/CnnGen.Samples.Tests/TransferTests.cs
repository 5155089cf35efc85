using System.Globalization;

namespace CnnGen.Samples.Tests;

/// <summary>samples/Transfer on its own drawings.</summary>
public sealed class TransferTests
{
    [Fact]
    public async Task A_base_that_knows_shapes_helps_with_faces()
    {
        using var folder = new TemporaryFolder();
        var program = await SampleProgram.Run("transfer", "--out", folder.Path, "--threads", "1");
        Assert.Equal(("", 0), (program.Error, program.ExitCode));
        Assert.Contains("SqueezeNet.safetensors", program.Output, StringComparison.Ordinal);
        Assert.Contains("kept of the base's output: training: 150 samples x 2 forms x 48 floats, 60000 bytes", program.Output, StringComparison.Ordinal);
        double[] mean = [.. program.Lines.Single(line => line.StartsWith("mean", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
        Assert.True(mean[1] > mean[0] && mean[1] > 0.8, $"{mean[0]} frozen, {mean[1]} fine-tuned");
        Assert.True(mean[0] > mean[2] + 0.1, $"{mean[0]} frozen, {mean[2]} from scratch");
        Assert.True(File.Exists(folder.File("faces.safetensors")));
    }

    [Theory]
    [InlineData("--data and --weights belong together", "--data", "x")]
    [InlineData("--runs is 0; expected 1 to 1000.", "--runs", "0")]
    public async Task What_does_not_fit_is_said(string expected, params string[] arguments)
    {
        var program = await SampleProgram.Run("transfer", arguments);
        Assert.Equal(1, program.ExitCode);
        Assert.StartsWith(expected, program.Error, StringComparison.Ordinal);
    }
}

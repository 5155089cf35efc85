namespace CnnGen.Samples.Tests;

/// <summary>What short runs of samples/Cifar write and leave.</summary>
public sealed class CifarRunTests : IDisposable
{
    private const int RecordLength = 1 + (3 * 32 * 32);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_without_data_draws_its_own()
    {
        var program = await SampleProgram.Run("cifar", "--images", "50", "--batch-size", "10", "--epochs", "1", "--threads", "1", "--out", _folder.Path);
        Assert.Equal("", program.Error);
        Assert.Equal(0, program.ExitCode);
        Assert.Contains("data    coloured digits, drawn; --data takes the real images: 50 images for training, 10 for testing", program.Lines);
        AssertResults(program);
    }

    [Fact]
    public async Task A_run_on_files_of_records_reads_them()
    {
        var random = new Random(3);
        foreach (var (name, count) in ((string, int)[])[("train.bin", 20), ("test.bin", 10)])
        {
            var records = new byte[count * RecordLength];
            random.NextBytes(records);
            for (var i = 0; i < count; i++) records[i * RecordLength] = (byte)(i % 10);
            File.WriteAllBytes(_folder.File(name), records);
        }

        var program = await SampleProgram.Run(
            "cifar", "--train", _folder.File("train.bin"), "--test", _folder.File("test.bin"), "--batch-size", "10", "--epochs", "1", "--threads", "1", "--out", _folder.Path);
        Assert.Equal("", program.Error);
        Assert.Contains(program.Lines, line => line.EndsWith("20 images for training, 10 for testing", StringComparison.Ordinal));
        AssertResults(program);
    }

    [Theory]
    [InlineData("--epochs is 0; expected 1 to 100000.", "--epochs", "0")]
    [InlineData("--test is missing; expected both, or --data with a folder, or none of them for images that the sample draws.", "--train", "a.bin")]
    [InlineData("missing: found neither data_batch_1.bin (CIFAR-10) nor train.bin (CIFAR-100), with or without .gz; put the files of the binary version there.", "--data", "missing")]
    public async Task Values_that_do_not_fit_are_errors(string message, params string[] arguments)
    {
        var program = await SampleProgram.Run("cifar", [.. arguments, "--out", _folder.Path]);
        Assert.Equal(message, program.Error.TrimEnd());
        Assert.Equal(1, program.ExitCode);
    }

    private void AssertResults(SampleProgram program)
    {
        Assert.Matches(@"^test accuracy: [01]\.\d{4}$", program.Lines[^1]);
        Assert.StartsWith("actual \\ predicted", program.Lines.First(line => line.StartsWith("actual", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("history.csv")));
        Cifar.Load(_folder.File("cifar.safetensors")).Dispose();
    }
}

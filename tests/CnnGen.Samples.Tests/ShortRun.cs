namespace CnnGen.Samples.Tests;

/// <summary>A run with few images, made once for the tests that look at it.</summary>
public sealed class ShortRun : IAsyncLifetime
{
    internal const int Epochs = 2;

    internal TemporaryFolder Folder { get; } = new();

    internal SampleProgram Program { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Program = await Start(Folder, "--threads", "1", "--report", Folder.File("report"));

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static Task<SampleProgram> Start(TemporaryFolder folder, params string[] options) =>
        DigitsProgram.Run(["--images", "300", "--epochs", $"{Epochs}", "--seed", "7", "--out", folder.Path, .. options]);
}

using System.Diagnostics;

namespace CnnGen.Samples.Tests;

/// <summary>A run that is interrupted keeps what it has learned.</summary>
public sealed class InterruptionTests
{
    [Fact]
    public async Task An_interrupted_run_evaluates_and_saves()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A test can't send a signal on Windows.");
        using var folder = new TemporaryFolder();
        IdxFolder.Write(folder.Path, train: 40, test: 20);
        // SIGTERM, which is handled as Ctrl+C is: a SIGINT may be ignored where tests run in the background.
        using var process = DigitsProgram.Start("--data", folder.Path, "--epochs", "100000", "--out", folder.Path);
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("1/100000", StringComparison.Ordinal))
        {
        }

        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        var program = await SampleProgram.Finish(process);

        Assert.Equal("", program.Error);
        Assert.Equal(0, program.ExitCode);
        Assert.Contains(program.Lines, line => line.StartsWith("training stopped early: cancelled in epoch", StringComparison.Ordinal));
        Assert.StartsWith("test accuracy: ", program.Lines[^1]);
        Digits.Load(folder.File("digits.safetensors")).Dispose();
    }
}

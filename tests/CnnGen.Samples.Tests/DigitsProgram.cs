using System.Diagnostics;

namespace CnnGen.Samples.Tests;

/// <summary>A finished run of samples/Digits in a process of its own, with its output redirected.</summary>
internal sealed record DigitsProgram(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>The lines of the output.</summary>
    public string[] Lines => Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>Runs the program to its end.</summary>
    public static async Task<DigitsProgram> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        return await Finish(process);
    }

    /// <summary>Runs another sample, whose assembly has this name, to its end.</summary>
    public static async Task<DigitsProgram> RunSample(string assembly, params string[] arguments)
    {
        using var process = StartSample(assembly, arguments);
        return await Finish(process);
    }

    /// <summary>Starts the program.</summary>
    public static Process Start(params string[] arguments) => StartSample("digits", arguments);

    private static Process StartSample(string assembly, string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a program and gives what it wrote after what was read of it already.</summary>
    public static async Task<DigitsProgram> Finish(Process process)
    {
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new DigitsProgram(process.ExitCode, await output, await error);
        }
        catch
        {
            process.Kill();
            throw;
        }
    }
}

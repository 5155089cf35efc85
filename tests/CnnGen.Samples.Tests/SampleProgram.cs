using System.Diagnostics;

namespace CnnGen.Samples.Tests;

/// <summary>A finished run of a sample in a process of its own, with its output redirected.</summary>
internal sealed record SampleProgram(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>The lines of the output.</summary>
    public string[] Lines => Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>Runs a program to its end.</summary>
    /// <param name="name">The assembly's name: "digits".</param>
    public static async Task<SampleProgram> Run(string name, params string[] arguments)
    {
        using var process = Start(name, arguments);
        return await Finish(process);
    }

    /// <summary>Starts a program.</summary>
    public static Process Start(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a program and gives what it wrote after what was read of it already.</summary>
    public static async Task<SampleProgram> Finish(Process process)
    {
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new SampleProgram(process.ExitCode, await output, await error);
        }
        catch
        {
            process.Kill();
            throw;
        }
    }
}

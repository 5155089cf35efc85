using System.Diagnostics;
using System.Text;

namespace CnnGen.Package.Tests;

/// <summary>Runs programs as a user's shell does.</summary>
internal static class Command
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <summary>What the program printed; a test fails where it ends with an error.</summary>
    public static string Run(string folder, string program, params string[] arguments)
    {
        var (code, output) = Try(folder, program, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} in {folder} ended with {code}:\n{output}");
        return output;
    }

    public static (int Code, string Output) Try(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["CNNGEN_VECTOR_BITS"] = "256";
        // What a surrounding "dotnet test" tells its own build is not meant for this one.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.Ordinal) || key == "TargetFramework").ToList())
            start.Environment.Remove(name);

        using var process = Process.Start(start)!;
        var text = new StringBuilder();
        void Append(object sender, DataReceivedEventArgs line)
        {
            lock (text) text.AppendLine(line.Data);
        }

        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {s_patience}.");
        }

        process.WaitForExit();
        return (process.ExitCode, text.ToString().ReplaceLineEndings("\n").Trim());
    }
}

using System.Runtime.CompilerServices;

namespace CnnGen.Generator.Tests.Snapshots;

/// <summary>
/// Compares text with a file beside the test, <c>Test.Case.verified.cs</c>. Where they differ it writes <c>Test.Case.received.cs</c>
/// for a tool that shows differences, and fails. CNNGEN_ACCEPT_SNAPSHOTS=1 takes the new text.
/// </summary>
internal static class Snapshot
{
    public static void Match(string test, string testCase, string text, string extension = "cs", [CallerFilePath] string file = "") =>
        Match(Path.GetDirectoryName(file)!, $"{test}.{testCase}", text, Environment.GetEnvironmentVariable("CNNGEN_ACCEPT_SNAPSHOTS") == "1", extension);

    public static void Match(string folder, string name, string text, bool accept, string extension = "cs")
    {
        string verified = Path.Combine(folder, $"{name}.verified.{extension}");
        string received = Path.Combine(folder, $"{name}.received.{extension}");
        if (accept) File.WriteAllText(verified, text);

        string? expected = File.Exists(verified) ? File.ReadAllText(verified) : null;
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        string found = expected is null ? "There is no snapshot." : Difference(expected, text);
        Assert.Fail($"{found}\nexpected: {verified}\nreceived: {received}\nTo accept: CNNGEN_ACCEPT_SNAPSHOTS=1");
    }

    private static string Difference(string expected, string text)
    {
        string[] expectedLines = expected.Split('\n');
        string[] lines = text.Split('\n');
        int i = 0;
        while (i < lines.Length && i < expectedLines.Length && lines[i] == expectedLines[i]) i++;
        string Line(string[] from) => i < from.Length ? from[i] : "(the end)";
        return $"Line {i + 1} differs.\n- {Line(expectedLines)}\n+ {Line(lines)}";
    }
}

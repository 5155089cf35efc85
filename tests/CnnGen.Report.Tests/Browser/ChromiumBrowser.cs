using System.Diagnostics;
using System.Net.WebSockets;

namespace CnnGen.Report.Tests.Browser;

/// <summary>A headless Chromium that is driven by its DevTools protocol.</summary>
internal sealed class ChromiumBrowser : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ClientWebSocket _socket;
    private readonly string _profile;

    private ChromiumBrowser(Process process, ClientWebSocket socket, string profile, BrowserPage page) =>
        (_process, _socket, _profile, Page) = (process, socket, profile, page);

    public BrowserPage Page { get; }

    /// <summary>Where the browser is: named by CNNGEN_CHROMIUM, or on the path; null where there is none.</summary>
    public static string? FindExecutable()
    {
        if (Environment.GetEnvironmentVariable("CNNGEN_CHROMIUM") is { Length: > 0 } named)
            return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return (from folder in folders from name in (string[])["chromium", "chromium-browser", "google-chrome", "chrome.exe"] select Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    public static async Task<ChromiumBrowser> Start(string executable)
    {
        var profile = Directory.CreateTempSubdirectory("cnngen-chromium-").FullName;
        var start = new ProcessStartInfo(executable) { RedirectStandardError = true, RedirectStandardOutput = true };
        // As root, in a container, there is no sandbox; the page is our own.
        foreach (var argument in (string[])["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank"])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        try
        {
            using var patience = new CancellationTokenSource(s_patience);
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            const string Listening = "DevTools listening on ";
            string? line;
            do
                line = await process.StandardError.ReadLineAsync(patience.Token);
            while (line is not null && !line.StartsWith(Listening, StringComparison.Ordinal));
            if (line is null)
                throw new InvalidOperationException($"{executable} ended before it was ready.");
            // What it writes later is read and dropped, so that it never waits.
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            var socket = new ClientWebSocket();
            await socket.ConnectAsync(new Uri(line[Listening.Length..]), patience.Token);
            return new ChromiumBrowser(process, socket, profile, await BrowserPage.Open(new DevTools(socket)));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _socket.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser still writes there; the folder is a temporary one.
        }
    }
}

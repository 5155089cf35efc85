using System.Text.Json.Nodes;

namespace CnnGen.Report.Tests.Browser;

/// <summary>A page in a browser: opened at a size and in a colour scheme, asked by script.</summary>
internal sealed class BrowserPage
{
    private readonly DevTools _tools;

    private BrowserPage(DevTools tools) => _tools = tools;

    /// <summary>Errors of the console, exceptions, and entries of the log since the page was opened.</summary>
    public IEnumerable<string> Errors => _tools.Events
        .Where(found => found["method"]!.GetValue<string>() switch
        {
            "Runtime.exceptionThrown" => true,
            "Runtime.consoleAPICalled" => found["params"]!["type"]!.GetValue<string>() is "error" or "warning" or "assert",
            "Log.entryAdded" => found["params"]!["entry"]!["level"]!.GetValue<string>() is "error" or "warning",
            "Network.loadingFailed" => true,
            _ => false,
        })
        .Select(found => found.ToJsonString());

    /// <summary>The addresses that the page asked for.</summary>
    public IEnumerable<string> Requests => _tools.Events
        .Where(found => found["method"]!.GetValue<string>() == "Network.requestWillBeSent")
        .Select(found => found["params"]!["request"]!["url"]!.GetValue<string>());

    public static async Task<BrowserPage> Open(DevTools tools)
    {
        var target = await tools.Send("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        var attached = await tools.Send("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true });
        tools.Session = attached["sessionId"]!.GetValue<string>();
        foreach (var domain in (string[])["Page", "Runtime", "Log", "Network"])
            await tools.Send($"{domain}.enable");
        return new BrowserPage(tools);
    }

    /// <summary>Opens a file.</summary>
    /// <param name="width">Pixels of the window.</param>
    public async Task Open(string path, int width, bool isDark)
    {
        await _tools.Send("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        await _tools.Send("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }),
        });
        _tools.Events.Clear();
        await _tools.Send("Page.navigate", new JsonObject { ["url"] = new Uri(path).AbsoluteUri });
        await _tools.WaitFor("Page.loadEventFired");
    }

    /// <summary>The value of an expression, which may be a promise.</summary>
    public async Task<JsonNode?> Evaluate(string expression)
    {
        var result = await _tools.Send("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        return result["exceptionDetails"] is { } exception ? throw new InvalidOperationException(exception.ToJsonString()) : result["result"]!["value"];
    }

    /// <summary>The whole page as a PNG file.</summary>
    public async Task<byte[]> Screenshot()
    {
        var result = await _tools.Send("Page.captureScreenshot", new JsonObject { ["captureBeyondViewport"] = true });
        return Convert.FromBase64String(result["data"]!.GetValue<string>());
    }
}

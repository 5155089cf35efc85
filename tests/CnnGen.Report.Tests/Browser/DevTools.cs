using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CnnGen.Report.Tests.Browser;

/// <summary>Commands to a browser and what it reports meanwhile.</summary>
internal sealed class DevTools(ClientWebSocket socket)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly byte[] _buffer = new byte[1 << 16];
    private int _id;

    /// <summary>What the browser reported since the list was cleared: events with "method" and "params".</summary>
    public List<JsonObject> Events { get; } = [];

    public string? Session { get; set; }

    /// <summary>Runs a command and gives its result.</summary>
    public async Task<JsonObject> Send(string method, JsonObject? parameters = null)
    {
        using var patience = new CancellationTokenSource(s_patience);
        var message = new JsonObject { ["id"] = ++_id, ["method"] = method, ["params"] = parameters ?? [] };
        if (Session is not null)
            message["sessionId"] = Session;
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, patience.Token);
        while (true)
        {
            var received = await Receive(patience.Token);
            if (received["id"]?.GetValue<int>() != _id)
            {
                Events.Add(received);
                continue;
            }

            return received["result"]?.AsObject() ?? throw new InvalidOperationException($"{method}: {received}");
        }
    }

    /// <summary>Waits until the browser reports something, which may have happened already.</summary>
    public async Task WaitFor(string method)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (!Events.Exists(found => found["method"]?.GetValue<string>() == method))
            Events.Add(await Receive(patience.Token));
    }

    private async Task<JsonObject> Receive(CancellationToken cancellation)
    {
        using var text = new MemoryStream();
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(_buffer, cancellation);
            text.Write(_buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        text.Position = 0;
        return JsonNode.Parse(text)!.AsObject();
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Plan;

/// <summary>
/// Names the inference graph: what a weight file must have been made for. Input, layers, their attributes and how they are
/// connected count; "compile", labels and algorithms do not.
/// </summary>
internal static class SpecHash
{
    public static string Of(NetworkGraph graph)
    {
        var text = new StringBuilder();
        var input = graph.Input;
        text.Append("input ").Append(input.Shape).Append(' ').Append(input.ChannelOrder);
        foreach (float scale in input.Scale) text.Append(' ').Append(Literal.Of(scale));
        text.Append(" offset");
        foreach (float offset in input.Offset) text.Append(' ').Append(Literal.Of(offset));
        foreach (var layer in graph.Layers)
        {
            text.Append('\n').Append(layer.Name).Append(' ').Append(layer.Attributes.Signature).Append(" <-");
            foreach (int source in layer.Inputs) text.Append(' ').Append(source == LayerNode.NetworkInput ? "input" : graph.Layers[source].Name);
        }

        foreach (var head in graph.Heads) text.Append("\nhead ").Append(head.Name).Append(' ').Append(graph.Layers[head.Layer].Name);
        using var sha = SHA256.Create();
        var hash = new StringBuilder();
        foreach (byte b in sha.ComputeHash(Encoding.UTF8.GetBytes(text.ToString()))) hash.Append(b.ToString("x2", CultureInfo.InvariantCulture));
        return hash.ToString();
    }
}

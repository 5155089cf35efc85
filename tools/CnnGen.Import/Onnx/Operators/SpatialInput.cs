namespace CnnGen.Import.Onnx;

/// <summary>What an operator over space takes: channels last, as an image. A tensor of [N, channels, length] is an image of one row.</summary>
internal sealed record SpatialInput(ImportNode Node, Value Value, IReadOnlyList<Atom> Channels, bool IsLine)
{
    public int Height => Value.Form.Height;

    public int Width => Value.Form.Width;

    public int Depth => Value.Form.Channels;

    public string Layer => Value.Layer;

    public static SpatialInput Of(ImportNode node, int input = 0)
    {
        var value = node.Data(input);
        if (value.Axes.Count is not (2 or 3))
        {
            throw value.Axes.Count > 3
                ? node.Refuse("three or more axes of space", $"a tensor of {value.Rank} axes", "images of [N, channels, height, width] or lines of [N, channels, length] can be imported")
                : node.Refuse("no axes of space", $"a tensor of {value.Rank} axes", "an image of [N, channels, height, width] is expected");
        }

        var (isLine, channels, width) = (value.Axes.Count == 2, value.Axes[0], value.Axes[^1]);
        IReadOnlyList<Atom> height = isLine ? [] : value.Axes[1];
        var ordered = node.Graph.Rearrangement.InOrder(value, [.. height, .. width, .. channels]);
        return new(node, node.Graph.Rearrangement.View(ordered, new Form(Atom.Count(height), Atom.Count(width), Atom.Count(channels))), channels, isLine);
    }

    /// <summary>The output of a layer that keeps the channels.</summary>
    public Value Result(string layer, int height, int width) => Result(layer, height, width, Channels);

    /// <summary>The output of a layer that makes other channels.</summary>
    public Value Result(string layer, int height, int width, int channels) => Result(layer, height, width, Atom.Axis(channels));

    private Value Result(string layer, int height, int width, IReadOnlyList<Atom> channels)
    {
        if (height < 1 || width < 1)
            throw Node.Refuse("empty tensors", $"an output of {height} x {width}", "the window has to fit into the image");
        var (rows, columns) = (Atom.Axis(height), Atom.Axis(width));
        return new Value(layer, IsLine ? [channels, columns] : [channels, rows, columns], [.. rows, .. columns, .. channels], new Form(height, width, Atom.Count(channels)));
    }

    /// <summary>One number for each axis of space of an attribute, height before width.</summary>
    public (int Height, int Width) Pair(string attribute, int otherwise)
    {
        var given = Node.Wholes(attribute);
        if (given is null || given.Length == 0)
            return (IsLine ? DefaultOfLine(otherwise) : otherwise, otherwise);
        if (given.Length != (IsLine ? 1 : 2) || given.Any(value => value is < 0 or > 65_535))
            throw Node.Refuse("invalid model", $"{attribute} {string.Join(", ", given)}", "one number for each axis of space, 0 to 65535, is expected");
        return IsLine ? (DefaultOfLine(otherwise), (int)given[0]) : ((int)given[0], (int)given[1]);
    }

    private static int DefaultOfLine(int otherwise) => Math.Min(otherwise, 1);
}

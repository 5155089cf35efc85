namespace CnnGen.Import.Onnx;

/// <summary>Blocks of pixels that become channels, and the other way round: axes that are divided and put together otherwise.</summary>
internal static class DepthOperators
{
    public static void DepthToSpace(ImportNode node)
    {
        var value = Image(node);
        var (channels, height, width, block) = (value.Dimensions[0], value.Dimensions[1], value.Dimensions[2], Block(node));
        if (channels % (block * block) != 0)
            throw node.Refuse("invalid model", $"blocks of {block} x {block} of {channels} channels", "they do not fit together");
        var depth = channels / (block * block);
        var columnsFirst = node.Text("mode", "DCR") == "CRD";
        var apart = ShapeOperators.Reshaped(
            node, value, columnsFirst ? [node.Graph.Batch, depth, block, block, height, width] : [node.Graph.Batch, block, block, depth, height, width]);
        var axes = apart.Axes;
        var (inner, down, across) = columnsFirst ? (axes[0], axes[1], axes[2]) : (axes[2], axes[0], axes[1]);
        node.Output(apart with { Axes = [inner, [.. axes[3], .. down], [.. axes[4], .. across]] });
    }

    public static void SpaceToDepth(ImportNode node)
    {
        var value = Image(node);
        var (channels, height, width, block) = (value.Dimensions[0], value.Dimensions[1], value.Dimensions[2], Block(node));
        if (height % block != 0 || width % block != 0)
            throw node.Refuse("invalid model", $"blocks of {block} x {block} of {height} x {width} pixels", "they do not fit together");
        var apart = ShapeOperators.Reshaped(node, value, [node.Graph.Batch, channels, height / block, block, width / block, block]);
        var axes = apart.Axes;
        node.Output(apart with { Axes = [[.. axes[2], .. axes[4], .. axes[0]], axes[1], axes[3]] });
    }

    private static Value Image(ImportNode node)
    {
        var value = node.Data();
        return value.Axes.Count == 3 ? value : throw node.Refuse("no axes of space", $"a tensor of {value.Rank} axes", "an image of [N, channels, height, width] is expected");
    }

    private static int Block(ImportNode node) => node.Whole("blocksize", 0) is >= 1 and <= 4096 and var block
        ? (int)block
        : throw node.Refuse("invalid model", $"blocks of {node.Whole("blocksize", 0)}", "1 to 4096 are expected");
}

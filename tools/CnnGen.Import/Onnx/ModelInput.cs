namespace CnnGen.Import.Onnx;

/// <summary>The input of a model that is the network's image.</summary>
internal sealed record ModelInput(string Name, int Batch, int[] Dimensions)
{
    /// <summary>Operators that make the second axis of their input the channels.</summary>
    private static readonly HashSet<string> s_spatial =
    [
        "Conv", "ConvTranspose", "MaxPool", "AveragePool", "LpPool", "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool", "BatchNormalization", "InstanceNormalization",
        "GroupNormalization", "LRN", "Resize", "Upsample", "DepthToSpace", "SpaceToDepth",
    ];

    public static ModelInput Find(OnnxModel model, OnnxImportOptions options)
    {
        var given = model.Graph.Initializers.Select(tensor => tensor.Name).Concat(options.Bind.Keys).ToHashSet();
        var open = model.Graph.Inputs.Where(input => !given.Contains(input.Name)).ToList();
        if (open.Count == 0)
            throw new ImportException("no input", "The model has no input that is open; a network takes an image.");
        var first = open[0];
        if (first.Kind != OnnxValueKind.Tensor || first.ElementType is not (OnnxElementType.Float or OnnxElementType.Double or OnnxElementType.Float16 or OnnxElementType.BFloat16))
            throw new ImportException("an input that is not float", $"The input \"{first.Name}\" is of {(first.Kind == OnnxValueKind.Tensor ? first.ElementType : first.Kind)}; floats are expected.");
        var used = model.Graph.Nodes.SelectMany(node => node.Inputs).ToHashSet();
        if (open.Skip(1).FirstOrDefault(input => used.Contains(input.Name)) is { } second)
            throw new ImportException("several inputs", $"The model has a second input, \"{second.Name}\"; a network takes one image. Give its value by --bind {second.Name}=FILE.pb where it is a constant.");
        var shape = first.Shape ?? throw new ImportException("an input of unknown shape", $"The input \"{first.Name}\" has no shape; give one by --input-shape.");
        if (shape.Count == 0)
            throw new ImportException("acts on axis 0", $"The input \"{first.Name}\" is a single number; its axis 0 has to be the batch.");
        return new ModelInput(first.Name, (int)Math.Clamp(shape[0].Value ?? 1, 1, int.MaxValue), DimensionsOf(first.Name, shape, options.InputShape));
    }

    /// <summary>The name of the input.</summary>
    public static string NameOf(OnnxModel model, OnnxImportOptions options) => Find(model, options).Name;

    /// <summary>The network's input: channels last where the model works on images, else in the model's order.</summary>
    public (IReadOnlyList<int> Shape, Value Value) ValueFor(OnnxGraph model, ImportGraph graph)
    {
        var length = Dimensions.Aggregate((long)1, (product, side) => product > ImportLimits.ElementsOfImage ? product : product * side);
        if (length > ImportLimits.ElementsOfImage)
            throw new ImportException("beyond a limit", $"The input \"{Name}\" is {string.Join(" x ", Dimensions)}; at most {ImportLimits.ElementsOfImage} elements are expected.");
        IReadOnlyList<Atom>[] axes = [.. Dimensions.Select(Atom.Axis)];
        IReadOnlyList<Atom> order = [.. axes.SelectMany(axis => axis)];
        var form = Dimensions.Length switch
        {
            0 => new Form(1, 1, 1),
            1 => new Form(1, 1, Dimensions[0]),
            2 => new Form(1, Dimensions[0], Dimensions[1]),
            _ => new Form(Dimensions[..^2].Aggregate(1, (a, b) => a * b), Dimensions[^2], Dimensions[^1]),
        };
        // What is transposed or reshaped first is not channels first: models of TensorFlow, and those that CnnGen exports, take channels last.
        var isMovedFirst = model.Nodes.Where(node => node.Inputs.Contains(Name)).All(node => node.OpType is "Transpose" or "Reshape");
        if (Dimensions.Length is 2 or 3 && !isMovedFirst && model.Nodes.Any(node => s_spatial.Contains(node.OpType)))
        {
            order = [.. axes.Skip(1).SelectMany(axis => axis), .. axes[0]];
            form = Dimensions.Length == 2 ? new Form(1, Dimensions[1], Dimensions[0]) : new Form(Dimensions[1], Dimensions[2], Dimensions[0]);
        }

        if (form.Sides.Any(side => side is < 1 or > 65_535))
            throw new ImportException("beyond a limit", $"The input \"{Name}\" is {string.Join(" x ", Dimensions)}; 1 to 65535 elements along each axis are expected.");
        var value = new Value(ImportedNetwork.Input, axes, order, form);
        graph.Set(Name, Dimensions.Length > 1 ? value : graph.Rearrangement.View(value, Form.Vector(form.Length)));
        return ([form.Height, form.Width, form.Channels], value);
    }

    private static int[] DimensionsOf(string name, IReadOnlyList<OnnxDimension> shape, IReadOnlyList<int>? given)
    {
        if (given is not null && given.Count != shape.Count - 1)
            throw new ImportException("invalid options", $"The input \"{name}\" has {shape.Count - 1} axes beside the batch, found an input shape of {given.Count}.");
        var sides = new int[shape.Count - 1];
        for (var i = 0; i < sides.Length; i++)
        {
            var side = given?[i] ?? shape[i + 1].Value
                ?? throw new ImportException("an input of unknown shape", $"The input \"{name}\" is [{string.Join(", ", shape)}]; give the dimensions of an image by --input-shape.");
            if (shape[i + 1].Value is { } fixedSide && fixedSide != side)
                throw new ImportException("invalid options", $"The input \"{name}\" is [{string.Join(", ", shape)}], found {side} for axis {i + 1}.");
            sides[i] = side is >= 1 and <= int.MaxValue ? (int)side : throw new ImportException("empty tensors", $"The input \"{name}\" is [{string.Join(", ", shape)}]; at least one element along each axis is expected.");
        }

        return sides;
    }
}

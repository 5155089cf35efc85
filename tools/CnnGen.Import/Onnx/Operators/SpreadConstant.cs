namespace CnnGen.Import.Onnx;

/// <summary>A constant that is spread over a value by ONNX's rules, in the order and shape that the value has in CnnGen.</summary>
/// <param name="Shape">Height, width and channels of the constant: 1 where one row or column stands for all.</param>
/// <param name="Values">In this shape.</param>
internal sealed record SpreadConstant(Form Over, (int Height, int Width, int Channels) Shape, float[] Values)
{
    /// <summary>Whether it is one number for all elements.</summary>
    public bool IsScalar => Values.All(value => value == Values[0]);

    public bool IsVector => Over.IsVector;

    /// <summary>Whether a row, a column or a channel stands for several.</summary>
    public bool Shares => (Shape.Height, Shape.Width, Shape.Channels) != (Over.Height, Over.Width, Over.Channels);

    /// <summary>The axes of an image along which it is the same: 1 the height, 2 the width.</summary>
    public IEnumerable<int> SharedAxes
    {
        get
        {
            if (!IsVector && Shape.Height == 1)
                yield return 1;
            if (!IsVector && Shape.Width == 1)
                yield return 2;
        }
    }

    /// <exception cref="ImportException">The constant differs from image to image, or is larger than the value.</exception>
    public static SpreadConstant Of(ImportNode node, ConstantTensor constant, Value value)
    {
        int[] dimensions = [.. Enumerable.Repeat(1, Math.Max(0, value.Rank - constant.Rank)), .. constant.Dimensions];
        if (dimensions.Length > value.Rank)
            throw node.Refuse("a constant with more axes than the data", $"a constant of {Text(constant.Dimensions)} for {Text(value.Dimensions)} an image", "at most as many axes are expected");
        if (dimensions[0] != 1)
            throw node.Refuse("a constant that differs from image to image", $"a constant of {Text(constant.Dimensions)}", "its axis 0, the batch, may have one element");
        int[] own = dimensions[1..];
        if (own.Zip(value.Dimensions).Any(pair => pair.First != 1 && pair.First != pair.Second))
            throw node.Refuse("data that is spread over a constant", $"a constant of {Text(constant.Dimensions)} for {Text(value.Dimensions)} an image", "only the constant can be spread over the data");
        var varying = value.Axes.Where((_, i) => own[i] > 1).SelectMany(axis => axis).ToHashSet();
        var (height, width) = Groups(value);
        var shape = (height.Any(varying.Contains) ? value.Form.Height : 1, width.Any(varying.Contains) ? value.Form.Width : 1, value.Form.Channels);
        IReadOnlyList<Atom> order = [.. value.Order.Where((atom, i) => (shape.Item1 > 1 || !height.Contains(atom)) && (shape.Item2 > 1 || !width.Contains(atom)))];
        node.CountComputed([shape.Item1, shape.Item2, shape.Channels]);
        var steps = Indexing.Steps(own);
        var stepOf = new Dictionary<Atom, int>();
        for (var axis = 0; axis < own.Length; axis++)
        {
            var step = steps[axis];
            foreach (var atom in value.Axes[axis].Reverse())
            {
                stepOf[atom] = own[axis] == 1 ? 0 : step;
                step *= atom.Size;
            }
        }

        var places = Indexing.Walk([.. order.Select(atom => atom.Size)], [.. order.Select(atom => stepOf[atom])]);
        var values = constant.ToFloats();
        return new SpreadConstant(value.Form, shape, Array.ConvertAll(places, place => values[place]));
    }

    /// <summary>With a number of its own for each element.</summary>
    public SpreadConstant ForEach()
    {
        var places = Indexing.Spread([Shape.Height, Shape.Width, Shape.Channels], [Over.Height, Over.Width, Over.Channels]);
        return new SpreadConstant(Over, (Over.Height, Over.Width, Over.Channels), Array.ConvertAll(places, place => Values[place]));
    }

    /// <summary>As a parameter of a layer.</summary>
    public ImportedParameter Parameter(string name) =>
        new(name, IsVector ? [Shape.Channels] : [Shape.Height, Shape.Width, Shape.Channels], Values);

    public SpreadConstant Select(Func<float, float> function) => this with { Values = Array.ConvertAll(Values, value => function(value)) };

    /// <summary>The atoms that are rows, and those that are columns; where an atom is part of both, all vary.</summary>
    private static (IReadOnlyList<Atom> Height, IReadOnlyList<Atom> Width) Groups(Value value)
    {
        var pending = new Stack<Atom>(value.Order);
        IReadOnlyList<Atom> Take(int size)
        {
            var taken = new List<Atom>();
            for (var count = 1; count < size && pending.Count > 0; count *= taken[^1].Size)
                taken.Add(pending.Pop());
            return Atom.Count(taken) == size ? taken : value.Order;
        }

        Take(value.Form.Channels);
        var width = Take(value.Form.Width);
        return (Take(value.Form.Height), width);
    }

    private static string Text(IReadOnlyList<int> dimensions) => dimensions.Count == 0 ? "one number" : string.Join(" x ", dimensions);
}

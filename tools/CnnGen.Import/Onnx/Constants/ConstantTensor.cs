namespace CnnGen.Import.Onnx;

/// <summary>A tensor whose values are known: floats, or whole numbers (truth values are 0 and 1).</summary>
internal sealed class ConstantTensor
{
    private readonly Lazy<float[]>? _floats;
    private readonly Lazy<long[]>? _wholes;

    private ConstantTensor(IReadOnlyList<int> dimensions, Lazy<float[]>? floats, Lazy<long[]>? wholes) =>
        (Dimensions, _floats, _wholes) = (dimensions, floats, wholes);

    public IReadOnlyList<int> Dimensions { get; }

    public int Rank => Dimensions.Count;

    public bool IsFloat => _floats is not null;

    /// <summary>The values of a tensor of floats.</summary>
    /// <exception cref="ImportException">They are whole numbers.</exception>
    public float[] Floats => _floats?.Value ?? throw new ImportException("invalid model", $"Found a constant of whole numbers, {string.Join(" x ", Dimensions)}, where floats are expected; the file is damaged.");

    /// <summary>The values of a tensor of whole numbers.</summary>
    /// <exception cref="ImportException">They are floats.</exception>
    public long[] Wholes => _wholes?.Value ?? throw new ImportException("invalid model", $"Found a constant of floats, {string.Join(" x ", Dimensions)}, where whole numbers are expected; the file is damaged.");

    public int Length => Dimensions.Aggregate(1, (product, dimension) => checked(product * dimension));

    public static ConstantTensor Of(IReadOnlyList<int> dimensions, float[] values) => new(dimensions, new Lazy<float[]>(values), null);

    public static ConstantTensor Of(IReadOnlyList<int> dimensions, long[] values) => new(dimensions, null, new Lazy<long[]>(values));

    /// <summary>A tensor of a file, which is decoded when its values are asked for; null where its elements are no numbers.</summary>
    public static ConstantTensor? Of(OnnxTensor tensor)
    {
        if (tensor.Length > int.MaxValue)
            return null;
        int[] dimensions = [.. tensor.Shape.Select(dimension => checked((int)dimension))];
        return tensor.ElementType switch
        {
            OnnxElementType.Float or OnnxElementType.Double or OnnxElementType.Float16 or OnnxElementType.BFloat16 => new(dimensions, new Lazy<float[]>(tensor.ToSingles), null),
            OnnxElementType.Int8 or OnnxElementType.UInt8 or OnnxElementType.Int16 or OnnxElementType.UInt16 or OnnxElementType.Int32 or OnnxElementType.UInt32
                or OnnxElementType.Int64 or OnnxElementType.UInt64 or OnnxElementType.Bool => new(dimensions, null, new Lazy<long[]>(tensor.ToInt64s)),
            _ => null,
        };
    }

    /// <summary>The same values in other dimensions.</summary>
    public ConstantTensor Reshaped(IReadOnlyList<int> dimensions) => new(dimensions, _floats, _wholes);

    /// <summary>The values at the given places.</summary>
    public ConstantTensor Taken(IReadOnlyList<int> dimensions, int[] places) =>
        IsFloat ? Of(dimensions, Array.ConvertAll(places, place => Floats[place])) : Of(dimensions, Array.ConvertAll(places, place => Wholes[place]));

    /// <summary>The first value, as a float.</summary>
    /// <exception cref="ImportException">There is none.</exception>
    public float Single() => Length == 0
        ? throw new ImportException("invalid model", "Found a constant without elements where a number is expected; the file is damaged.")
        : IsFloat ? Floats[0] : Wholes[0];

    /// <summary>All values as floats.</summary>
    public float[] ToFloats() => IsFloat ? Floats : Array.ConvertAll(Wholes, value => (float)value);
}

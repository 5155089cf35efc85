using System.Text;
using CnnGen.Onnx.Reading;
using CnnGen.Onnx.Tensors;

namespace CnnGen.Onnx;

/// <summary>A named tensor: an element type, a shape, and values, last axis fastest.</summary>
public sealed class OnnxTensor
{
    private readonly TensorContent _content;

    internal OnnxTensor(string name, OnnxElementType elementType, IReadOnlyList<long> shape, TensorContent content)
    {
        (Name, ElementType, Shape, _content) = (name, elementType, shape, content);
        Length = ElementTypes.CountOf(shape);
    }

    /// <summary>The name; empty for the value of an attribute.</summary>
    public string Name { get; }

    /// <summary>The type of the elements.</summary>
    public OnnxElementType ElementType { get; }

    /// <summary>The dimensions; none for a single number.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Elements.</summary>
    public long Length { get; }

    internal TensorContent Content => _content;

    /// <summary>A tensor of floats.</summary>
    /// <exception cref="ArgumentException">There are not as many values as the shape says.</exception>
    public static OnnxTensor Of(string name, IReadOnlyList<long> shape, float[] values)
    {
        CheckLength(name, shape, values);
        return new OnnxTensor(name, OnnxElementType.Float, shape, StoredContent.Of<float>(values));
    }

    /// <summary>A tensor of whole numbers.</summary>
    /// <inheritdoc cref="Of(string, IReadOnlyList{long}, float[])" path="/exception"/>
    public static OnnxTensor Of(string name, IReadOnlyList<long> shape, long[] values)
    {
        CheckLength(name, shape, values);
        return new OnnxTensor(name, OnnxElementType.Int64, shape, StoredContent.Of<long>(values));
    }

    /// <summary>The same values under another name.</summary>
    public OnnxTensor Renamed(string name) => new(name, ElementType, Shape, _content);

    /// <summary>Reads a file that holds one tensor, as the test cases of ONNX come with.</summary>
    /// <inheritdoc cref="OnnxModel.Load" path="/exception"/>
    public static OnnxTensor Load(string path) => TensorReader.ReadFile(OnnxFile.Open(path));

    /// <summary>The values of a tensor of type Float, Double, Float16 or BFloat16. Doubles are rounded to the nearest float.</summary>
    /// <exception cref="InvalidDataException">The tensor is of another type, or its data in another file does not fit.</exception>
    /// <exception cref="IOException">Data in another file can't be read.</exception>
    public float[] ToSingles() => ElementType is OnnxElementType.Float or OnnxElementType.Double or OnnxElementType.Float16 or OnnxElementType.BFloat16
        ? TensorDecoder.Decode<float>(this)
        : throw WrongType("Float, Double, Float16 or BFloat16");

    /// <summary>The values of a tensor of whole numbers or of Bool. UInt64 above the largest long wraps around.</summary>
    /// <inheritdoc cref="ToSingles" path="/exception"/>
    public long[] ToInt64s() => ElementTypes.IsWhole(ElementType) ? TensorDecoder.Decode<long>(this) : throw WrongType("a type of whole numbers, or Bool");

    /// <summary>The values of a tensor of any type of numbers of 8 bits or more, Bool among them. Whole numbers above 2^53 are rounded.</summary>
    /// <inheritdoc cref="ToSingles" path="/exception"/>
    public double[] ToDoubles() => ElementTypes.IsWhole(ElementType) || ElementType is OnnxElementType.Float or OnnxElementType.Double or OnnxElementType.Float16 or OnnxElementType.BFloat16
        ? TensorDecoder.Decode<double>(this)
        : throw WrongType("a type of real numbers of at least 8 bits, not Float8");

    /// <summary>The values of a tensor of String.</summary>
    /// <exception cref="InvalidDataException">The tensor is of another type.</exception>
    public string[] ToStrings() => _content is TextContent strings
        ? [.. strings.Values.Select(value => Encoding.UTF8.GetString(value.Span))]
        : throw WrongType("String");

    private static void CheckLength(string name, IReadOnlyList<long> shape, Array values)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (values.LongLength != ElementTypes.CountOf(shape))
            throw new ArgumentException($"Found {values.LongLength} values for tensor \"{name}\", expected {string.Join(" x ", shape)}.", nameof(values));
    }

    private InvalidDataException WrongType(string expected) => new($"Found the element type {ElementType} in tensor \"{Name}\", expected {expected}.");
}

using System.Runtime.InteropServices;
using CnnGen.Onnx.Tensors;

namespace CnnGen.Onnx.Export;

/// <summary>Weights in another order of their axes, made while they are written.</summary>
internal ref struct WeightStream
{
    private const int Chunk = 1 << 12;

    private readonly Stream _stream;
    private readonly ReadOnlySpan<float> _source;
    private readonly ReadOnlySpan<int> _sizes;
    private readonly ReadOnlySpan<int> _steps;
    private readonly float[] _buffer = new float[Chunk];
    private int _used;

    private WeightStream(Stream stream, ReadOnlySpan<float> source, ReadOnlySpan<int> sizes, ReadOnlySpan<int> steps)
    {
        _stream = stream;
        _source = source;
        _sizes = sizes;
        _steps = steps;
    }

    public static OnnxTensor Tensor(string name, WeightTensor weights, int[] view, int[] order, long[] shape)
    {
        var distances = new int[view.Length];
        for (int axis = view.Length - 1, distance = 1; axis >= 0; distance *= view[axis--])
            distances[axis] = distance;
        int[] sizes = [.. order.Select(axis => view[axis])];
        int[] steps = [.. order.Select(axis => distances[axis])];
        return new OnnxTensor(name, OnnxElementType.Float, shape, new StreamedContent(ElementTypes.CountOf(shape) * sizeof(float), stream =>
        {
            var writer = new WeightStream(stream, weights.Span, sizes, steps);
            writer.Write(axis: 0, offset: 0);
            writer.Flush();
        }));
    }

    private void Write(int axis, int offset)
    {
        for (var i = 0; i < _sizes[axis]; i++, offset += _steps[axis])
        {
            if (axis < _sizes.Length - 1)
                Write(axis + 1, offset);
            else
                Add(_source[offset]);
        }
    }

    private void Add(float value)
    {
        if (_used == Chunk)
            Flush();
        _buffer[_used++] = value;
    }

    private void Flush()
    {
        var bytes = MemoryMarshal.AsBytes(_buffer.AsSpan(0, _used));
        LittleEndian.Convert(bytes, sizeof(float));
        _stream.Write(bytes);
        _used = 0;
    }
}

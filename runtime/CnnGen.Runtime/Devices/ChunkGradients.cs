using System.Numerics;

namespace CnnGen;

/// <summary>The gradients of each chunk of a batch, in the layout of the weights.</summary>
internal sealed unsafe class ChunkGradients : IDisposable
{
    private readonly AlignedBuffer[] _buffers;
    private readonly float*[] _pointers;

    public ChunkGradients(int chunks, int length)
    {
        Length = length;
        _buffers = new AlignedBuffer[chunks];
        _pointers = new float*[chunks];
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            _buffers[chunk] = new AlignedBuffer(length);
            _pointers[chunk] = _buffers[chunk].Pointer;
        }
    }

    /// <summary>Floats of one chunk's gradients.</summary>
    public int Length { get; }

    /// <summary>A chunk's gradients.</summary>
    public float* this[int chunk] => _pointers[chunk];

    /// <summary>Adds a range of the first chunks' gradients, in order, into those of chunk 0, and returns these. Length is a multiple of 16.</summary>
    public float* Sum(int chunks, int start, int length)
    {
        var total = _pointers[0];
        for (var i = start; i < start + length; i += Vector<float>.Count)
        {
            var sum = Vector.Load(total + i);
            for (var chunk = 1; chunk < chunks; chunk++)
                sum += Vector.Load(_pointers[chunk] + i);
            sum.Store(total + i);
        }

        return total;
    }

    /// <summary>As <see cref="Sum"/>, and clears the range of the other chunks, so that it can be summed again.</summary>
    public void Gather(int chunks, int start, int length)
    {
        Sum(chunks, start, length);
        for (var chunk = 1; chunk < chunks; chunk++)
            new Span<float>(_pointers[chunk] + start, length).Clear();
    }

    public void Dispose()
    {
        foreach (var buffer in _buffers)
            buffer.Dispose();
    }
}

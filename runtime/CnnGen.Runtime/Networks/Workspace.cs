namespace CnnGen;

/// <summary>The images that go in and the outputs that come out of a network. It grows to the largest batch seen and is kept.</summary>
internal sealed unsafe class Workspace(NetworkDescription description) : IDisposable
{
    private readonly int _outputLength = description.OutputLength;
    private AlignedBuffer _input = new(description.InputLength);
    private AlignedBuffer _output = new(description.OutputLength);

    /// <summary>Floats of one image.</summary>
    public int InputLength { get; } = description.InputLength;

    /// <summary>The images.</summary>
    public float* Input => _input.Pointer;

    /// <summary>The outputs of all heads, a row an image.</summary>
    public float* Output => _output.Pointer;

    /// <summary>Room for images that are copied in.</summary>
    public Span<float> InputSpan(int count)
    {
        Grow(ref _input, count, InputLength);
        return _input.Span[..(count * InputLength)];
    }

    /// <summary>Room for the outputs of so many images, a row of output length each.</summary>
    public Span<float> OutputSpan(int count)
    {
        Grow(ref _output, count, _outputLength);
        return _output.Span[..(count * _outputLength)];
    }

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
    }

    private static void Grow(ref AlignedBuffer buffer, int count, int length)
    {
        if ((long)count * length <= buffer.Length)
            return;
        var larger = new AlignedBuffer((long)count * length);
        buffer.Dispose();
        buffer = larger;
    }
}

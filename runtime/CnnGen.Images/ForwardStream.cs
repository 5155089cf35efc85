namespace CnnGen;

/// <summary>
/// Bytes that can be read forward, and from the start again. The decoder takes zeros for what lies behind the end and may look for it for ever, or go back where a length is
/// negative; here both are errors, so that it comes to an end with every file.
/// </summary>
internal sealed class ForwardStream(byte[] content) : Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => content.Length;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int ReadByte() => _position < content.Length ? content[_position++] : throw CutOff();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length > content.Length - _position)
            throw CutOff();
        content.AsSpan(_position, buffer.Length).CopyTo(buffer);
        _position += buffer.Length;
        return buffer.Length;
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var place = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => content.Length + offset,
        };
        if (place > content.Length)
            throw CutOff();
        if (place != 0 && place < _position)
            throw new InvalidDataException("a length leads backwards");
        return _position = (int)place;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static EndOfStreamException CutOff() => new("the file is cut off");
}

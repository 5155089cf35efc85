namespace CnnGen.Runtime.Tests.Numerics;

public unsafe class AlignedBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100_000)]
    public void Memory_IsAlignedAndZeroWithItsSlack(int length)
    {
        using var buffer = new AlignedBuffer(length);
        Assert.Equal(0, (long)buffer.Pointer % 64);
        Assert.Equal(length, buffer.Span.Length);
        Assert.False(new ReadOnlySpan<float>(buffer.Pointer, length + 16).ContainsAnyExcept(0f));
    }

    [Fact]
    public void Length_IsChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(1L << 31));
    }

    [Fact]
    public void Dispose_TwiceIsHarmlessAndUseAfterIsRefused()
    {
        var buffer = new AlignedBuffer(4);
        buffer.Dispose();
        buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => (nint)buffer.Pointer);
    }
}

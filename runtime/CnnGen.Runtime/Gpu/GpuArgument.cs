using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>What a kernel is given for one of its parameters: a view of floats, a whole number or a float.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GpuArgument
{
    private readonly long _bits;

    private GpuArgument(GpuBuffer? buffer, long bits, GpuArgumentKind kind) => (Buffer, _bits, Kind) = (buffer, bits, kind);

    /// <summary>What it is.</summary>
    public GpuArgumentKind Kind { get; }

    /// <summary>The memory of a view.</summary>
    public GpuBuffer? Buffer { get; }

    /// <summary>Where a view starts, in floats.</summary>
    public long Offset => _bits;

    /// <summary>The four bytes of a number.</summary>
    public int Bits => (int)_bits;

    /// <summary>A view becomes an <c>ArrayView&lt;float&gt;</c> that reaches to the end of the memory.</summary>
    public static implicit operator GpuArgument(GpuView view) => new(view.Buffer, view.Offset, GpuArgumentKind.View);

    /// <summary>A whole number.</summary>
    public static implicit operator GpuArgument(int value) => new(null, value, GpuArgumentKind.Int);

    /// <summary>The 32 bits of a whole number.</summary>
    public static implicit operator GpuArgument(uint value) => new(null, (int)value, GpuArgumentKind.Int);

    /// <summary>A float.</summary>
    public static implicit operator GpuArgument(float value) => new(null, BitConverter.SingleToInt32Bits(value), GpuArgumentKind.Float);
}

/// <summary>The types of a kernel's parameters.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum GpuArgumentKind
{
    /// <summary>Floats in memory.</summary>
    View,

    /// <summary>A 32-bit whole number.</summary>
    Int,

    /// <summary>A 32-bit float.</summary>
    Float,
}

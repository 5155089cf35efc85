using System.ComponentModel;
using System.Runtime.CompilerServices;
using ILGPU;

namespace CnnGen.Ilgpu;

/// <summary>
/// One float that is written like a vector, so that the formulas of vector code are kernels too: a comparison gives a mask of all ones or zeros, and masks select.
/// </summary>
/// <remarks>
/// Conditions on floats are conditional expressions, never <c>if</c>, which compilers turn round: ILGPU's OpenCL text then loses that a comparison with a NaN is false.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly partial struct Lane : IFloats<Lane>
{
    private const uint AllOnes = 0xFFFFFFFF;
    private const uint SignBit = 0x80000000;

    private readonly float _value;

    private Lane(float value) => _value = value;

    private uint Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Interop.FloatAsInt(_value);
    }

    /// <summary>0.</summary>
    public static Lane Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0f);
    }

    /// <summary>1.</summary>
    public static Lane One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(1f);
    }

    /// <summary>A number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Create(float value) => new(value);

    /// <inheritdoc cref="Create"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Of(float value) => new(value);

    /// <inheritdoc cref="Create"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Lane(float value) => new(value);

    /// <summary>The number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator float(Lane lane) => lane._value;

    /// <summary>Sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator +(Lane left, Lane right) => new(left._value + right._value);

    /// <summary>Difference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator -(Lane left, Lane right) => new(left._value - right._value);

    /// <summary>Product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator *(Lane left, Lane right) => new(left._value * right._value);

    /// <summary>Quotient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator /(Lane left, Lane right) => new(left._value / right._value);

    /// <summary>The number with the other sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator -(Lane value) => new(-value._value);

    /// <summary>The bits that both have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator &(Lane left, Lane right) => OfBits(left.Bits & right.Bits);

    /// <summary>The bits that one of both has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator |(Lane left, Lane right) => OfBits(left.Bits | right.Bits);

    /// <summary>The bits that one of both has, but not the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane operator ^(Lane left, Lane right) => OfBits(left.Bits ^ right.Bits);

    /// <summary>The bits of the first that the second does not have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane AndNot(Lane left, Lane right) => OfBits(left.Bits & ~right.Bits);

    /// <summary>The larger one; the second where one of both is a NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane MaxNative(Lane left, Lane right) => new(left._value > right._value ? left._value : right._value);

    /// <summary>The smaller one; the second where one of both is a NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane MinNative(Lane left, Lane right) => new(left._value < right._value ? left._value : right._value);

    /// <summary>The larger one; a NaN where one of both is a NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Max(Lane left, Lane right) =>
        new(left._value > right._value ? left._value : IsNaN(left._value) ? left._value : right._value);

    /// <summary>The smaller one; a NaN where one of both is a NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Min(Lane left, Lane right) =>
        new(left._value < right._value ? left._value : IsNaN(left._value) ? left._value : right._value);

    /// <summary>A mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane GreaterThan(Lane left, Lane right) => Mask(left._value > right._value);

    /// <summary>A mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane LessThan(Lane left, Lane right) => Mask(left._value < right._value);

    /// <summary>A mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane GreaterThanOrEqual(Lane left, Lane right) => Mask(left._value >= right._value);

    /// <summary>A mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane LessThanOrEqual(Lane left, Lane right) => Mask(left._value <= right._value);

    /// <summary>A mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Equals(Lane left, Lane right) => Mask(left._value == right._value);

    /// <summary>The first number where the mask is set, else the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane ConditionalSelect(Lane mask, Lane then, Lane otherwise) => new(mask.Bits != 0 ? then._value : otherwise._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane WhereLess(Lane left, Lane right, Lane then, Lane otherwise) => new(left._value < right._value ? then._value : otherwise._value);

    /// <summary>The number without its sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Abs(Lane x) => OfBits(x.Bits & ~SignBit);

    /// <summary>The first number's size with the second's sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane CopySign(Lane size, Lane sign) => OfBits((size.Bits & ~SignBit) | (sign.Bits & SignBit));

    /// <summary>left * right + addend; whether it is rounded once is up to the device's compiler.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane MultiplyAddEstimate(Lane left, Lane right, Lane addend) => new(left._value * right._value + addend._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane OfBits(uint bits) => new(Interop.IntAsFloat(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane Mask(bool isSet) => OfBits(isSet ? AllOnes : 0u);

    // By its bits: compilers may drop a comparison of a number with itself.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNaN(float value) => (Interop.FloatAsInt(value) & ~SignBit) > 0x7F800000;
}

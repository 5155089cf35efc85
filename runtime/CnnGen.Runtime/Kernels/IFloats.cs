namespace CnnGen;

/// <summary>A vector of floats of any width, so that a formula is written once. Every member is one instruction or a few, inlined.</summary>
internal interface IFloats<TSelf>
    where TSelf : struct, IFloats<TSelf>
{
    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf value);

    static abstract TSelf Of(float value);

    static abstract TSelf Exp(TSelf x);

    static abstract TSelf Log(TSelf x);

    static abstract TSelf Abs(TSelf x);

    /// <summary>A NaN where one of both is a NaN.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <inheritdoc cref="Min"/>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>Of each lane the first value where left is less than right, else the second.</summary>
    static abstract TSelf WhereLess(TSelf left, TSelf right, TSelf then, TSelf otherwise);
}

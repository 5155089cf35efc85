namespace CnnGen;

/// <summary>Whether a cross-entropy is focal: a type, so that each gets machine code of its own.</summary>
internal interface IFocus
{
    static abstract bool IsFocal { get; }
}

/// <summary>It is.</summary>
internal readonly struct Focal : IFocus
{
    public static bool IsFocal => true;
}

/// <summary>It is not.</summary>
internal readonly struct Unfocused : IFocus
{
    public static bool IsFocal => false;
}

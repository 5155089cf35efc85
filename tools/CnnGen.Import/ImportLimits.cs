namespace CnnGen.Import;

/// <summary>What an importer takes at most, so that a file made to do damage can't exhaust memory or time.</summary>
public static class ImportLimits
{
    /// <summary>Operators of a graph.</summary>
    public const int Nodes = 20_000;

    /// <summary>Elements of all constants that are computed while importing.</summary>
    public const long ComputedElements = 1L << 28;

    /// <summary>Elements of one image's tensor between two operators, as the generator has it.</summary>
    public const long ElementsOfImage = 1L << 28;

    /// <summary>Elements along an axis whose places are given one by one.</summary>
    public const int ElementsOfAxis = 1 << 20;

    /// <summary>Axes of a tensor.</summary>
    public const int Axes = 16;

    /// <summary>Layers that one operator may become.</summary>
    public const int LayersOfNode = 256;
}

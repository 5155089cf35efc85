namespace CnnGen;

/// <summary>What stands where a moved image leaves a gap; Keras's words. The image is a b c d.</summary>
public enum FillMode
{
    /// <summary>d c b a | a b c d | d c b a: mirrored at the edge.</summary>
    Reflect,

    /// <summary>k k k k | a b c d | k k k k: one value.</summary>
    Constant,

    /// <summary>a a a a | a b c d | d d d d: the pixel at the edge.</summary>
    Nearest,

    /// <summary>a b c d | a b c d | a b c d: from the other side.</summary>
    Wrap,
}

namespace CnnGen.Generator.Layers.Pooling;

/// <summary>What the sum of a window is divided by.</summary>
internal enum Divisor
{
    One,

    /// <summary>The elements inside the input.</summary>
    Inside,

    /// <summary>The elements inside the input or its padding (ONNX's count_include_pad).</summary>
    Padded,
}

namespace CnnGen.Generator.Layers.MaxPooling2D;

internal sealed record MaxPooling2DAttributes(int PoolHeight, int PoolWidth, int StrideY, int StrideX, Padding Padding)
    : LayerAttributes;

using CnnGen.Generator.Layers.Pooling;

namespace CnnGen.Generator.Layers.GlobalAveragePooling2D;

internal sealed record GlobalAveragePooling2DAttributes(bool KeepDims) : GlobalPoolingAttributes(KeepDims)
{
    public override string Signature => "GlobalAveragePooling2D" + (KeepDims ? " keepdims" : "");
}

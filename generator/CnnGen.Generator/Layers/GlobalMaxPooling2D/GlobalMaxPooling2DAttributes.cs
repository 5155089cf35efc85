using CnnGen.Generator.Layers.Pooling;

namespace CnnGen.Generator.Layers.GlobalMaxPooling2D;

internal sealed record GlobalMaxPooling2DAttributes(bool KeepDims) : GlobalPoolingAttributes(KeepDims)
{
    public override string Signature => "GlobalMaxPooling2D" + (KeepDims ? " keepdims" : "");
}

namespace CnnGen.Generator.Layers;

internal enum Padding
{
    Valid,
    Same,
}

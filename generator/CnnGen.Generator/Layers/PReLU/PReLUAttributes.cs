namespace CnnGen.Generator.Layers.PReLU;

/// <param name="SharesRows">Whether all rows have one slope (shared_axes has 1).</param>
/// <param name="SharesColumns">Whether all columns have one slope (shared_axes has 2).</param>
internal sealed record PReLUAttributes(bool SharesRows, bool SharesColumns) : LayerAttributes
{
    public override string Signature => "PReLU" + (SharesRows ? " 1" : "") + (SharesColumns ? " 2" : "");
}

namespace CnnGen.Generator.Plan;

/// <summary>How the rows of an operand lie, in floats.</summary>
internal readonly record struct RowLayout(int Image, int Row)
{
    public static RowLayout Of(TensorPlan tensor) => new(tensor.ImageStride, tensor.RowStride);
}

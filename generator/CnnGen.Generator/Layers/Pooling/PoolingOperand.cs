using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Pooling;

/// <summary>A tensor that a pooling reads or writes.</summary>
/// <param name="Pointer">The parameter's name: "x".</param>
/// <param name="IsInput">Whether it is as large as the input, so that a window is a rectangle of it; else a window is one pixel.</param>
internal readonly record struct PoolingOperand(string Pointer, RowLayout Layout, bool IsInput)
{
    public static PoolingOperand Input(string pointer, TensorPlan tensor) => new(pointer, RowLayout.Of(tensor), true);

    public static PoolingOperand Output(string pointer, TensorPlan tensor) => new(pointer, RowLayout.Of(tensor), false);
}

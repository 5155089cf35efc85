namespace CnnGen.Ilgpu.Kernels;

/// <summary>The formula of an optimizer for one step: what <see cref="IUpdateRule"/> is on the processor.</summary>
internal interface IRule
{
    /// <summary>The new value of the weight at an index, from the old one and its gradient. Slots are read and written at the same index.</summary>
    float Update(float weight, float gradient, long index);
}

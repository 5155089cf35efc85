namespace CnnGen.Generator.Plan;

/// <summary>What a kernel starts its sums with.</summary>
internal enum StartFrom
{
    Zero,
    Bias,
    Destination,
}

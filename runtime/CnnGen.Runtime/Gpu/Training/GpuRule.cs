namespace CnnGen.Gpu;

/// <summary>A step of an optimizer as its kernel takes it.</summary>
/// <param name="Kernel">Its number in <see cref="KernelLibrary.Optimizers"/>.</param>
/// <param name="Flags">What is special about the rule.</param>
/// <param name="Slots">The optimizer's slots, by number; -1 where the rule has none.</param>
/// <param name="Numbers">The rule's numbers, up to five.</param>
internal readonly record struct GpuRule(int Kernel, int Flags, int[] Slots, float[] Numbers)
{
    /// <summary>Nesterov's momentum, Adam's largest squares, RMSprop's mean.</summary>
    public const int Special = 1;

    /// <summary>RMSprop's momentum.</summary>
    public const int WithMomentum = 2;

    /// <summary>An average of the weights is kept.</summary>
    public const int Averages = 4;

    /// <summary>The weights become their average.</summary>
    public const int Overwrites = 8;

    /// <summary>A number; 0 where the rule has not so many.</summary>
    public float Number(int index) => index < Numbers.Length ? Numbers[index] : 0;
}

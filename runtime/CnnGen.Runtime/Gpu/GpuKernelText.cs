using System.ComponentModel;

namespace CnnGen.Gpu;

/// <summary>A compiled kernel as drivers take it.</summary>
/// <param name="Text">Source in the language that was asked for.</param>
/// <param name="Entry">The name of the kernel in it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record GpuKernelText(string Text, string Entry);

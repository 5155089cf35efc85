using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Plan;

/// <summary>
/// A method of generated code that does one operation at one geometry. Kernels are equal when their code is, so layers of
/// the same geometry share one.
/// </summary>
internal abstract record Kernel
{
    /// <summary>The method's name: operation, geometry, what is fused into it.</summary>
    public abstract string Name { get; }

    /// <summary>The method's parameters, as C# declares them.</summary>
    public abstract string Parameters { get; }

    /// <summary>A sentence or two that say what it computes and with which shapes.</summary>
    public abstract string Summary { get; }

    /// <summary>How it computes what it computes, in a word or two for a profile: "Winograd 4 x 4".</summary>
    public virtual string Algorithm => "";

    /// <summary>
    /// Into how many parts, each of which threads may compute at any time, the work for one image is cut; 1 where it is not. With several parts the method has two
    /// parameters more, <c>int from, int to</c>: the first part and the one behind the last. A batch of several images is computed whole.
    /// </summary>
    public virtual int Parts => 1;

    /// <summary>The rows that its parts read and write; null where parts are no rows, or what they write depends on what was there.</summary>
    public virtual RowFlow? Flow => null;

    /// <summary>Writes the method's body for vectors of at most so many bits.</summary>
    public virtual void WriteBody(CodeWriter code, int vectorBits) => throw new InvalidOperationException($"{Name} is planned for GPUs alone.");

    /// <summary>Writes what runs on a GPU, one thread or more for each result, and how it is launched.</summary>
    public virtual void WriteGpu(GpuKernelWriter gpu) => throw new InvalidOperationException($"{Name} is planned for the processor alone.");
}

/// <summary>A line of a network's forward or backward pass.</summary>
/// <param name="Comment">What it is for; empty where the line before said it.</param>
/// <param name="Kernel">The method that is called; null where the runtime's is.</param>
/// <param name="Statement">The kernel's arguments; where there is none, a method of the runtime with its arguments: "Softmax.Forward(x, batch)".</param>
internal sealed record Call(string Comment, Kernel? Kernel, string Statement)
{
    /// <summary>What the runtime's result is used for: "block.Losses[0] += "; empty where it has none.</summary>
    public string Into { get; init; } = "";

    /// <summary>The layers that it computes, by name: "conv2d_1 and activation_1"; empty where it computes none.</summary>
    public string Layers { get; init; } = "";

    /// <summary>Multiply-adds of an image as the layers' definitions have them, at the first call of a layer; 0 at its other ones.</summary>
    public long MultiplyAdds { get; init; }

    /// <summary>When it runs.</summary>
    public CallCondition Condition { get; init; }

    /// <summary>The call that writes what this one reads, if both go through the rows together: see <see cref="RowBands"/>.</summary>
    public Call? Ahead { get; init; }

    /// <summary>This call behind those that go ahead of it.</summary>
    public IEnumerable<Call> Chain => Ahead is null ? [this] : Ahead.Chain.Append(this);

    /// <summary>How it is computed, in words for a profile.</summary>
    public string Algorithm => string.Join(", ", Chain.Select(call => call.Kernel?.Algorithm ?? "").Where(words => words.Length > 0).Distinct());
}

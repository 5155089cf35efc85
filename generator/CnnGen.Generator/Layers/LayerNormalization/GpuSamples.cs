using System;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.LayerNormalization;

/// <summary>Sums over each sample on a GPU: a group of threads has one sample, and adds up what its threads have summed in a fixed order.</summary>
internal readonly record struct GpuSamples(Samples Samples)
{
    /// <summary>Numbers that are kept of a sample: mean, 1 / deviation, and on the way back two sums.</summary>
    public const int Kept = 4;

    /// <summary>Of an image.</summary>
    public int Count => Samples.Down * Samples.Across;

    public int Length => Samples.Rows * Samples.Length;

    private int Threads
    {
        get
        {
            int threads = 32;
            while (threads < GpuKernelWriter.Threads && threads * 4 < Length) threads *= 2;
            return threads;
        }
    }

    /// <summary>A group for each sample; the body finds its image in n, its number there in sample, and its four numbers from index at of "statistics" on.</summary>
    public void Write(GpuKernelWriter gpu, string suffix, Action<CodeWriter> body)
    {
        var samples = this;
        gpu.Launch(suffix, gpu.Parameters, $"new GpuGrid(batch * {Literal.Of(Count)}, 1, 1, {Literal.Of(Threads)})", code =>
        {
            code.Line($"var shared = SharedMemory.Allocate<float>({Literal.Of(samples.Threads)});");
            code.Line("int t = Group.IdxX;");
            code.Line($"int n = Grid.IdxX / {Literal.Of(samples.Count)};");
            code.Line($"int sample = Grid.IdxX - n * {Literal.Of(samples.Count)};");
            code.Line($"int at = Grid.IdxX * {Literal.Of(Kept)};");
            body(code);
        });
    }

    /// <summary>Declares a sum over the elements of the sample, which all threads get; the expression finds the element in i.</summary>
    public void WriteSum(CodeWriter code, string name, string expression)
    {
        code.Line($"float {name}Part = 0f;");
        code.Line($"for (int i = t; i < {Literal.Of(Length)}; i += {Literal.Of(Threads)}) {name}Part += {expression};");
        code.Line($"shared[t] = {name}Part;");
        code.Line("Group.Barrier();");
        for (int half = Threads / 2; half > 0; half /= 2)
        {
            code.Line($"if (t < {Literal.Of(half)}) shared[t] += shared[t + {Literal.Of(half)}];");
            code.Line("Group.Barrier();");
        }

        code.Line($"float {name} = shared[0];");
        code.Line("Group.Barrier();");
    }

    /// <summary>The place of element i of the sample.</summary>
    public string At(string pointer, RowLayout layout, string element = "i") => Samples.Rows == 1
        ? $"{pointer}[n * {Literal.Of(layout.Image)} + sample / {Literal.Of(Samples.Across)} * {Literal.Of(layout.Row)} + sample % {Literal.Of(Samples.Across)} * {Literal.Of(Samples.Length)} + {element}]"
        : $"{pointer}[n * {Literal.Of(layout.Image)} + {element} / {Literal.Of(Samples.Length)} * {Literal.Of(layout.Row)} + {element} % {Literal.Of(Samples.Length)}]";

    /// <summary>Of a thread for each element e of an image: declares sample, i and at.</summary>
    public void WriteElement(CodeWriter code)
    {
        code.Line($"int sample = element / {Literal.Of(Length)};");
        code.Line($"int k = element - sample * {Literal.Of(Length)};");
        code.Line($"int at = (n * {Literal.Of(Count)} + sample) * {Literal.Of(Kept)};");
    }
}

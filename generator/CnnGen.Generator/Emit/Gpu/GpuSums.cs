using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Emit.Gpu;

/// <summary>
/// Sums over the pixels of a batch, for each channel: groups of threads sum parts, then one thread a channel adds the parts in order. How many parts there are
/// depends on the shape alone, so a batch has the same sums on every device of one kind.
/// </summary>
/// <param name="Pixels">Of one image.</param>
/// <param name="Channels">Results.</param>
/// <param name="Values">How many sums each channel has: s0, s1, ...</param>
internal sealed record GpuSums(int Pixels, int Channels, int Values)
{
    // Threads side by side, one a channel: neighbors in memory.
    private int Lanes
    {
        get
        {
            int lanes = 1;
            while (lanes < Channels && lanes < 32) lanes *= 2;
            return lanes;
        }
    }

    private int Rows => GpuKernelWriter.Threads / Lanes;

    /// <summary>Parts: enough groups to fill a large device, where there is work for them.</summary>
    private int Parts => Math.Max(1, Math.Min(64, Pixels / 16));

    /// <summary>Whether there are no parts to be added.</summary>
    public bool IsOneLaunch => Parts == 1;

    private IEnumerable<int> Indices => Enumerable.Range(0, Values);

    /// <param name="element">Adds a pixel to s0, s1, ...; it finds the image in n, the pixel in pixel, and the channel in c.</param>
    /// <param name="finish">Stores the sums of channel c.</param>
    /// <param name="suffix">The end of the kernels' names.</param>
    public void Write(GpuKernelWriter gpu, Action<CodeWriter> element, Action<CodeWriter> finish, string suffix = "")
    {
        string parts = Literal.Of(Parts);
        if (Parts > 1) gpu.Work("work", (long)Parts * Values * Channels);
        gpu.Launch(suffix, gpu.Parameters, $"new GpuGrid({Literal.Of((Channels + Lanes - 1) / Lanes)}, {parts}, 1, {Literal.Of(GpuKernelWriter.Threads)})", code =>
        {
            WritePart(code, element);
            using (code.Open($"if (t < {Literal.Of(Lanes)} && channel < {Literal.Of(Channels)})"))
            {
                foreach (int v in Indices) code.Line($"{(Parts > 1 ? $"work[(Grid.IdxY * {Literal.Of(Values)} + {Literal.Of(v)}) * {Literal.Of(Channels)} + channel] =" : $"s{v} =")} shared{v}[t];");
                if (Parts == 1) finish(code);
            }
        });
        if (Parts == 1) return;
        gpu.Launch(suffix + "_Sum", gpu.Parameters, $"GpuGrid.Over({Literal.Of(Channels)})", code =>
        {
            code.Line($"int channel = Grid.IdxX * {Literal.Of(GpuKernelWriter.Threads)} + Group.IdxX;");
            code.Line($"if (channel >= {Literal.Of(Channels)}) return;");
            foreach (int v in Indices) code.Line($"float s{v} = 0f;");
            using (code.Open($"for (int part = 0; part < {parts}; part++)"))
            {
                foreach (int v in Indices) code.Line($"s{v} += work[(part * {Literal.Of(Values)} + {Literal.Of(v)}) * {Literal.Of(Channels)} + channel];");
            }

            finish(code);
        });
    }

    private void WritePart(CodeWriter code, Action<CodeWriter> element)
    {
        foreach (int v in Indices) code.Line($"var shared{v} = SharedMemory.Allocate<float>({Literal.Of(GpuKernelWriter.Threads)});");
        code.Line("int t = Group.IdxX;");
        code.Line($"int line = t / {Literal.Of(Lanes)};");
        code.Line($"int channel = Grid.IdxX * {Literal.Of(Lanes)} + t - line * {Literal.Of(Lanes)};");
        foreach (int v in Indices) code.Line($"float s{v} = 0f;");
        using (code.Open($"if (channel < {Literal.Of(Channels)})"))
        using (code.Open($"for (int p = Grid.IdxY * {Literal.Of(Rows)} + line; p < batch * {Literal.Of(Pixels)}; p += {Literal.Of(Rows * Parts)})"))
        {
            code.Line($"int n = p / {Literal.Of(Pixels)};");
            code.Line($"int pixel = p - n * {Literal.Of(Pixels)};");
            element(code);
        }

        foreach (int v in Indices) code.Line($"shared{v}[t] = s{v};");
        code.Line("Group.Barrier();");
        for (int half = GpuKernelWriter.Threads / 2; half >= Lanes; half /= 2)
        {
            using (code.Open($"if (t < {Literal.Of(half)})"))
            {
                foreach (int v in Indices) code.Line($"shared{v}[t] += shared{v}[t + {Literal.Of(half)}];");
            }

            code.Line("Group.Barrier();");
        }
    }
}

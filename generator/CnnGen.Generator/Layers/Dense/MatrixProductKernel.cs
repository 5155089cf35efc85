using System;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Layers.Conv2D;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Dense;

/// <summary>
/// y = f(x w + b) for a block of images, w as [inputs, channels]. An image's result has the same bits whatever images stand
/// beside it: the order of its sum is the same in a tile of several images and in a tile of one.
/// </summary>
/// <param name="Channels">Outputs: the vector lanes.</param>
internal sealed record MatrixProductKernel(
    string Name, string Summary, int Inputs, int Channels, int InputImage, int OutputImage, StartFrom Start, string Activation) : Kernel
{
    public override string Name { get; } = Name;

    public override string Summary { get; } = Summary;

    public override string Parameters => Start == StartFrom.Bias
        ? "float* x, float* w, float* b, float* y, int batch"
        : "float* x, float* w, float* y, int batch";

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Channels, vectorBits);
        int vectors = Math.Min(lanes.Vectors, lanes.Bits == 512 ? 4 : 2);
        foreach (var block in Segment.CutWithTail(lanes.Vectors, vectors, lanes.LastLanes != lanes.Width))
        {
            int step = block.Size * lanes.Width;
            int first = block.Start * lanes.Width;
            bool loop = block.Repeats > 1;
            string channel = loop ? " + c" : first == 0 ? "" : " + " + Literal.Of(first);
            using (code.Open(loop ? $"for (int c = {first}; c < {first + (step * block.Repeats)}; c += {step})" : ""))
            {
                WriteImages(code, lanes, block, channel);
            }
        }
    }

    private void WriteImages(CodeWriter code, Lanes lanes, Segment block, string channel)
    {
        // About eight chains hide the latency of the additions; accumulators of all images must fit the registers.
        int accumulators = lanes.Bits == 512 ? 24 : 12;
        int chains = block.Size switch { 1 => accumulators / 3, 2 => accumulators / 6, _ => 2 };
        int images = accumulators / (block.Size * chains);
        code.Line("float* xn = x;");
        code.Line($"float* yn = y{channel};");
        code.Line("int n = 0;");
        using (code.Open($"for (; n + {images} <= batch; n += {images}, xn += {images * InputImage}, yn += {images * OutputImage})"))
        {
            WriteTile(code, lanes, block, channel, images, chains);
        }

        using (code.Open($"for (; n < batch; n++, xn += {InputImage}, yn += {OutputImage})")) WriteTile(code, lanes, block, channel, 1, chains);
    }

    private void WriteTile(CodeWriter code, Lanes lanes, Segment block, string channel, int images, int chains)
    {
        var tile = new Tile(code, lanes, images, block.Size, chains);
        string Output(int r, int v) => At("yn", (r * OutputImage) + (v * lanes.Width));
        int Used(int v) => (block.Start + v + 1) * lanes.Width <= Channels || block.Repeats > 1 ? lanes.Width : lanes.LastLanes;

        if (Start == StartFrom.Bias)
        {
            for (int v = 0; v < block.Size; v++) code.Line($"var b{v} = {lanes.Load(At("b" + channel, v * lanes.Width))};");
        }

        tile.Declare((r, v) => Start switch
        {
            StartFrom.Bias => $"b{v}",
            StartFrom.Destination => lanes.Load(Output(r, v)),
            _ => lanes.Zero,
        });

        int whole = Inputs / chains * chains;
        code.Line("float* xk = xn;");
        code.Line($"float* wk = w{channel};");
        if (whole > 0)
        {
            using (code.Open($"for (int k = 0; k < {whole}; k += {chains}, xk += {chains}, wk += {chains * Channels})"))
            {
                WriteSteps(tile, lanes, chains);
            }
        }

        if (whole < Inputs)
        {
            using (code.Open("")) WriteSteps(tile, lanes, Inputs - whole);
        }

        var activation = Activation == ElementwiseTable.Linear ? null : ElementwiseTable.Functions[Activation];
        tile.Finish((r, v, sum) =>
            code.Line(lanes.Store(activation is null ? sum : activation.Apply(lanes.Class, sum), Output(r, v), Used(v))));
    }

    private void WriteSteps(Tile tile, Lanes lanes, int steps)
    {
        for (int s = 0; s < steps; s++)
        {
            int step = s;
            tile.Step(
                v => At("wk", (step * Channels) + (v * lanes.Width)),
                r => $"xk[{(r * InputImage) + step}]",
                step);
        }
    }

    private static string At(string pointer, int offset) => offset == 0 ? pointer : $"{pointer} + {Literal.Of(offset)}";
}

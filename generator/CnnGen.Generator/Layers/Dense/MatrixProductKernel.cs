using System;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
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

    public override string Algorithm => "matrix product";

    public override string Parameters => Start == StartFrom.Bias
        ? "float* x, float* w, float* b, float* y, int batch"
        : "float* x, float* w, float* y, int batch";

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Channels, vectorBits);
        int vectors = Math.Min(lanes.Vectors, lanes.Bits == 512 ? 4 : 2);
        foreach (var block in ChannelBlock.Of(lanes, vectors)) block.WriteLoop(code, () => WriteImages(code, block));
    }

    private void WriteImages(CodeWriter code, ChannelBlock block)
    {
        // About eight chains hide the latency of the additions; accumulators of all images must fit the registers.
        int accumulators = block.Lanes.Bits == 512 ? 24 : 12;
        int chains = block.Vectors switch { 1 => accumulators / 3, 2 => accumulators / 6, _ => 2 };
        int images = accumulators / (block.Vectors * chains);
        code.Line("float* xn = x;");
        code.Line($"float* yn = {block.At("y")};");
        code.Line("int n = 0;");
        using (code.Open($"for (; n + {images} <= batch; n += {images}, xn += {images * InputImage}, yn += {images * OutputImage})"))
        {
            WriteTile(code, block, images, chains);
        }

        using (code.Open($"for (; n < batch; n++, xn += {InputImage}, yn += {OutputImage})")) WriteTile(code, block, 1, chains);
    }

    private void WriteTile(CodeWriter code, ChannelBlock block, int images, int chains)
    {
        var lanes = block.Lanes;
        var tile = new Tile(code, lanes, images, block.Vectors, chains);
        string Output(int r, int v) => Pointer.At("yn", (r * OutputImage) + (v * lanes.Width));

        if (Start == StartFrom.Bias)
        {
            for (int v = 0; v < block.Vectors; v++) code.Line($"var b{v} = {lanes.Load(block.At("b", v * lanes.Width))};");
        }

        tile.Declare((r, v) => Start switch
        {
            StartFrom.Bias => $"b{v}",
            StartFrom.Destination => lanes.Load(Output(r, v)),
            _ => lanes.Zero,
        });

        int whole = Inputs / chains * chains;
        code.Line("float* xk = xn;");
        code.Line($"float* wk = {block.At("w")};");
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

        tile.Finish((r, v, sum) => code.Line(lanes.Store(Activations.Apply(Activation, lanes.Class, sum), Output(r, v), block.Used(v))));
    }

    private void WriteSteps(Tile tile, Lanes lanes, int steps)
    {
        for (int s = 0; s < steps; s++)
        {
            int step = s;
            tile.Step(
                v => Pointer.At("wk", (step * Channels) + (v * lanes.Width)),
                r => lanes.Broadcast($"xk[{(r * InputImage) + step}]"),
                step);
        }
    }
}

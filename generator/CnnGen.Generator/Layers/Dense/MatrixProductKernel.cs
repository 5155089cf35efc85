using System;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Layers.Convolution;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Dense;

/// <summary>
/// y = f(x w + b) for a block of images, w as [inputs, channels]. An image's result has the same bits whatever images stand
/// beside it: the order of its sum is the same in a tile of several images and in a tile of one.
/// </summary>
/// <param name="Channels">Outputs: the vector lanes.</param>
internal sealed partial record MatrixProductKernel(
    string Name, string Summary, int Inputs, int Channels, int InputImage, int OutputImage, StartFrom Start, string Activation) : Kernel
{
    // Fewer multiply-adds are done before another thread would have begun.
    private const long FewestMultiplyAdds = 200_000;

    // The channels of a part, a multiple of every tile's.
    private const int PartChannels = 64;

    /// <summary>Whether the weights are packed: see <see cref="WeightRows"/>.</summary>
    public bool Packed { get; init; }

    public override string Name { get; } = Name;

    public override string Summary { get; } = Summary;

    public override string Algorithm => "matrix product";

    public override string Parameters => Start == StartFrom.Bias
        ? "float* x, float* w, float* b, float* y, int batch"
        : "float* x, float* w, float* y, int batch";

    /// <summary>Threads share the channels: blocks of 64, the last of which may have fewer.</summary>
    public override int Parts => (long)Inputs * Channels >= FewestMultiplyAdds && Channels > PartChannels ? (Channels + PartChannels - 1) / PartChannels : 1;

    private WeightRows Weights => new(Packed, Inputs, Channels);

    private bool Streams => Packed && (long)Inputs * Channels > StreamedWeights.KeptFloats;

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        var lanes = Lanes.Of(Channels, vectorBits);
        int vectors = Math.Min(lanes.Vectors, lanes.Bits == 512 ? 4 : 2);
        int whole = Channels / PartChannels;
        if (Parts == 1)
        {
            foreach (var block in ChannelBlock.Of(lanes, vectors)) block.WriteLoop(code, () => WriteImages(code, block));
            return;
        }

        var all = new ChannelBlock(lanes, new Segment(0, vectors, whole * PartChannels / (vectors * lanes.Width)));
        string last = whole < Parts ? $"global::System.Math.Min(to, {whole})" : "to";
        all.WriteLoop(code, $"from * {PartChannels}", $"{last} * {PartChannels}", () => WriteImages(code, all));
        if (whole == Parts) return;
        using (code.Open($"if (to > {whole})"))
        {
            int first = whole * PartChannels / lanes.Width;
            foreach (var segment in Segment.Cut(lanes.Vectors - first, vectors))
            {
                for (int i = 0; i < segment.Repeats; i++)
                {
                    var block = new ChannelBlock(lanes, new Segment(first + segment.Start + (i * segment.Size), segment.Size, 1));
                    block.WriteLoop(code, () => WriteImages(code, block));
                }
            }
        }
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
        code.Line($"float* wk = {Weights.Start("w", block)};");
        if (whole > 0)
        {
            using (code.Open($"for (int k = 0; k < {whole}; k += {chains}, xk += {chains}, wk += {chains * Weights.Step})"))
            {
                WritePrefetch(code, block, chains);
                WriteSteps(tile, lanes, chains);
            }
        }

        if (whole < Inputs)
        {
            using (code.Open("")) WriteSteps(tile, lanes, Inputs - whole);
        }

        tile.Finish((r, v, sum) => code.Line(lanes.Store(Activations.Apply(Activation, lanes.Class, sum), Output(r, v), block.Used(v))));
    }

    /// <summary>Asks for what is read some rows later: of each panel that the block has.</summary>
    private void WritePrefetch(CodeWriter code, ChannelBlock block, int rows)
    {
        if (!Streams) return;
        int last = -1;
        for (int v = 0; v < block.Vectors; v++)
        {
            int panel = v * block.Lanes.Width / Weights.Step;
            if (panel == last) continue;
            last = panel;
            StreamedWeights.WritePrefetch(code, Pointer.At("wk", Weights.Vector(v, block.Lanes.Width)), Weights.Step, rows * Weights.Step);
        }
    }

    private void WriteSteps(Tile tile, Lanes lanes, int steps)
    {
        for (int s = 0; s < steps; s++)
        {
            int step = s;
            tile.Step(
                v => Pointer.At("wk", (step * Weights.Step) + Weights.Vector(v, lanes.Width)),
                r => lanes.Broadcast($"xk[{(r * InputImage) + step}]"),
                step);
        }
    }
}

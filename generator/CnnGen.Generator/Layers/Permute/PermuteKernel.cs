using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Permute;

/// <summary>Moves elements whose neighbors in the destination are no neighbors in the source: one by one, in the order of the destination.</summary>
/// <param name="Shape">Of the destination.</param>
/// <param name="Image">From one image of the source to the next.</param>
/// <param name="Row">In the source, for a row of the destination; likewise the others.</param>
internal sealed partial record PermuteKernel(Shape Shape, int Image, int Row, int Pixel, int Channel, PixelLayout Destination, bool Accumulate) : Kernel
{
    public override string Name =>
        $"Permute_{Shape.Height}x{Shape.Width}x{Shape.Channels}_{Image}s{Row}s{Pixel}s{Channel}_{Destination.Image}s{Destination.Row}s{Destination.Pixel}{(Accumulate ? "_Add" : "")}";

    public override string Summary => $"Moves elements to {Shape}, every {Channel}th to the next channel{(Accumulate ? ", added to what is there" : "")}.";

    public override string Parameters => "float* x, float* y, int batch";

    public override void WriteBody(CodeWriter code, int vectorBits)
    {
        using (code.Open($"for (int n = 0; n < batch; n++, x += {Image}, y += {Destination.Image})"))
        using (code.Open($"for (int row = 0; row < {Shape.Height}; row++)"))
        using (code.Open($"for (int column = 0; column < {Shape.Width}; column++)"))
        {
            code.Line($"float* from = x + row * {Row} + column * {Pixel};");
            code.Line($"float* to = y + row * {Destination.Row} + column * {Destination.Pixel};");
            code.Line($"for (int c = 0; c < {Shape.Channels}; c++) to[c] {(Accumulate ? "+=" : "=")} from[c * {Channel}];");
        }
    }
}

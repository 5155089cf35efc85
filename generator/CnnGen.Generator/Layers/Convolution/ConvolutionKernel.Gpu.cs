using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution;

/// <content>A matrix product whose rows are the windows; in groups, or where no tap leads, a thread for each output.</content>
internal sealed partial record ConvolutionKernel
{
    public override void WriteGpu(GpuKernelWriter gpu)
    {
        if (Taps.Count > 0 && !IsGrouped)
        {
            new GpuProduct(
                Rows, Columns, Taps, Groups.Outputs, new PixelLayout(InputImage, InputRow, InputPixel), new PixelLayout(OutputImage, OutputRow, OutputPixel), Start, Activation)
            { Added = Added }.Write(gpu);
            return;
        }

        gpu.PerElement(Rows * Columns * Groups.AllOutputs, code =>
        {
            GpuText.WriteCoordinates(code, Columns, Groups.AllOutputs);
            code.Line($"int at = n * {Literal.Of(OutputImage)} + row * {Literal.Of(OutputRow)} + column * {Literal.Of(OutputPixel)} + channel;");
            code.Line($"float sum = {(Start == StartFrom.Bias ? "b[channel]" : Start == StartFrom.Destination ? "y[at]" : "0f")};");
            if (Taps.Count > 0)
            {
                string group = Groups.Inputs == 1 && Groups.Outputs == 1 ? "channel" : $"channel / {Literal.Of(Groups.Outputs)} * {Literal.Of(Groups.Inputs)}";
                code.Line($"int from = n * {Literal.Of(InputImage)} + row * {Literal.Of(InputRow)} + column * {Literal.Of(InputPixel)} + {group};");
                using (code.Open($"for (int tap = 0; tap < {Literal.Of(Taps.Count)}; tap++)"))
                {
                    code.Line($"sum += x[from + {GpuProduct.TapOffset(Taps, "tap")}] * w[tap * {Literal.Of(Groups.AllOutputs)} + channel];");
                }
            }

            code.Line($"y[at] = {(Activation == Activations.Linear ? "sum" : $"(float)({GpuText.Apply(Activation, "sum")})")};");
        });
    }
}

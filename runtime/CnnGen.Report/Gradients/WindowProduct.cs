namespace CnnGen.Report.Gradients;

/// <summary>A convolution without bias and activation, in groups of channels, and its way back. The kernel is [tap][input channels of a group][output channels].</summary>
internal sealed record WindowProduct(SlidingWindow Window, float[] Kernel, int Groups)
{
    private int GroupInputs => Window.Input.Channels / Groups;

    private int GroupOutputs => Window.Output.Channels / Groups;

    /// <summary>Adds the convolution of the input.</summary>
    public void Forward(float[] input, float[] output) => Walk((outAt, inAt, kernelAt) =>
    {
        var sums = output.AsSpan(outAt, GroupOutputs);
        for (var c = 0; c < GroupInputs; c++)
            Vectors.AddScaled(Kernel.AsSpan(kernelAt + c * Window.Output.Channels, GroupOutputs), input[inAt + c], sums);
    });

    /// <summary>Adds the gradient by the input.</summary>
    public void Back(float[] outputGradient, float[] inputGradient) => Walk((outAt, inAt, kernelAt) =>
    {
        var gradient = outputGradient.AsSpan(outAt, GroupOutputs);
        for (var c = 0; c < GroupInputs; c++)
            inputGradient[inAt + c] += Vectors.Dot(Kernel.AsSpan(kernelAt + c * Window.Output.Channels, GroupOutputs), gradient);
    });

    /// <summary>Every connection of a group of outputs of a pixel with a group of inputs: where they are, and where the kernel between them begins.</summary>
    private void Walk(Action<int, int, int> connect)
    {
        var (inputs, outputs) = (Window.Input.Channels, Window.Output.Channels);
        for (var pixel = 0; pixel < Window.Output.Pixels; pixel++)
        {
            foreach (var (tap, inPixel) in Window.Taps(pixel / Window.Output.Width, pixel % Window.Output.Width))
            {
                for (var group = 0; group < Groups; group++)
                    connect(pixel * outputs + group * GroupOutputs, inPixel * inputs + group * GroupInputs, tap * GroupInputs * outputs + group * GroupOutputs);
            }
        }
    }
}

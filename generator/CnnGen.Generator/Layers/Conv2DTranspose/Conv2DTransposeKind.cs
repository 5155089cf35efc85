using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.Conv2DTranspose;

/// <summary>A convolution the other way round, which makes images larger, as Keras's Conv2DTranspose.</summary>
internal sealed partial class Conv2DTransposeKind : LayerKind<Conv2DTransposeAttributes>
{
    /// <summary>Beyond any image; keeps distances of memory from overflowing.</summary>
    private const int LongestOutput = 1 << 24;

    private static readonly WholeNumberKey s_filters = new("filters", "Output channels: the number of feature maps.", WholeNumberKey.MostChannels)
    {
        IsRequired = true,
    };

    private static readonly SizeKey s_kernelSize = new("kernel_size", "Height and width of the window: one number, or [height, width].", new Size(1, 1))
    {
        IsRequired = true,
    };

    private static readonly SizeKey s_strides = new("strides", "How much larger the image becomes: one number, or [height, width]. 1 by default.", new Size(1, 1));

    private static readonly SizeKey s_outputPadding = new(
        "output_padding",
        "Rows and columns of the output beyond the fewest: one number, or [height, width], below the strides. By default the output is "
        + "strides times the input, and with \"valid\" what else the window covers.",
        new Size(0, 0),
        minimum: 0);

    public override string Type => "Conv2DTranspose";

    public override string Description => "A convolution the other way round: each input pixel adds its window to the output, so that the image becomes larger.";

    public override IReadOnlyList<SpecKey> Keys { get; } =
    [
        s_filters, s_kernelSize, s_strides, LayerKeys.Padding, s_outputPadding, LayerKeys.DilationRate, LayerKeys.UseBias, LayerKeys.Activation,
        .. LayerKeys.Weights,
    ];

    protected override Conv2DTransposeAttributes ReadAttributes(ObjectReader reader) => new(
        reader.Read(s_filters),
        reader.Read(s_kernelSize),
        reader.Read(s_strides),
        reader.Read(LayerKeys.Padding) == "same",
        reader.Has(s_outputPadding) ? reader.Read(s_outputPadding) : null,
        reader.Read(LayerKeys.UseBias),
        reader.Read(LayerKeys.Activation)!)
    {
        Dilation = reader.Read(LayerKeys.DilationRate),
        Weights = WeightSettings.Read(reader),
    };

    protected override Shape? InferShape(Conv2DTransposeAttributes attributes, LayerSite site)
    {
        var (kernel, strides, dilation, more) = (attributes.Kernel, attributes.Strides, attributes.Dilation, attributes.OutputPadding);
        if (!site.CheckImage() || !site.CheckTaps(s_kernelSize, kernel)) return null;
        if (more is { } padding && (padding.Height >= strides.Height || padding.Width >= strides.Width))
        {
            return site.Refuse(s_outputPadding, padding.ToString(), Invariant($"less than the strides, {strides}"));
        }

        long height = TransposedWindow.OutputOf(site.Input.Height, kernel.Height, strides.Height, dilation.Height, attributes.IsSame, more?.Height);
        long width = TransposedWindow.OutputOf(site.Input.Width, kernel.Width, strides.Width, dilation.Width, attributes.IsSame, more?.Width);
        if (height < 1 || width < 1) return site.Refuse(s_outputPadding, more.ToString()!, "at least 1 here: the output would have no pixels");
        return height <= LongestOutput && width <= LongestOutput
            ? Shape.Image((int)height, (int)width, attributes.Filters)
            : site.Refuse(s_strides, strides.ToString(), Invariant($"an output of at most {LongestOutput} rows and columns; it has {height} x {width}"));
    }

    protected override EquatableArray<ParameterNode> Parameters(Conv2DTransposeAttributes attributes, EquatableArray<Shape> inputs)
    {
        var kernel = ParameterNodes.Kernel(
            attributes.Weights.Kernel, attributes.Kernel.Height, attributes.Kernel.Width, attributes.Filters, inputs[0].Channels);
        return attributes.UseBias ? EquatableArray.Of(kernel, ParameterNodes.Bias(attributes.Weights.Bias, attributes.Filters)) : EquatableArray.Of(kernel);
    }

    protected override long MultiplyAdds(Conv2DTransposeAttributes attributes, EquatableArray<Shape> inputs, Shape output) =>
        ElementCount.Multiply(inputs[0].Length, ElementCount.Of([attributes.Kernel.Height, attributes.Kernel.Width, attributes.Filters]));

    protected override ReceptiveField? Sees(Conv2DTransposeAttributes attributes, ReceptiveField? input) =>
        input?.Transposed(attributes.Kernel, attributes.Strides, attributes.Dilation);

    protected override string ActivationOf(Conv2DTransposeAttributes attributes) => attributes.Activation;
}

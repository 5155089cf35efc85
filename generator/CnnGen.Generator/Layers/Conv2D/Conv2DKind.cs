using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Convolution;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;
using static System.FormattableString;

namespace CnnGen.Generator.Layers.Conv2D;

/// <summary>A convolution over height and width, as Keras's Conv2D.</summary>
internal sealed partial class Conv2DKind : LayerKind<Conv2DAttributes>
{
    private static readonly WholeNumberKey s_filters = new("filters", "Output channels: the number of feature maps.", WholeNumberKey.MostChannels)
    {
        IsRequired = true,
    };

    private static readonly SizeKey s_kernelSize = new("kernel_size", "Height and width of the window: one number, or [height, width].", new Size(1, 1))
    {
        IsRequired = true,
    };

    private static readonly SizeKey s_strides = new("strides", "Steps of the window: one number, or [height, width]. 1 by default.", new Size(1, 1));

    private static readonly WholeNumberKey s_groups = new(
        "groups", "Groups of channels that do not see each other: each has its share of the input and of the filters. 1 by default.", WholeNumberKey.MostChannels);

    private static readonly ChoiceKey s_algorithm = new(
        NetworkKeys.Algorithm.Name, "How the layer is computed. By default what is expected to be fastest.", ConvolutionAlgorithms.Names, null);

    public override string Type => "Conv2D";

    public override string Description => "A convolution over height and width: each filter slides over the image and makes one feature map.";

    public override IReadOnlyList<SpecKey> Keys { get; } =
    [
        s_filters, s_kernelSize, s_strides, LayerKeys.PaddingOrZeros, LayerKeys.DilationRate, s_groups, LayerKeys.UseBias, LayerKeys.Activation,
        .. LayerKeys.Weights, s_algorithm,
    ];

    protected override Conv2DAttributes ReadAttributes(ObjectReader reader)
    {
        var kernel = reader.Read(s_kernelSize);
        var strides = reader.Read(s_strides);
        return new Conv2DAttributes(
            reader.Read(s_filters),
            kernel.Height,
            kernel.Width,
            strides.Height,
            strides.Width,
            reader.Read(LayerKeys.PaddingOrZeros),
            reader.Read(LayerKeys.UseBias),
            reader.Read(LayerKeys.Activation)!)
        {
            Dilation = reader.Read(LayerKeys.DilationRate),
            Groups = reader.Read(s_groups),
            Algorithm = ConvolutionAlgorithms.Of(reader.Read(s_algorithm)),
            Weights = WeightSettings.Read(reader),
        };
    }

    protected override Shape? InferShape(Conv2DAttributes attributes, LayerSite site)
    {
        var kernel = new Size(attributes.KernelHeight, attributes.KernelWidth);
        var output = site.Slide(s_kernelSize, "kernel", kernel, Windows(attributes, site.Input), attributes.Filters);
        if (output is null || !site.CheckTaps(s_kernelSize, kernel)) return null;
        if (site.Input.Channels % attributes.Groups != 0 || attributes.Filters % attributes.Groups != 0)
        {
            return site.Refuse(
                s_groups, Invariant($"{attributes.Groups}"),
                Invariant($"a number that divides the input's {site.Input.Channels} channels and the {attributes.Filters} filters"));
        }

        if (attributes.Algorithm is not { } algorithm || AlgorithmChoice.CanCompute(Geometry(attributes, site.Input), algorithm)) return output;
        int side = algorithm.TileOf();
        return site.Refuse(
            s_algorithm, "\"" + ConvolutionAlgorithms.Names[(int)algorithm] + "\"",
            Invariant($"\"direct\", or a layer with kernel_size 3, without strides, dilation and groups, and with an output of at least {side} x {side} (here {output})"));
    }

    protected override EquatableArray<ParameterNode> Parameters(Conv2DAttributes attributes, EquatableArray<Shape> inputs)
    {
        var kernel = ParameterNodes.Kernel(
            attributes.Weights.Kernel, attributes.KernelHeight, attributes.KernelWidth, inputs[0].Channels / attributes.Groups, attributes.Filters);
        return attributes.UseBias ? EquatableArray.Of(kernel, ParameterNodes.Bias(attributes.Weights.Bias, attributes.Filters)) : EquatableArray.Of(kernel);
    }

    protected override long MultiplyAdds(Conv2DAttributes attributes, EquatableArray<Shape> inputs, Shape output) =>
        ElementCount.Multiply(output.Length, ElementCount.Of([attributes.KernelHeight, attributes.KernelWidth, inputs[0].Channels / attributes.Groups]));

    protected override ReceptiveField? Sees(Conv2DAttributes attributes, ReceptiveField? input) =>
        input?.Under(new Size(attributes.KernelHeight, attributes.KernelWidth), new Size(attributes.StrideY, attributes.StrideX), attributes.Dilation);

    protected override string ActivationOf(Conv2DAttributes attributes) => attributes.Activation;
}

using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Pooling;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.UpSampling2D;

/// <summary>A larger image, as Keras's UpSampling2D. Bilinear interpolation has half-pixel centers, as in Keras and TensorFlow.</summary>
internal sealed class UpSampling2DKind : LayerKind<UpSampling2DAttributes>
{
    private const string Bilinear = "bilinear";

    private static readonly SizeKey s_size = new("size", "How many rows and columns each pixel becomes: one number, or [height, width]. 2 by default.", new Size(2, 2));

    private static readonly ChoiceKey s_interpolation = new(
        "interpolation", "\"nearest\": each pixel is repeated. \"bilinear\": a mean of the four nearest pixels.", ["nearest", Bilinear], "nearest");

    public override string Type => "UpSampling2D";

    public override string Description => "Makes an image larger by a whole factor.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_size, s_interpolation];

    protected override UpSampling2DAttributes ReadAttributes(ObjectReader reader) => new(reader.Read(s_size), reader.Read(s_interpolation) == Bilinear);

    protected override Shape? InferShape(UpSampling2DAttributes attributes, LayerSite site) => !site.CheckImage() ? null : Shape.Image(
        ElementCount.Saturate((long)site.Input.Height * attributes.Size.Height),
        ElementCount.Saturate((long)site.Input.Width * attributes.Size.Width),
        site.Input.Channels);

    /// <summary>The steps between elements get shorter than a pixel; they are not followed.</summary>
    protected override ReceptiveField? Sees(UpSampling2DAttributes attributes, ReceptiveField? input) => null;

    public override void PlanForward(LayerNode layer, PassBuilder pass)
    {
        var attributes = (UpSampling2DAttributes)layer.Attributes;
        var input = pass.Input(layer);
        var output = pass.Output(layer);
        if (!attributes.Bilinear)
        {
            pass.AddWindowSpread("UpSampling2D", Blocks(layer), Divisor.One, input, output);
            return;
        }

        pass.Add(
            new BilinearKernel(attributes.Size, layer.InputShapes[0], RowLayout.Of(input), RowLayout.Of(output), Backward: false), input.Pointer(), output.Pointer());
    }

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        var attributes = (UpSampling2DAttributes)layer.Attributes;
        var gradient = pass.OutputGradient(layer);
        if (!attributes.Bilinear)
        {
            pass.AddWindowSum("UpSampling2DBackward", Blocks(layer), Divisor.One, gradient, destination, accumulate);
            return;
        }

        if (!accumulate) pass.AddClear(destination);
        pass.Add(
            new BilinearKernel(attributes.Size, layer.InputShapes[0], RowLayout.Of(destination), RowLayout.Of(gradient), Backward: true),
            gradient.Pointer(), destination.Pointer());
    }

    /// <summary>Each pixel's block of the output: repeating pixels is what a sum over blocks is, transposed.</summary>
    private static PoolingGeometry Blocks(LayerNode layer)
    {
        var size = ((UpSampling2DAttributes)layer.Attributes).Size;
        return PoolingGeometry.Blocks(layer.OutputShape, size.Height, size.Width);
    }
}

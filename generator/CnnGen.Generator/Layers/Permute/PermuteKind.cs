using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.Permute;

/// <summary>The axes of an image in another order, as Keras's Permute.</summary>
internal sealed class PermuteKind : LayerKind<PermuteAttributes>
{
    private static readonly PermutationKey s_dims = new("dims", "The axis of the input that each axis of the output is: [2, 1, 3] makes rows columns.") { IsRequired = true };

    public override string Type => "Permute";

    public override string Description => "Changes the order of height, width and channels.";

    public override IReadOnlyList<SpecKey> Keys { get; } = [s_dims];

    protected override PermuteAttributes ReadAttributes(ObjectReader reader) => new(reader.Read(s_dims));

    protected override Shape? InferShape(PermuteAttributes attributes, LayerSite site)
    {
        if (!site.CheckImage()) return null;
        int[] sides = [site.Input.Height, site.Input.Width, site.Input.Channels];
        return Shape.Image(sides[attributes.Dims[0] - 1], sides[attributes.Dims[1] - 1], sides[attributes.Dims[2] - 1]);
    }

    protected override ReceptiveField? Sees(PermuteAttributes attributes, ReceptiveField? input) => null;

    public override void PlanForward(LayerNode layer, PassBuilder pass) =>
        Move(pass, pass.Input(layer), pass.Output(layer), ((PermuteAttributes)layer.Attributes).Dims, false);

    public override void PlanBackward(LayerNode layer, PassBuilder pass)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        var dims = ((PermuteAttributes)layer.Attributes).Dims;
        var back = new[] { 1, 2, 3 }.Select(axis => dims.ToList().IndexOf(axis) + 1).ToEquatableArray();
        Move(pass, pass.OutputGradient(layer), destination, back, accumulate);
    }

    private static void Move(PassBuilder pass, TensorView source, TensorView destination, EquatableArray<int> dims, bool accumulate)
    {
        int[] distances = [source.Layout.Row, source.Layout.Pixel, 1];
        var (row, pixel, channel) = (distances[dims[0] - 1], distances[dims[1] - 1], distances[dims[2] - 1]);
        if (channel == 1)
        {
            pass.AddCopy(source with { Shape = destination.Shape, Layout = source.Layout with { Row = row, Pixel = pixel } }, destination, accumulate);
            return;
        }

        pass.Add(
            new PermuteKernel(destination.Shape, source.Layout.Image, row, pixel, channel, destination.Layout, accumulate), source.Pointer, destination.Pointer);
    }
}

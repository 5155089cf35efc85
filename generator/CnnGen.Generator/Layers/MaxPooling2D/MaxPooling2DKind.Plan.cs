using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Pooling;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.MaxPooling2D;

/// <content>The largest element of each window, and the way of the gradient back to it.</content>
internal sealed partial class MaxPooling2DKind
{
    public override DisjointWindows? DisjointMaxima(LayerNode layer)
    {
        var (vertical, horizontal) = (GeometryOf(layer).Vertical, GeometryOf(layer).Horizontal);
        return vertical.IsDisjoint && horizontal.IsDisjoint ? new DisjointWindows(vertical.Kernel, horizontal.Kernel, vertical.Stride, horizontal.Stride) : null;
    }

    public override void PlanForward(LayerNode layer, PassBuilder pass) => pass.AddMaxPooling(GeometryOf(layer), pass.Input(layer), pass.Output(layer));

    public override void PlanBackward(LayerNode layer, PassBuilder pass) => pass.AddMaxPoolingBackward(GeometryOf(layer), layer);
}

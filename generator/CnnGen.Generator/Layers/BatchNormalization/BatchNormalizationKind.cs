using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.Normalization;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Layers.BatchNormalization;

/// <summary>
/// Brings each channel to a mean of 0 and a variance of 1 over the batch, as Keras's BatchNormalization. From S. Ioffe, C. Szegedy, "Batch Normalization:
/// Accelerating Deep Network Training by Reducing Internal Covariate Shift", ICML 2015.
/// </summary>
internal sealed partial class BatchNormalizationKind : LayerKind<BatchNormalizationAttributes>
{
    private const string MovingMean = "moving_mean";
    private const string MovingVariance = "moving_variance";

    private static readonly NumberKey s_momentum = new("momentum", "The part of the moving averages that a training step keeps.", 0.99) { Below = 1 };
    private static readonly ParameterKeys s_movingMean = new(MovingMean, "zeros");
    private static readonly ParameterKeys s_movingVariance = new(MovingVariance, "ones");

    public override string Type => "BatchNormalization";

    public override string Description =>
        "Brings each channel to mean 0 and variance 1: over the batch while training, otherwise by moving averages. Then scales and shifts it.";

    public override IReadOnlyList<SpecKey> Keys { get; } =
        [s_momentum, .. NormalizationParameters.Keys, .. s_movingMean.Initializer, .. s_movingVariance.Initializer];

    protected override BatchNormalizationAttributes ReadAttributes(ObjectReader reader) => new(
        reader.Read(s_momentum), reader.Read(NormalizationParameters.Epsilon), reader.Read(NormalizationParameters.Center), reader.Read(NormalizationParameters.Scale))
    {
        Parameters = NormalizationParameters.Read(reader),
        MovingMean = s_movingMean.Read(reader),
        MovingVariance = s_movingVariance.Read(reader),
    };

    protected override Shape? InferShape(BatchNormalizationAttributes attributes, LayerSite site) => site.Input;

    protected override EquatableArray<ParameterNode> Parameters(BatchNormalizationAttributes attributes, EquatableArray<Shape> inputs)
    {
        int channels = inputs[0].Channels;
        ParameterNode[] moving =
        [
            ParameterNodes.Vector(MovingMean, attributes.MovingMean, channels) with { IsObserved = true },
            ParameterNodes.Vector(MovingVariance, attributes.MovingVariance, channels) with { IsObserved = true },
        ];
        return attributes.Parameters.Nodes(attributes.Scale, attributes.Center, channels).Concat(moving).ToEquatableArray();
    }
}

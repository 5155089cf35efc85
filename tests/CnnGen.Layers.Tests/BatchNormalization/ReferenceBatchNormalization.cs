using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers.BatchNormalization;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

/// <summary>Each channel less its mean, divided by its deviation: of the batch while training, else the moving averages.</summary>
internal sealed class ReferenceBatchNormalization(LayerNode node) : ReferenceLayer<BatchNormalizationAttributes>(node)
{
    private double[] _mean = [];
    private double[] _variance = [];

    private int Channels => Node.OutputShape.Channels;

    private bool OfBatch => Training && Node.Trainable;

    /// <summary>The moving averages after a step over the batch that went through last.</summary>
    public (double[] Mean, double[] Variance) MovedAverages => OfBatch
        ? ([.. Parameters["moving_mean"].Zip(_mean, Move)], [.. Parameters["moving_variance"].Zip(_variance, Move)])
        : (Parameters["moving_mean"], Parameters["moving_variance"]);

    public override DoubleTensor[] ForwardBatch(IReadOnlyList<IReadOnlyList<DoubleTensor>> inputs)
    {
        var tensors = inputs.Select(input => input.Single()).ToList();
        _mean = OfBatch ? Means(tensors, (_, x) => x) : Parameters["moving_mean"];
        _variance = OfBatch ? Means(tensors, (c, x) => Math.Pow(x - _mean[c], 2)) : Parameters["moving_variance"];
        return [.. tensors.Select(tensor => Map(tensor, (i, c) => (Normalized(tensor, i) * Gamma(c)) + Beta(c)))];
    }

    public override IReadOnlyList<DoubleTensor>[] BackwardBatch(
        IReadOnlyList<IReadOnlyList<DoubleTensor>> inputs, IReadOnlyList<DoubleTensor> outputs, IReadOnlyList<DoubleTensor> gradients)
    {
        var tensors = inputs.Select(input => input.Single()).ToList();
        var sums = new double[Channels];
        var products = new double[Channels];
        for (int n = 0; n < tensors.Count; n++)
        {
            for (int i = 0; i < tensors[n].Values.Length; i++)
            {
                sums[i % Channels] += gradients[n].Values[i];
                products[i % Channels] += gradients[n].Values[i] * Normalized(tensors[n], i);
            }
        }

        for (int c = 0; c < Channels; c++)
        {
            if (Attributes.Center) Gradients["beta"][c] += sums[c];
            if (Attributes.Scale) Gradients["gamma"][c] += products[c];
        }

        double count = (double)tensors.Count * tensors[0].Values.Length / Channels;
        return [.. tensors.Select((tensor, n) => (IReadOnlyList<DoubleTensor>)[Map(tensor, (i, c) =>
        {
            double through = OfBatch ? (sums[c] + (Normalized(tensor, i) * products[c])) / count : 0;
            return Gamma(c) / Deviation(c) * (gradients[n].Values[i] - through);
        })])];
    }

    public override DoubleTensor Forward(DoubleTensor input) => throw new NotSupportedException("Images of a batch depend on each other.");

    private double Move(double moving, double batch) => (moving * Attributes.Momentum) + (batch * (1 - Attributes.Momentum));

    private double Gamma(int channel) => Attributes.Scale ? Parameters["gamma"][channel] : 1;

    private double Beta(int channel) => Attributes.Center ? Parameters["beta"][channel] : 0;

    private double Deviation(int channel) => Math.Sqrt(_variance[channel] + Attributes.Epsilon);

    private double Normalized(DoubleTensor tensor, int i) => (tensor.Values[i] - _mean[i % Channels]) / Deviation(i % Channels);

    private double[] Means(List<DoubleTensor> tensors, Func<int, double, double> of) =>
        [.. Enumerable.Range(0, Channels).Select(c => tensors.SelectMany(tensor => tensor.Values.Where((_, i) => i % Channels == c)).Average(x => of(c, x)))];

    private DoubleTensor Map(DoubleTensor like, Func<int, int, double> of) =>
        DoubleTensor.Of(like.Shape, Enumerable.Range(0, like.Values.Length).Select(i => of(i, i % Channels)));
}

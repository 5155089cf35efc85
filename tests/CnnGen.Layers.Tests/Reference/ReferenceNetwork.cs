using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Layers.Tests.Reference;

/// <summary>A whole network in double precision: what generated code is compared with.</summary>
internal sealed class ReferenceNetwork
{
    private readonly NetworkGraph _graph;

    public ReferenceNetwork(NetworkGraph graph)
    {
        _graph = graph;
        Layers = graph.Layers.Select(ReferenceLayer.Of).ToArray();
    }

    public ReferenceLayer[] Layers { get; }

    /// <summary>All parameters, or all gradients, by the tensors' names in files.</summary>
    public IEnumerable<(string Name, double[] Values, double[] Gradient)> Tensors =>
        from layer in Layers
        from parameter in layer.Node.Parameters
        select ($"{layer.Node.Name}.{parameter.Name}", layer.Parameters[parameter.Name], layer.Gradients[parameter.Name]);

    /// <summary>The outputs of all heads of each image, one after another.</summary>
    public double[][] Predict(IReadOnlyList<double[]> images)
    {
        var outputs = Forward(images, training: false);
        return [.. images.Select((_, n) => _graph.Heads.SelectMany(head => outputs[head.Layer][n].Values).ToArray())];
    }

    /// <summary>The unweighted loss of each head, summed over the images.</summary>
    public double[] Losses(IReadOnlyList<double[]> images, IReadOnlyList<double[]> targets, bool training)
    {
        var outputs = Forward(images, training);
        var sums = new double[_graph.Heads.Count];
        for (int n = 0; n < images.Count; n++)
        {
            var losses = Losses(OfImage(outputs, n), targets[n], out _);
            for (int h = 0; h < sums.Length; h++) sums[h] += losses[h];
        }

        return sums;
    }

    /// <summary>What training makes small: the mean over the images of the weighted sum of the heads' losses, and the penalties of regularizers.</summary>
    public double TotalLoss(IReadOnlyList<double[]> images, IReadOnlyList<double[]> targets) =>
        Losses(images, targets, training: true).Select((loss, head) => loss * _graph.Compile!.Heads[head].LossWeight).Sum() / images.Count
        + Trained.Sum(item => item.Values.Sum(w => (item.Regularizer.L1 * Math.Abs(w)) + (item.Regularizer.L2 * w * w)));

    /// <summary>Adds the gradient of <see cref="TotalLoss"/> to that of all parameters.</summary>
    public void Backward(IReadOnlyList<double[]> images, IReadOnlyList<double[]> targets)
    {
        var outputs = Forward(images, training: true);
        var gradients = _graph.Layers.Select(layer => images.Select(_ => new DoubleTensor(layer.OutputShape)).ToArray()).ToArray();
        for (int n = 0; n < images.Count; n++)
        {
            Losses(OfImage(outputs, n), targets[n], out var headGradients);
            for (int h = 0; h < _graph.Heads.Count; h++)
            {
                var gradient = gradients[_graph.Heads[h].Layer][n].Values;
                double scale = _graph.Compile!.Heads[h].LossWeight / images.Count;
                for (int i = 0; i < gradient.Length; i++) gradient[i] += headGradients[h][i] * scale;
            }
        }

        for (int l = Layers.Length - 1; l >= 0; l--)
        {
            var results = Layers[l].BackwardBatch(InputsOf(l, images, outputs), outputs[l], gradients[l]);
            for (int n = 0; n < images.Count; n++)
            {
                foreach (var (source, result) in _graph.Layers[l].Inputs.Zip(results[n]))
                {
                    if (source == LayerNode.NetworkInput) continue;
                    for (int i = 0; i < result.Values.Length; i++) gradients[source][n].Values[i] += result.Values[i];
                }
            }
        }

        foreach (var (values, gradient, regularizer) in Trained)
        {
            for (int i = 0; i < values.Length; i++) gradient[i] += (regularizer.L1 * Math.Sign(values[i])) + (2 * regularizer.L2 * values[i]);
        }
    }

    private IEnumerable<(double[] Values, double[] Gradient, Regularizer Regularizer)> Trained =>
        from layer in Layers
        where layer.Node.Trainable
        from parameter in layer.Node.Parameters
        where !parameter.IsObserved
        select (layer.Parameters[parameter.Name], layer.Gradients[parameter.Name], parameter.Regularizer);

    private DoubleTensor Image(double[] image) => DoubleTensor.Of(_graph.Input.Shape, image);

    private static DoubleTensor[] OfImage(DoubleTensor[][] outputs, int image) => [.. outputs.Select(output => output[image])];

    /// <summary>The outputs by layer and image.</summary>
    private DoubleTensor[][] Forward(IReadOnlyList<double[]> images, bool training)
    {
        var outputs = new DoubleTensor[Layers.Length][];
        for (int l = 0; l < Layers.Length; l++)
        {
            Layers[l].Training = training;
            outputs[l] = Layers[l].ForwardBatch(InputsOf(l, images, outputs));
        }

        return outputs;
    }

    private IReadOnlyList<DoubleTensor>[] InputsOf(int layer, IReadOnlyList<double[]> images, DoubleTensor[][] outputs) =>
        [.. images.Select((image, n) => _graph.Layers[layer].Inputs.Select(source => source == LayerNode.NetworkInput ? Image(image) : outputs[source][n]).ToArray())];

    private double[] Losses(DoubleTensor[] outputs, double[] target, out double[][] gradients)
    {
        gradients = new double[_graph.Heads.Count][];
        var losses = new double[_graph.Heads.Count];
        int offset = 0;
        for (int h = 0; h < losses.Length; h++)
        {
            var output = outputs[_graph.Heads[h].Layer];
            var loss = new ReferenceLoss(_graph.Compile!.Heads[h].Loss, output.Shape, target[offset..(offset + PlanBuilder.TargetLengthOf(_graph, h))], _graph.Heads[h].Kind == OutputKind.BoundingBox);
            losses[h] = loss.Of(output.Values);
            gradients[h] = loss.Gradient(output.Values);
            offset += loss.TargetLength;
        }

        return losses;
    }
}

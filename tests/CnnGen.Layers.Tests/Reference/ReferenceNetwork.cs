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

    /// <summary>The outputs of all heads, one after another.</summary>
    public double[] Predict(double[] image)
    {
        var outputs = Forward(image);
        return _graph.Heads.SelectMany(head => outputs[head.Layer].Values).ToArray();
    }

    /// <summary>The unweighted loss of each head for one image.</summary>
    public double[] Losses(double[] image, double[] target) => Losses(Forward(image), target, out _);

    /// <summary>The weighted sum of the heads' losses.</summary>
    public double TotalLoss(double[] image, double[] target) =>
        Losses(image, target).Select((loss, head) => loss * _graph.Compile!.Heads[head].LossWeight).Sum();

    /// <summary>Adds the gradient of the weighted loss of one image, divided by the batch's size, to that of all parameters.</summary>
    public void Backward(double[] image, double[] target, int batchSize)
    {
        var outputs = Forward(image);
        Losses(outputs, target, out var headGradients);
        var gradients = _graph.Layers.Select(layer => new DoubleTensor(layer.OutputShape)).ToArray();
        for (int h = 0; h < _graph.Heads.Count; h++)
        {
            var gradient = gradients[_graph.Heads[h].Layer].Values;
            double scale = _graph.Compile!.Heads[h].LossWeight / batchSize;
            for (int i = 0; i < gradient.Length; i++) gradient[i] += headGradients[h][i] * scale;
        }

        for (int l = Layers.Length - 1; l >= 0; l--)
        {
            var results = Layers[l].Backward(InputsOf(l, image, outputs), outputs[l], gradients[l]);
            foreach (var (source, result) in _graph.Layers[l].Inputs.Zip(results))
            {
                if (source == LayerNode.NetworkInput) continue;
                for (int i = 0; i < result.Values.Length; i++) gradients[source].Values[i] += result.Values[i];
            }
        }
    }

    private DoubleTensor Image(double[] image) => DoubleTensor.Of(_graph.Input.Shape, image);

    private DoubleTensor[] Forward(double[] image)
    {
        var outputs = new DoubleTensor[Layers.Length];
        for (int l = 0; l < Layers.Length; l++) outputs[l] = Layers[l].Forward(InputsOf(l, image, outputs));
        return outputs;
    }

    private DoubleTensor[] InputsOf(int layer, double[] image, DoubleTensor[] outputs) =>
        _graph.Layers[layer].Inputs.Select(source => source == LayerNode.NetworkInput ? Image(image) : outputs[source]).ToArray();

    private double[] Losses(DoubleTensor[] outputs, double[] target, out double[][] gradients)
    {
        gradients = new double[_graph.Heads.Count][];
        var losses = new double[_graph.Heads.Count];
        int offset = 0;
        for (int h = 0; h < losses.Length; h++)
        {
            var output = outputs[_graph.Heads[h].Layer];
            var loss = new ReferenceLoss(_graph.Compile!.Heads[h].Loss, output.Shape, target[offset..(offset + PlanBuilder.TargetLengthOf(_graph, h))]);
            losses[h] = loss.Of(output.Values);
            gradients[h] = loss.Gradient(output.Values);
            offset += loss.TargetLength;
        }

        return losses;
    }
}

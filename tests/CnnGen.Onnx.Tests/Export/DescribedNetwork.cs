using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Onnx.Tests.Export;

/// <summary>
/// A network of which everything is there but the code: what a generated class would say of itself, and weights. What it predicts is the reference's
/// matter, which generated code is compared with elsewhere; compiling every case here again would take minutes.
/// </summary>
/// <param name="kind">What all layers claim to be; null for what they are.</param>
/// <param name="hasGraph">Whether it describes its graph.</param>
internal sealed unsafe class DescribedNetwork(NetworkGraph graph, string? kind = null, bool hasGraph = true) : Network(Describe(graph, kind), null)
{
    protected internal override GraphDescription? DescribeGraph() => !hasGraph ? null : new(
        [.. graph.Layers.Select(layer => new GraphLayer([.. layer.Inputs], AttributesJson.Of(layer.Attributes)))], [.. graph.Heads.Select(head => head.Layer)]);

    /// <summary>The reference with this network's weights.</summary>
    public ReferenceNetwork Reference()
    {
        var reference = new ReferenceNetwork(graph);
        var tensors = reference.Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Values);
        for (var i = 0; i < Description.Parameters.Length; i++)
        {
            var source = new WeightTensor(this, i).Span;
            var values = tensors[Description.Parameters[i].Name];
            for (var n = 0; n < values.Length; n++)
                values[n] = source[n];
        }

        return reference;
    }

    protected internal override void PredictBlock(in Block block) => throw new NotSupportedException("The reference predicts.");

    protected internal override void EvaluateBlock(in Block block) => throw new NotSupportedException("The reference predicts.");

    protected internal override void TrainBlock(in Block block) => throw new NotSupportedException("The reference predicts.");

    protected internal override void DeriveWeights(int task, float* weights, float* derived) => throw new NotSupportedException("The reference predicts.");

    private static NetworkDescription Describe(NetworkGraph graph, string? kind)
    {
        var shape = graph.Input.Shape;
        List<ParameterDescription> parameters = [];
        var offset = 0;
        foreach (var layer in graph.Layers)
        {
            foreach (var parameter in layer.Parameters)
            {
                var start = parameter.Initializer;
                parameters.Add(new($"{layer.Name}.{parameter.Name}", offset, [.. parameter.Dimensions], start.Kind, start.FanIn, start.FanOut, true));
                offset += WeightStore.RoundUp(parameter.Length);
            }
        }

        return new NetworkDescription
        {
            ContractVersion = ContractVersion,
            Name = graph.Name,
            SpecHash = new string('0', 64),
            InputShape = (shape.Height, shape.Width, shape.Channels),
            InputScale = [.. graph.Input.Scale],
            InputOffset = [.. graph.Input.Offset],
            Layers = [.. graph.Layers.Select(layer => new LayerDescription(layer.Name, kind ?? layer.Attributes.Kind.Type, Dimensions(layer.OutputShape), -1, 0, 0))],
            Parameters = [.. parameters],
            Heads = [.. graph.Heads.Select(head => Head(graph, head))],
            WeightsLength = offset,
            DerivedLength = 0,
            DerivedTasks = 0,
            BlockSize = 1,
            GradientChunks = 1,
            PredictArenaLength = 0,
            TrainArenaLength = 0,
            Summary = "",
        };
    }

    private static HeadDescription Head(NetworkGraph graph, HeadNode head)
    {
        var length = (int)graph.Layers[head.Layer].OutputShape.Length;
        return new(head.Name, HeadKind.Values, length, length, null, 1, [], []);
    }

    private static int[] Dimensions(Shape shape) => shape.IsVector ? [shape.Channels] : [shape.Height, shape.Width, shape.Channels];
}

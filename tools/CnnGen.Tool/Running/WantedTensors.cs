using CnnGen.Generator.Graph;
using CnnGen.Import.Bare;

namespace CnnGen.Tool.Running;

/// <summary>The parameters of a declared network, as a file of weights is to give them.</summary>
internal static class WantedTensors
{
    public static IReadOnlyList<WantedTensor> Of(NetworkGraph graph) =>
    [
        .. graph.Layers.SelectMany(layer => layer.Parameters.Select(parameter =>
            new WantedTensor(layer.Name, layer.Attributes.Kind.Type, parameter.Name, [.. parameter.Dimensions]) { Flattened = Flattened(graph, layer) })),
    ];

    /// <summary>The image whose elements a dense layer takes: behind a Flatten, and behind what changes no place.</summary>
    private static (int Height, int Width, int Channels)? Flattened(NetworkGraph graph, LayerNode layer)
    {
        if (layer.Attributes.Kind.Type != "Dense")
            return null;
        while (layer.Inputs[0] != LayerNode.NetworkInput)
        {
            layer = graph.Layers[layer.Inputs[0]];
            var shape = layer.InputShapes[0];
            if (layer.Attributes.Kind.Type == "Flatten" && !shape.IsVector)
                return (shape.Height, shape.Width, shape.Channels);
            if (layer.Parameters.Count > 0 || layer.Inputs.Count > 1 || layer.OutputShape != shape)
                return null;
        }

        return null;
    }
}

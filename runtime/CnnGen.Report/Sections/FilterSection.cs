using CnnGen.Report.Charts;
using CnnGen.Report.Html;

namespace CnnGen.Report.Sections;

/// <summary>The filters of the first convolution.</summary>
internal static class FilterSection
{
    /// <summary>Null where the first layer that looks at places is no convolution over all channels.</summary>
    public static Section? Of(ReportContent content)
    {
        var network = content.Network;
        var layer = content.Explainer.Layers.All.FirstOrDefault(layer => KernelOf(network, layer.Name) is not null);
        // Filters of later layers look at feature maps, which are no images.
        return layer is { Kind: "Conv2D" } && KernelOf(network, layer.Name) is { Name: var name } kernel && name == $"{layer.Name}.kernel"
            ? Of(layer.Name, network.ReadTensor(kernel).ToArray(), kernel.Shape)
            : null;
    }

    /// <summary>The first parameter of a layer that slides over an image.</summary>
    private static ParameterDescription? KernelOf(Network network, string layer) => Array.Find(
        network.Description.Parameters, parameter => parameter.Shape is [> 1, > 1, _, _] && parameter.Name.StartsWith($"{layer}.", StringComparison.Ordinal));

    /// <param name="shape">Height, width, input channels, output channels.</param>
    public static Section Of(string layer, float[] kernel, IReadOnlyList<int> shape)
    {
        var isColor = shape[2] == 3;
        var section = new Section("filters", "Filters", $"{layer} slides {shape[3]} filters of {shape[0]} x {shape[1]} numbers over the image. Each answers where the image looks like it: to edges, spots, or colours. The same filter is used at all places.") { IsHalf = true }
            .Add((FilterPicture.Of(layer, kernel, shape), isColor
                ? "Each filter as a small image: the weights of red, green and blue, gray being zero."
                : "A tile a filter, by its number. All on one scale."));
        return isColor ? section : section.Legend(("#2154a6", "negative weights"), ("#f7f7f5", "zero"), ("#be242a", "positive weights"));
    }
}

using CnnGen.Report.Networks;

namespace CnnGen.Report.Tests;

/// <summary>Maps of what counts have their definitions' values.</summary>
public sealed class ExplainerTests
{
    [Fact]
    public void Grad_cam_of_a_network_that_ends_in_a_mean_and_a_dense_layer_is_the_class_activation_map()
    {
        using var network = RandomNetworks.WithRandomWeights(new Locator());
        var image = Sample(network);
        var map = new NetworkExplainer(network).GradCam(image, "shape", 1);
        network.PredictOne(image.Values);
        var activation = network.GetActivation("last");
        var kernel = network.Weights.Dense1.Kernel;
        Assert.Equal((9, 9), (map.Height, map.Width));
        for (var pixel = 0; pixel < 81; pixel++)
        {
            var sum = Enumerable.Range(0, 12).Sum(channel => activation[pixel * 12 + channel] * kernel[channel, 1]);
            // The mean over places divides each weight by 81; the gradient's mean does so too.
            Assert.Equal(Math.Max(0, sum / 81), map[pixel / 9, pixel % 9], 1e-5f);
        }
    }

    [Fact]
    public void Hires_cam_of_a_flattened_image_adds_up_to_what_speaks_for_the_score()
    {
        using var network = RandomNetworks.WithRandomWeights(new Locator());
        var image = Sample(network);
        var explainer = new NetworkExplainer(network);
        var box = explainer.TraceOf(image).Output(1)[2];
        var gradient = explainer.TraceOf(image).GradientOf(1, 2).By(explainer.Layers.Find("last").Index)!;
        // Max pooling, flattening and a dense layer are linear where the maxima stay where they are: the products of maps and gradients are the score without its bias.
        var activation = explainer.TraceOf(image).Activation(explainer.Layers.Find("last").Index);
        Assert.Equal(box - network.Weights.Dense2.Bias[2], gradient.Zip(activation, (g, a) => g * a).Sum(), 1e-3f * Math.Abs(box) + 1e-4f);
        var map = explainer.HiResCam(image, "box", 2);
        var place = Enumerable.Range(0, 12).Sum(channel => gradient[(3 * 9 + 4) * 12 + channel] * activation[(3 * 9 + 4) * 12 + channel]);
        Assert.Equal(Math.Max(0, place), map[3, 4], 1e-4f);
    }

    [Fact]
    public void Grad_cam_of_a_coordinate_reads_the_other_head()
    {
        using var network = RandomNetworks.WithRandomWeights(new Locator());
        var explainer = new NetworkExplainer(network);
        var maps = Enumerable.Range(0, 4).Select(coordinate => explainer.GradCam(Sample(network), "box", coordinate)).ToArray();
        Assert.All(maps, map => Assert.Equal(9, map.Height));
        Assert.False(maps[0].Values.Span.SequenceEqual(maps[1].Values.Span));
    }

    [Fact]
    public void Saliency_is_the_largest_gradient_of_the_channels()
    {
        using var network = RandomNetworks.WithRandomWeights(new Locator());
        var explainer = new NetworkExplainer(network);
        var image = Sample(network);
        var map = explainer.Saliency(image, "shape", 0);
        var gradient = explainer.TraceOf(image).GradientOf(0, 0).By(-1)!;
        Assert.Equal(Enumerable.Range(0, 3).Max(channel => Math.Abs(gradient[(5 * 24 + 7) * 3 + channel])), map[5, 7]);
        Assert.True(map.Largest > 0);
    }

    [Fact]
    public void Covering_what_the_network_looks_at_makes_its_output_fall()
    {
        using var network = new Locator();
        // The network's only weight that is not zero looks at red; a mean over the image is the score of class 0.
        foreach (var parameter in network.Description.Parameters)
            network.WriteTensor(parameter, new float[parameter.Length]);
        SetOne(network, "conv2d_1.kernel", (1 * 3 + 1) * 3 * 8);
        SetOne(network, "last.kernel", (1 * 3 + 1) * 8 * 12);
        SetOne(network, "dense_1.kernel", 0);
        var pixels = new byte[24 * 24 * 3];
        for (var row = 4; row < 9; row++)
        {
            for (var column = 12; column < 18; column++)
                pixels[(row * 24 + column) * 3] = 255;
        }

        var map = new NetworkExplainer(network).Occlusion(ImageSample.Of(network, pixels), "shape", 0, size: 4);
        var brightest = Enumerable.Range(0, 24 * 24).MaxBy(at => map[at / 24, at % 24]);
        Assert.InRange(brightest / 24, 4, 8);
        Assert.InRange(brightest % 24, 12, 17);
        Assert.Equal(0, map[22, 2]);
    }

    [Theory]
    [InlineData("conv2d_1", 0, 0, 0, 0, 3)]
    [InlineData("max_pooling2d_1", 2, 3, 4, 6, 4)]
    [InlineData("last", 1, 2, 2, 4, 8)]
    [InlineData("global_average_pooling2d_1", 0, 0, 0, 0, 24)]
    public void A_place_sees_a_part_of_the_image(string layer, int row, int column, int top, int left, int size)
    {
        using var network = new Locator();
        var field = new NetworkExplainer(network).ReceptiveFieldOf(layer, row, column);
        // What a mean over 9 x 9 places of 8 x 8 pixels sees ends at pixel 23.
        Assert.Equal(new ReceptiveField(top, left, size, size), field);
    }

    [Fact]
    public void What_can_not_be_asked_is_named()
    {
        using var network = new Locator();
        var explainer = new NetworkExplainer(network);
        var image = Sample(network);
        Assert.StartsWith("Locator has no head \"boxes\"; it has shape, box.", Assert.Throws<ArgumentException>(() => explainer.Saliency(image, "boxes", 0)).Message);
        Assert.StartsWith("The head \"shape\" has 2 numbers; there is no number 2.", Assert.Throws<ArgumentException>(() => explainer.GradCam(image, "shape", 2)).Message);
        Assert.StartsWith("There is no layer \"conv\"", Assert.Throws<ArgumentException>(() => explainer.GradCam(image, "shape", 0, "conv")).Message);
        Assert.StartsWith("The layer \"dense_1\" makes 2 numbers without places", Assert.Throws<ArgumentException>(() => explainer.GradCam(image, "shape", 0, "dense_1")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => explainer.Occlusion(image, "shape", 0, size: 25));
    }

    private static ImageSample Sample(Network network)
    {
        var pixels = new byte[network.Description.InputLength];
        new Random(4).NextBytes(pixels);
        return ImageSample.Of(network, pixels);
    }

    private static void SetOne(Network network, string name, int place)
    {
        var parameter = Array.Find(network.Description.Parameters, parameter => parameter.Name == name)!;
        var values = new float[parameter.Length];
        values[place] = 1;
        network.WriteTensor(parameter, values);
    }
}

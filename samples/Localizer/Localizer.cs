using CnnGen;
using CnnGen.Samples;
using LocalizerSample.Networks;

namespace LocalizerSample;

/// <summary>A network that says where something is, and perhaps what, whichever generated class it is.</summary>
internal sealed class Localizer : IDisposable
{
    /// <summary>The networks that the sample can train. Another one is another line.</summary>
    private static readonly Dictionary<string, Func<Device, Localizer>> s_networks = new()
    {
        ["Locator"] = device => Of(new Locator(device), (net, pixels) =>
        {
            var y = net.Predict(pixels);
            return new Prediction(y.ClassOutput.Index, y.ClassOutput.Probability, y.LocOutput);
        }),
        ["LocatorMse"] = device => Of(new LocatorMse(device), (net, pixels) =>
        {
            var y = net.Predict(pixels);
            return new Prediction(y.ClassOutput.Index, y.ClassOutput.Probability, y.LocOutput);
        }),
        ["LocatorGiou"] = device => Of(new LocatorGiou(device), (net, pixels) =>
        {
            var y = net.Predict(pixels);
            return new Prediction(y.ClassOutput.Index, y.ClassOutput.Probability, y.LocOutput);
        }),
        ["PhotoLocator"] = device => Of(new PhotoLocator(device), (net, pixels) =>
        {
            var y = net.Predict(pixels);
            return new Prediction(y.ClassOutput.Index, y.ClassOutput.Probability, y.LocOutput);
        }),
        ["PhotoLocatorMse"] = device => Of(new PhotoLocatorMse(device), (net, pixels) =>
        {
            var y = net.Predict(pixels);
            return new Prediction(y.ClassOutput.Index, y.ClassOutput.Probability, y.LocOutput);
        }),
        ["FaceLocator"] = device => Of(new FaceLocator(device), (net, pixels) => new Prediction(0, 1, net.Predict(pixels).Box)),
    };

    private readonly Func<byte[], Prediction> _predict;

    private Localizer(Network network, Func<byte[], Prediction> predict) => (Network, _predict) = (network, predict);

    /// <summary>The names of the networks.</summary>
    public static IReadOnlyCollection<string> Names => s_networks.Keys;

    /// <summary>The network: what does not depend on its layers.</summary>
    public Network Network { get; }

    /// <summary>A network with random weights.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static Localizer Create(string name, Device device) => s_networks[name](device);

    /// <summary>What the network says of an image in the shape that it takes.</summary>
    public Prediction Predict(BoxedImage image) => _predict(image.Pixels.Bytes);

    public void Dispose() => Network.Dispose();

    private static Localizer Of<TNetwork>(TNetwork network, Func<TNetwork, byte[], Prediction> predict)
        where TNetwork : Network => new(network, pixels => predict(network, pixels));
}

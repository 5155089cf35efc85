using CnnGen;
using CnnGen.Samples;

namespace DigitsSample;

/// <summary>A network that takes 28 x 28 gray images and names one of ten classes, whichever generated class it is.</summary>
internal sealed class Classifier : IDisposable
{
    /// <summary>The networks of models.json that the sample can train. Another one is another line.</summary>
    private static readonly Dictionary<string, Func<Device, Classifier>> s_networks = new()
    {
        ["Digits"] = device => Of(new Digits(device), net => net.Weights.Conv2D1.Kernel, (net, pixels) => Prediction.Of(net.Predict(pixels).Digit)),
        ["DigitsPlus"] = device => Of(new DigitsPlus(device), net => net.Weights.Conv2D1.Kernel, (net, pixels) => Prediction.Of(net.Predict(pixels).Digit)),
    };

    private readonly Func<byte[], Prediction> _predict;

    private Classifier(Network network, WeightTensor firstKernel, Func<byte[], Prediction> predict) =>
        (Network, FirstKernel, _predict) = (network, firstKernel, predict);

    /// <summary>The names of the networks.</summary>
    public static IReadOnlyCollection<string> Names => s_networks.Keys;

    /// <summary>The network: what does not depend on its layers.</summary>
    public Network Network { get; }

    /// <summary>The filters of the first convolution.</summary>
    public WeightTensor FirstKernel { get; }

    /// <summary>A network with random weights.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static Classifier Create(string name, Device device) => s_networks[name](device);

    /// <summary>What the network says of an image of 28 x 28 bytes.</summary>
    public Prediction Predict(byte[] pixels) => _predict(pixels);

    public void Dispose() => Network.Dispose();

    private static Classifier Of<TNetwork>(TNetwork network, Func<TNetwork, WeightTensor> firstKernel, Func<TNetwork, byte[], Prediction> predict)
        where TNetwork : Network => new(network, firstKernel(network), pixels => predict(network, pixels));
}

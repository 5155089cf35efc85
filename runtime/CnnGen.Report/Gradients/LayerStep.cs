namespace CnnGen.Report.Gradients;

/// <summary>One layer on the way back from an output: what it read and made for one image, and where its gradients are. All tensors are [height][width][channels].</summary>
internal sealed class LayerStep(NetworkTrace trace, NetworkLayer layer, float[] outputGradient, Func<int, float[]> gradientOf)
{
    public NetworkLayer Layer => layer;

    public LayerSettings Settings => layer.Settings;

    /// <summary>How many inputs it has.</summary>
    public int Inputs => layer.Inputs.Length;

    public Volume OutputSize => layer.Output;

    public float[] Output => trace.Activation(layer.Index);

    /// <summary>The gradient by its output, which the step may change.</summary>
    public float[] OutputGradient => outputGradient;

    /// <summary>Whether the layer is where the gradient starts: a softmax or sigmoid there is left out, since what is explained is the score that goes into it.</summary>
    public bool IsStart { get; init; }

    public Volume InputSize(int input = 0) => trace.Layers.SizeOf(layer.Inputs[input]);

    public float[] Input(int input = 0) => trace.Activation(layer.Inputs[input]);

    /// <summary>The gradient by an input, which the step adds to.</summary>
    public float[] InputGradient(int input = 0) => gradientOf(layer.Inputs[input]);

    /// <summary>A parameter by the last part of its name: "kernel". Null where the layer has none.</summary>
    public float[]? Parameter(string name) => trace.Parameter($"{layer.Name}.{name}");

    /// <summary>A parameter that the layer must have.</summary>
    public float[] Needed(string name) => Parameter(name)
        ?? throw new InvalidOperationException($"{layer.Name} has no {name}; build the project that declares the network with this version of CnnGen.");
}

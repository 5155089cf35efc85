using CnnGen.Generator.Layers;

namespace CnnGen.Generator.Graph;

/// <summary>
/// A checked network: every name resolved, every shape known, layers in an order in which each comes after its inputs.
/// It holds no spans, no paths and nothing of Roslyn, so two graphs are equal exactly when they generate the same code.
/// </summary>
/// <param name="Name">The key under "models": also the name of the generated class.</param>
/// <param name="Namespace">The namespace of the generated class.</param>
internal sealed record NetworkGraph(
    string Name,
    string Namespace,
    InputNode Input,
    EquatableArray<LayerNode> Layers,
    EquatableArray<HeadNode> Heads,
    CompileSettings? Compile)
{
    /// <summary>The network that it is built on; null where there is none.</summary>
    public BaseNode? Base { get; init; }
}

/// <summary>What a network has of the one that it is built on.</summary>
/// <param name="Name">The base's name.</param>
/// <param name="Layers">How many of the first layers are the base's.</param>
/// <param name="SpecHash">What the weight files of the base carry.</param>
internal sealed record BaseNode(string Name, int Layers, string SpecHash);

/// <summary>The image that the network takes.</summary>
/// <param name="ChannelOrder">"rgb", "bgr", "gray", or null where the file does not say.</param>
/// <param name="Scale">One factor, or one a channel: a byte becomes byte * scale + offset.</param>
internal sealed record InputNode(
    Shape Shape,
    string? ChannelOrder,
    EquatableArray<float> Scale,
    EquatableArray<float> Offset);

/// <summary>One layer with everything that later stages need to know of it.</summary>
/// <param name="Index">Its place in <see cref="NetworkGraph.Layers"/>.</param>
/// <param name="Name">The name in models.json and in weight files: "conv2d_1".</param>
/// <param name="Identifier">The name in C#: "Conv2D1".</param>
/// <param name="Inputs">Indices of the layers it reads; <see cref="NetworkInput"/> is the network's input.</param>
/// <param name="MultiplyAdds">Multiply-adds for one image.</param>
/// <param name="ReceptiveField">The side of the square of input pixels that one output element sees; null where it sees all of the image or it is not a matter of position.</param>
internal sealed record LayerNode(
    int Index,
    string Name,
    string Identifier,
    LayerAttributes Attributes,
    EquatableArray<int> Inputs,
    EquatableArray<Shape> InputShapes,
    Shape OutputShape,
    EquatableArray<ParameterNode> Parameters,
    long MultiplyAdds,
    int? ReceptiveField,
    Trainability Trainability)
{
    public const int NetworkInput = -1;

    /// <summary>Whether training changes its parameters at first.</summary>
    public bool Trainable => Trainability == Trainability.Yes;
}

/// <summary>A tensor that a layer keeps: trained by its gradient, or observed.</summary>
/// <param name="Name">"kernel", "bias": the tensor is "conv2d_1.kernel" in files.</param>
/// <param name="Identifier">"Kernel", "Bias".</param>
/// <param name="Dimensions">HWIO for a convolution's kernel, [in, out] for a dense layer's.</param>
internal sealed record ParameterNode(string Name, string Identifier, EquatableArray<int> Dimensions, Initializer Initializer)
{
    /// <summary>Whether training observes its values in the data, as a moving average, instead of following a gradient.</summary>
    public bool IsObserved { get; init; }

    /// <summary>What training adds to the loss for its values.</summary>
    public Regularizer Regularizer { get; init; }

    public int Length
    {
        get
        {
            int length = 1;
            foreach (int dimension in Dimensions) length *= dimension;
            return length;
        }
    }
}

/// <summary>How a parameter starts.</summary>
/// <param name="Kind">Keras's name; "variance_scaling" with its mode and distribution: "variance_scaling/fan_in/uniform".</param>
internal sealed record Initializer(string Kind, int FanIn, int FanOut)
{
    /// <summary>What the kind has besides: the value, the bounds, mean and deviation, or the scale.</summary>
    public EquatableArray<double> Arguments { get; init; } = EquatableArray<double>.Empty;
}

/// <summary>A penalty in the loss: L1 * sum |w| + L2 * sum w^2.</summary>
internal readonly record struct Regularizer(double L1, double L2);

/// <summary>An output of the network.</summary>
/// <param name="Name">The name in models.json ("class_output"): keys of loss, metrics and history.</param>
/// <param name="Identifier">The name in C#: "ClassOutput".</param>
/// <param name="Layer">The index of the layer whose output it is.</param>
/// <param name="Labels">As written; empty where there are none.</param>
/// <param name="LabelIdentifiers">The members of the label enum, one a label.</param>
internal sealed record HeadNode(
    string Name,
    string Identifier,
    int Layer,
    OutputKind Kind,
    EquatableArray<string> Labels,
    EquatableArray<string> LabelIdentifiers);

internal enum OutputKind
{
    Values,
    Classes,
    BoundingBox,
}

/// <summary>What "compile" says.</summary>
internal sealed record CompileSettings(RuntimeObject Optimizer, EquatableArray<HeadTraining> Heads);

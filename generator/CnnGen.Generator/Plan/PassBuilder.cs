using System;
using System.Collections.Generic;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;

namespace CnnGen.Generator.Plan;

/// <summary>What a pass through the network is for.</summary>
internal enum Mode
{
    Predict,

    /// <summary>As predicting, with every layer's output in memory.</summary>
    Inspect,

    /// <summary>As predicting, with the losses.</summary>
    Evaluate,

    Train,
}

/// <summary>Collects the calls of one pass. Kinds of layers ask it where their tensors are and add what they do.</summary>
internal sealed class PassBuilder(Mode mode, NetworkTensors tensors, DerivedWeights derived, ExtraSums sums)
{
    /// <summary>The local of a training pass that holds the first layer which is trained.</summary>
    public const string FirstTrained = "first";

    private readonly List<Call> _calls = [];
    private readonly List<PhaseEnd> _phaseEnds = [];
    private readonly HashSet<string> _written = [];
    private string _comment = "";
    private string _layers = "";
    private long _multiplyAdds;
    private CallCondition _condition;

    public Mode Mode => mode;

    public PlanTarget Target => tensors.Target;

    public IReadOnlyList<Call> Calls => _calls;

    /// <summary>Where a training step waits for the whole batch.</summary>
    public IReadOnlyList<PhaseEnd> PhaseEnds => _phaseEnds;

    public NetworkTensors Tensors => tensors;

    /// <summary>Which side of the features the next calls are on.</summary>
    public FeatureSide Side
    {
        set => _condition = _condition with { Of = value };
    }

    public TensorPlan Input(LayerNode layer, int index = 0) => tensors.Output(layer.Inputs[index], mode);

    public TensorPlan Output(LayerNode layer) => tensors.Output(layer.Index, mode);

    public TensorPlan OutputGradient(LayerNode layer) => tensors.Gradient(layer.Index);

    /// <summary>The layers that the layer's kernel computes in this pass.</summary>
    public LayerChain ChainOf(LayerNode layer) => Fuses ? tensors.Fused.ChainOf(layer) : new LayerChain(layer);

    /// <summary>Whether another layer's kernel writes this layer's output.</summary>
    public bool IsComputedBefore(LayerNode layer) => Fuses && tensors.Fused.IsComputedBefore(layer);

    /// <summary>Training needs the outputs on the way back.</summary>
    private bool Fuses => mode is Mode.Predict or Mode.Evaluate;

    /// <summary>Where the layer keeps what it computes between its input and its output.</summary>
    public TensorPlan Intermediate(LayerNode layer) => tensors.Intermediate(layer.Index);

    public TensorPlan IntermediateGradient(LayerNode layer) => tensors.IntermediateGradient(layer.Index);

    /// <summary>"w + Conv2D1Kernel", or null where the layer has no such parameter.</summary>
    public string? Parameter(LayerNode layer, string name) => Has(layer, name) ? $"w + At.{NetworkTensors.ParameterConstant(layer, name)}" : null;

    public string? ParameterGradient(LayerNode layer, string name) => Has(layer, name) ? $"dw + At.{NetworkTensors.ParameterConstant(layer, name)}" : null;

    /// <summary>The constant with the place, among the gradients, of a sum over the batch: a parameter's gradient, or one behind all of them.</summary>
    public string SumConstant(LayerNode layer, string parameter, int length)
    {
        string constant = NetworkTensors.ParameterConstant(layer, parameter);
        return Has(layer, parameter) ? constant : sums.Add(constant + "Sum", length);
    }

    /// <summary>
    /// Ends a phase of training: calls behind it find in "block.Totals", at the places of the gradients, what is gathered here from the whole batch.
    /// </summary>
    /// <param name="reason">What is gathered: "the statistics of batch_normalization_1".</param>
    public void EndPhase(string reason, LayerNode layer, BatchMoments? moments, params ChunkSum[] chunkSums) =>
        _phaseEnds.Add(new PhaseEnd(_calls.Count, reason, layer.Index, moments, chunkSums.ToEquatableArray()));

    /// <summary>The next calls run only where the layer is trained, or one before it.</summary>
    public void BackTo(LayerNode layer) => _condition = _condition with { BackTo = tensors.Trained.BackTo(layer.Index) };

    /// <summary>The next calls run wherever training begins.</summary>
    public void Always() => _condition = default;

    /// <summary>
    /// Adds calls that give nothing but the gradient by the layer's own parameters: there are none where it is never trained, and where the way back goes through it while it is
    /// frozen they run only if a run says otherwise.
    /// </summary>
    public void ForParametersOf(LayerNode layer, Action add)
    {
        if (layer.Trainability == Trainability.Never) return;
        var condition = _condition;
        if (tensors.Trained.IsPassedFrozen(layer)) _condition = condition with { IfThawed = true };
        add();
        _condition = condition;
    }

    /// <summary>An expression that depends on whether the layer is trained.</summary>
    public string WhereTrained(LayerNode layer, string trained, string frozen) =>
        tensors.Trained.BackTo(layer.Index) is int first ? $"({FirstTrained} <= {Literal.Of(first)} ? {trained} : {frozen})" : trained;

    /// <summary>
    /// Where to put the gradient by an input, and whether to add to what another layer put there; null where nothing before it is trained.
    /// The next calls run only where that is trained.
    /// </summary>
    public (TensorPlan Tensor, bool Accumulate)? InputGradient(LayerNode layer, int index = 0)
    {
        int source = layer.Inputs[index];
        if (!tensors.NeedsGradient(source)) return null;
        var gradient = tensors.Gradient(source);
        _condition = _condition with { BackTo = tensors.Trained.BackTo(source) };
        return (gradient, !_written.Add(gradient.Base));
    }

    /// <summary>Notes that a loss writes the gradient of a layer's output; whether it is the first to write there.</summary>
    public bool MarkGradient(LayerNode layer) => _written.Add(tensors.Gradient(layer.Index).Base);

    /// <summary>Whether the loss of this head takes what goes into the softmax or sigmoid, so that this and its derivative are part of the loss.</summary>
    public bool IsFusedWithLoss(LayerNode layer) => mode is Mode.Evaluate or Mode.Train && tensors.IsFusedWithLoss(layer);

    /// <summary>
    /// The pointer to weights in another form; the statement (made from that pointer) writes them, once for each change of the weights. A form that
    /// several passes ask for is written once.
    /// </summary>
    /// <param name="onGpu">The call that writes them there, from "weights" and the pointer; null where a form is for the processor alone.</param>
    public string Derive(LayerNode layer, string form, int length, Func<string, string> statement, Func<string, Call>? onGpu = null) => "block.Derived + At." + derived.Add(
        layer.Identifier + form, length, statement, onGpu is null ? null : pointer => onGpu(pointer) with { Comment = $"{layer.Name}: {form}." }, mode == Mode.Train, layer.Index);

    /// <summary>The comment before the next call.</summary>
    public void Describe(string comment) => Describe(comment, "", 0);

    /// <summary>The comment before the next call, and what the calls from there on compute: see <see cref="Call"/>.</summary>
    public void Describe(string comment, string layers, long multiplyAdds) => (_comment, _layers, _multiplyAdds) = (comment, layers, multiplyAdds);

    public void Add(Kernel kernel, params string?[] arguments)
    {
        var given = new List<string>();
        foreach (string? argument in arguments)
        {
            if (argument is not null) given.Add(argument);
        }

        given.Add("batch");
        Append(kernel, string.Join(", ", given));
    }

    /// <summary>A call of the runtime: "Softmax.Forward(x, batch)".</summary>
    /// <param name="into">What its result is used for.</param>
    public void AddRuntime(string call, string into = "") => Append(null, call, into);

    /// <summary>A softmax over the channels of each pixel, in place.</summary>
    public void AddSoftmax(TensorPlan tensor) => AddRuntime(
        $"Softmax.Forward({tensor.Pointer()}, batch, {Strides(tensor)}, {Literal.Of(tensor.Shape.Width)}, {Literal.Of(tensor.Shape.Channels)})");

    /// <summary>The gradient back through a softmax, in place.</summary>
    public void AddSoftmaxBackward(TensorPlan output, TensorPlan gradient) => AddRuntime(
        $"Softmax.Backward({output.Pointer()}, {Strides(output)}, {gradient.Pointer()}, batch, {Strides(gradient)}, {Literal.Of(output.Shape.Width)}, {Literal.Of(output.Shape.Channels)})");

    /// <summary>The part of an activation that a layer's kernel applies to its sums.</summary>
    public string InKernel(LayerNode layer, string activation) =>
        KeepsSums(activation) || activation == Activations.Softmax || IsFusedWithLoss(layer) ? Activations.Linear : activation;

    /// <summary>Where a layer's kernel writes its sums: to the output, unless training needs them as they are before the activation.</summary>
    public TensorPlan Sums(LayerNode layer, string activation) => KeepsSums(activation) ? KeptSums(layer) : Output(layer);

    /// <summary>What is left of an activation after the layer's kernel.</summary>
    public void AddActivation(LayerNode layer, string activation)
    {
        var output = Output(layer);
        if (activation == Activations.Softmax && !IsFusedWithLoss(layer)) AddSoftmax(output);
        if (!KeepsSums(activation)) return;
        this.AddFunction(Activations.Functions[activation], KeptSums(layer), output);
    }

    /// <summary>
    /// What a layer with an activation and a bias does first on the way back: the gradient through the activation, in place, and its sum
    /// to the bias.
    /// </summary>
    public void AddActivationBackward(LayerNode layer, string activation, TensorPlan output, TensorPlan gradient)
    {
        // Of the elements of a window the largest has the gradient: the pooling's gradient was taken back through the activation before it was sent there.
        if (CommutesWithMaxima(layer, activation) && gradient == OutputGradient(layer)) return;
        if (activation == Activations.Softmax && !IsFusedWithLoss(layer)) AddSoftmaxBackward(output, gradient);
        bool isLinear = activation is Activations.Linear or Activations.Softmax || IsFusedWithLoss(layer);
        string? bias = layer.Trainability == Trainability.Never ? null : ParameterGradient(layer, "bias");
        if (isLinear && bias is null) return;
        var source = KeepsSums(activation) ? KeptSums(layer) : output;
        var shape = gradient.Shape;
        string size = shape.NamePart;
        string borders = gradient.IsContiguous && (isLinear || source.IsContiguous) ? "" : isLinear ? $"_{gradient.RowStride}" : $"_{source.RowStride}_{gradient.RowStride}";
        void AddPass() => Add(
            new OutputGradientKernel(
                $"{(isLinear ? "" : Activations.TitleOf(activation) + "Backward")}{(bias is null ? "" : "BiasSum")}_{size}{borders}",
                (isLinear ? "" : $"Takes the gradient of {shape} back through {activation}, in place")
                + (bias is null ? "." : isLinear ? $"Adds the gradient of {shape}, summed over pixels, to that of the bias." : ", and adds its sum over pixels to the gradient of the bias."),
                shape.Height, shape.Width, shape.Channels, isLinear ? default : RowLayout.Of(source), RowLayout.Of(gradient),
                isLinear ? Activations.Linear : activation, bias is not null),
            isLinear ? null : source.Pointer(), gradient.Pointer(), bias);
        if (isLinear) ForParametersOf(layer, AddPass);
        else AddPass();
    }

    /// <summary>
    /// What the layer that a pooling alone reads does first on the way back, to the pooling's gradient in place, where that is the same: the largest element is the pooling's output, and the
    /// others have no gradient. It is a pass over fewer elements.
    /// </summary>
    public void AddActivationBackwardOfMaxima(LayerNode pooling)
    {
        if (pooling.Inputs[0] == LayerNode.NetworkInput) return;
        var layer = tensors.LayerAt(pooling.Inputs[0]);
        if (tensors.Fused.MaximaOf(layer) != pooling || layer.Attributes.Kind.ActivationOfSums(layer) is not { } activation || !CommutesWithMaxima(layer, activation)) return;
        AddActivationBackward(layer, activation, Output(pooling), OutputGradient(pooling));
    }

    private bool CommutesWithMaxima(LayerNode layer, string activation) =>
        tensors.Fused.MaximaOf(layer) is not null && layer.Attributes.Kind.ActivationOfSums(layer) is not null && activation != Activations.Softmax && !KeepsSums(activation);

    private bool KeepsSums(string activation) =>
        mode == Mode.Train && Activations.Functions.TryGetValue(activation, out var function) && function.NeedsInput;

    private TensorPlan KeptSums(LayerNode layer)
    {
        int length = (int)layer.OutputShape.Length;
        return new TensorPlan(tensors.Scratch(layer, "Sums", length), layer.OutputShape, default, length);
    }

    private void Append(Kernel? kernel, string statement, string into = "")
    {
        _calls.Add(new Call(_comment, kernel, statement) { Condition = _condition, Layers = _layers, MultiplyAdds = _multiplyAdds, Into = into });
        _comment = "";
        _multiplyAdds = 0;
    }

    private static bool Has(LayerNode layer, string name)
    {
        foreach (var parameter in layer.Parameters)
        {
            if (parameter.Name == name) return true;
        }

        return false;
    }

    private static string Strides(TensorPlan tensor) =>
        $"{Literal.Of(tensor.ImageStride)}, {Literal.Of(tensor.Shape.Height)}, {Literal.Of(tensor.RowStride)}";
}

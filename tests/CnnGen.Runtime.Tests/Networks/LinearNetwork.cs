namespace CnnGen.Runtime.Tests.Networks;

/// <summary>
/// A dense layer a head, written in plain loops as generated code would be: softmax with cross-entropy for classes, mse for anything else.
/// Training drops a quarter of the inputs.
/// </summary>
internal unsafe class LinearNetwork : Network
{
    public const int Inputs = 6;
    private const int BlockSize = 4;
    private const float DropoutRate = 0.25f;

    private readonly int _outputs;
    private readonly int _targets;

    public LinearNetwork(NetworkDescription description, Device? device = null)
        : base(description, device) => (_outputs, _targets) = (description.OutputLength, description.TargetLength);

    private LinearNetwork(LinearNetwork other)
        : base(other) => (_outputs, _targets) = (other._outputs, other._targets);

    /// <summary>Added to the loss of every image from this step on.</summary>
    public (uint Step, double Loss) Disturbance { get; set; } = (uint.MaxValue, 0);

    /// <summary>The step from which on gradients are infinite.</summary>
    public uint GradientDisturbance { get; set; } = uint.MaxValue;

    public static LinearNetwork Classifier(Device? device = null) => new(Describe([Class("digit")]), device);

    public static LinearNetwork DualHead(Device? device = null) => new(
        Describe([Class("class_output") with { LossWeight = 0.8f }, Box("loc_output") with { LossWeight = 0.2f }]), device);

    public static HeadDescription Class(string name) =>
        new(name, HeadKind.Classes, 3, 1, "sparse_categorical_crossentropy", 1, [new("accuracy")], ["circle", "square", "triangle"])
        {
            Targets = TargetKind.ClassIndex,
        };

    public static HeadDescription Box(string name) => new(name, HeadKind.BoundingBox, 4, 4, "mse", 1, [new("iou"), new("mse")], []);

    public static NetworkDescription Describe(
        HeadDescription[] heads, bool compiled = true, int contract = ContractVersion, bool trainable = true,
        PhaseEnd[]? phaseEnds = null, int keptArenaLength = 0)
    {
        var parameters = new List<ParameterDescription>();
        var offset = 0;
        foreach (var head in heads)
        {
            parameters.Add(new($"{head.Name}.kernel", offset, [Inputs, head.Length], "glorot_uniform", Inputs, head.Length, trainable));
            parameters.Add(new($"{head.Name}.bias", offset + 32, [head.Length], "zeros", Inputs, head.Length, true));
            offset += 48;
        }

        var outputs = heads.Sum(head => head.Length);
        return new NetworkDescription
        {
            ContractVersion = contract,
            Name = "Linear",
            SpecHash = new string('a', 64),
            InputShape = (2, 3, 1),
            InputScale = [0.5f],
            InputOffset = [-1],
            Layers =
            [
                new("hidden", "Dense", [heads[0].Length], -1, 0, 0),
                new("grid", "Conv2D", [2, 2, 1], 0, outputs, 3),
            ],
            Parameters = [.. parameters],
            Heads = heads,
            WeightsLength = offset,
            DerivedLength = offset,
            DerivedTasks = parameters.Count,
            BlockSize = BlockSize,
            GradientChunks = 8,
            PredictArenaLength = BlockSize * outputs + 16,
            TrainArenaLength = BlockSize * outputs + 16 + Inputs,
            PhaseEnds = phaseEnds ?? [],
            KeptArenaLength = keptArenaLength,
            Optimizer = compiled ? new Sgd(0.1) { Momentum = 0.9 } : null,
            Summary = "Linear: 6 -> 3",
        };
    }

    public LinearNetwork Share() => new(this);

    public float[] Predict(ReadOnlySpan<float> image) => PredictOne(image).ToArray();

    public float[] Predict(ReadOnlySpan<byte> pixels) => PredictOne(pixels).ToArray();

    public ReadOnlySpan<float> PredictInPlace(ReadOnlySpan<float> image) => PredictOne(image);

    public ReadOnlySpan<float> PredictBatch(ReadOnlySpan<float> images) => PredictMany(images);

    public ReadOnlySpan<float> PredictBatch(ReadOnlySpan<byte> pixels) => PredictMany(pixels);

    public EvaluationResult Measure(IDataset data, int batchSize = 32) => Evaluate(data, batchSize, TestContext.Current.CancellationToken);

    public WeightTensor Tensor(int index) => new(this, index);

    public float[] AllWeights() => [.. Enumerable.Range(0, Description.Parameters.Length).SelectMany(index => Tensor(index).Span.ToArray())];

    protected internal override void PredictBlock(in Block block)
    {
        for (var image = 0; image < block.Count; image++)
            Forward(block, image, block.Input + image * Inputs, block.Weights);
    }

    protected internal override void EvaluateBlock(in Block block)
    {
        PredictBlock(block);
        for (var image = 0; image < block.Count; image++)
            AddLosses(block, image);
    }

    protected internal override void TrainBlock(in Block block)
    {
        var input = block.Arena + Description.TrainArenaLength - Inputs;
        for (var image = 0; image < block.Count; image++)
        {
            Dropout.Mask(input, Inputs, DropoutRate, block.Seed, block.Step, 0, (long)(block.First + image) * Inputs);
            for (var i = 0; i < Inputs; i++)
                input[i] *= block.Input[image * Inputs + i];
            Forward(block, image, input, block.Derived);
            AddLosses(block, image);
            Backward(block, image, input);
        }

        if (block.Step >= GradientDisturbance)
            block.Gradients[7] = float.PositiveInfinity;
    }

    protected internal override void DeriveWeights(int task, float* weights, float* derived)
    {
        var parameter = Description.Parameters[task];
        new ReadOnlySpan<float>(weights + parameter.Offset, parameter.Length).CopyTo(new Span<float>(derived + parameter.Offset, parameter.Length));
    }

    private void Forward(in Block block, int image, float* input, float* weights)
    {
        var output = block.Output + image * _outputs;
        for (var h = 0; h < Description.Heads.Length; h++)
        {
            var head = Description.Heads[h];
            for (var o = 0; o < head.Length; o++)
            {
                output[o] = weights[48 * h + 32 + o];
                for (var i = 0; i < Inputs; i++)
                    output[o] += input[i] * weights[48 * h + i * head.Length + o];
            }

            if (head.Kind == HeadKind.Classes)
                Softmax(new Span<float>(output, head.Length));
            output += head.Length;
        }

        var kept = new ReadOnlySpan<float>(block.Output + image * _outputs, _outputs);
        kept.CopyTo(new Span<float>(block.Arena + image * _outputs, _outputs));
    }

    private static void Softmax(Span<float> values)
    {
        var largest = values[Accuracy.IndexOfLargest(values)];
        var sum = 0f;
        foreach (ref var value in values)
        {
            value = MathF.Exp(value - largest);
            sum += value;
        }

        foreach (ref var value in values)
            value /= sum;
    }

    private void AddLosses(in Block block, int image)
    {
        var output = block.Output + image * _outputs;
        var target = block.Target + image * _targets;
        for (var h = 0; h < Description.Heads.Length; h++)
        {
            var head = Description.Heads[h];
            var loss = 0.0;
            if (head.Kind == HeadKind.Classes)
            {
                loss -= Math.Log(Math.Max(output[(int)target[0]], 1e-30f));
            }
            else
            {
                for (var o = 0; o < head.Length; o++)
                    loss += (output[o] - target[o]) * (output[o] - target[o]) / head.Length;
            }

            block.Losses[h] += loss * WeightOf(block, image, h);
            if (block.Step >= Disturbance.Step)
                block.Losses[h] += Disturbance.Loss;
            output += head.Length;
            target += head.TargetLength;
        }
    }

    private void Backward(in Block block, int image, float* input)
    {
        var output = block.Output + image * _outputs;
        var target = block.Target + image * _targets;
        for (var h = 0; h < Description.Heads.Length; h++)
        {
            var head = Description.Heads[h];
            for (var o = 0; o < head.Length; o++)
            {
                var gradient = head.Kind == HeadKind.Classes ? output[o] - (o == (int)target[0] ? 1 : 0) : 2 * (output[o] - target[o]) / head.Length;
                gradient *= head.LossWeight / block.BatchSize * WeightOf(block, image, h);
                block.Gradients[48 * h + 32 + o] += gradient;
                for (var i = 0; i < Inputs; i++)
                    block.Gradients[48 * h + i * head.Length + o] += gradient * input[i];
            }

            output += head.Length;
            target += head.TargetLength;
        }
    }

    private float WeightOf(in Block block, int image, int head) =>
        block.SampleWeights is null ? 1 : block.SampleWeights[image * Description.Heads.Length + head];
}

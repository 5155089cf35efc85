using CnnGen.Gpu;

namespace CnnGen;

/// <summary>Runs a network's generated GPU code on a device. A batch is one block: it goes in, outputs and losses come out.</summary>
internal sealed unsafe class GpuExecutor : Executor
{
    private readonly Network _network;
    private readonly NetworkDescription _description;
    private readonly GpuDescription _code;
    private readonly GpuQueue _queue;
    private readonly GpuBatchMemory _memory;
    private readonly GpuWeights _weights;
    private readonly GpuBlock _block;
    private GpuTraining? _training;
    private float[] _losses = [];

    public GpuExecutor(Network network, GpuDevice device)
    {
        _network = network;
        _description = network.Description;
        _code = network.GpuCode ?? throw Network.NoGpuCode(_description);
        _queue = device.CreateQueue();
        _memory = new GpuBatchMemory(network, _code, device, _queue);
        _weights = new GpuWeights(network, _code, _queue);
        _block = new GpuBlock { Queue = _queue, Weights = _weights.Weights, Derived = _weights.Derived, Work = _weights.Work, Constants = _weights.Constants };
    }

    public override void Predict(float* input, float* output, int count)
    {
        Begin(new TrainingBatch { Input = input, Count = count }, _code.PredictImageLength, _description.InputLength);
        _weights.Refresh(_block, training: false);
        _network.PredictOnGpu(_block);
        _queue.Download(_memory.Output, output, (long)count * _description.OutputLength);
    }

    public override void Inspect(float* input, float* output)
    {
        Begin(new TrainingBatch { Input = input, Count = 1 }, Math.Max(_code.InspectImageLength, _code.PredictImageLength), _description.InputLength);
        _weights.Refresh(_block, training: false);
        _network.InspectOnGpu(_block);
        _queue.Download(_memory.Output, output, _description.OutputLength);
    }

    public override void Features(float* input, float* features, int count)
    {
        Begin(new TrainingBatch { Input = input, Count = count }, _code.PredictImageLength, _description.InputLength);
        _weights.Refresh(_block, training: false);
        _network.FeaturesOnGpu(_block);
        _queue.Download(_memory.Output, features, (long)count * _description.FeatureLength);
    }

    public override void BeginTraining(TrainingScope scope) => Training.Scope = scope;

    public override void Evaluate(in TrainingBatch batch, Span<double> losses)
    {
        Begin(batch, _code.PredictImageLength, batch.FromFeatures ? _description.FeatureLength : _description.InputLength);
        _weights.Refresh(_block, training: false);
        _network.EvaluateOnGpu(_block);
        Finish(batch, losses);
    }

    public override void TrainStep(in TrainingBatch batch, ulong seed, uint step, Span<double> losses)
    {
        Begin(batch, _code.TrainImageLength, batch.FromFeatures ? _description.FeatureLength : _description.InputLength);
        _weights.Refresh(_block, training: true);
        Training.Prepare(_block, seed, step);
        _network.TrainOnGpu(_block);
        Finish(batch, losses);
    }

    public override ParameterDescription? ApplyGradients(OptimizerState optimizer) =>
        (_training ?? throw new InvalidOperationException("There are no gradients before the first training step.")).ApplyGradients(optimizer);

    public override void Synchronize()
    {
    }

    public override void ReadActivation(LayerDescription layer, Span<float> values)
    {
        var index = Array.IndexOf(_description.Layers, layer);
        var shape = layer.OutputShape;
        var rows = shape.Length == 3 ? shape[0] : 1;
        var rowLength = values.Length / rows;
        fixed (float* first = values)
        {
            for (var row = 0; row < rows; row++)
            {
                var from = _memory.Arena + _code.ActivationOffsets[index] + (_code.ActivationBorders[index] + ((long)row * _code.ActivationRowStrides[index]));
                _queue.Download(from, first + (row * rowLength), rowLength);
            }
        }
    }

    public override void Dispose()
    {
        _training?.Dispose();
        _weights.Dispose();
        _memory.Dispose();
        _queue.Dispose();
    }

    private GpuTraining Training => _training ??= new GpuTraining(_network, _code, _queue);

    /// <summary>Makes room for a batch and copies it to the device.</summary>
    private void Begin(in TrainingBatch batch, int imageLength, int inputLength)
    {
        _memory.Ensure(batch.Count, imageLength);
        _queue.Upload(batch.Input, _memory.Input, (long)batch.Count * inputLength);
        if (batch.Target != null)
            _queue.Upload(batch.Target, _memory.Target, (long)batch.Count * _description.TargetLength);
        if (batch.Weights != null)
            _queue.Upload(batch.Weights, _memory.SampleWeights, (long)batch.Count * _description.Heads.Length);
        _block.Input = _memory.Input;
        _block.Output = _memory.Output;
        _block.Target = _memory.Target;
        _block.SampleWeights = batch.Weights != null ? _memory.SampleWeights : null;
        _block.Losses = _memory.Losses;
        _block.Arena = _memory.Arena;
        _block.Count = batch.Count;
        _block.FromFeatures = batch.FromFeatures;
    }

    /// <summary>Brings back the outputs, and each head's losses as their sum.</summary>
    private void Finish(in TrainingBatch batch, Span<double> losses)
    {
        var heads = _description.Heads.Length;
        if (_losses.Length < heads * batch.Count)
            _losses = new float[heads * batch.Count];
        fixed (float* values = _losses)
            _queue.Download(_memory.Losses, values, (long)heads * batch.Count);
        _queue.Download(_memory.Output, batch.Output, (long)batch.Count * _description.OutputLength);
        for (var head = 0; head < heads; head++)
        {
            var sum = 0.0;
            foreach (var loss in _losses.AsSpan(head * batch.Count, batch.Count))
                sum += loss;
            losses[head] = sum;
        }
    }
}

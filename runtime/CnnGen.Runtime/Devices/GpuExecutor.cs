using CnnGen.Gpu;

namespace CnnGen;

/// <summary>Runs a network's generated GPU code. Only batches go in; outputs and losses come out. While it is trained, the device's weights are the newer ones.</summary>
internal sealed unsafe class GpuExecutor : Executor
{
    private readonly Network _network;
    private readonly NetworkDescription _description;
    private readonly GpuDescription _code;
    private readonly GpuQueue _queue;
    private readonly GpuWorkspace _workspace;
    private readonly GpuWeights _weights;
    private readonly GpuBuffer _work;
    private readonly GpuBlock _block;
    private readonly Action _predict;
    private GpuTraining? _training;

    // Launches of a prediction that the device may have kept, and what they were made for.
    private IDisposable? _kept;
    private (GpuArena Arena, int Count) _keptFor;
    private float[] _losses = [];

    public GpuExecutor(Network network, GpuDevice device)
    {
        _network = network;
        _description = network.Description;
        _code = network.GpuCode ?? throw network.NoGpuCode();
        _queue = device.Open();
        _workspace = new GpuWorkspace(_description, _code, device, _queue);
        _weights = new GpuWeights(network, _code, _queue);
        _work = _queue.Allocate(_code.WorkLength);
        _predict = () => _network.PredictOnGpu(_block!);
        _block = new GpuBlock { Queue = _queue, Weights = _weights.All, Derived = _weights.Derived, Work = new GpuView(_work, 0), Constants = _weights.Constants };
    }

    public override void Predict(float* input, float* output, int count)
    {
        Begin(new TrainingBatch { Input = input, Count = count }, _code.PredictImageLength, training: false);
        if (_keptFor != (_block.Arena, count))
            Forget();
        _kept = _queue.Repeat(_kept, _predict);
        _keptFor = (_block.Arena, count);
        _queue.Download(_workspace.Output, output, (long)count * _description.OutputLength);
    }

    public override void Inspect(float* input, float* output)
    {
        Begin(new TrainingBatch { Input = input, Count = 1 }, Math.Max(_code.InspectImageLength, _code.PredictImageLength), training: false);
        _network.InspectOnGpu(_block);
        _queue.Download(_workspace.Output, output, _description.OutputLength);
    }

    public override void Features(float* input, float* features, int count)
    {
        Begin(new TrainingBatch { Input = input, Count = count }, _code.PredictImageLength, training: false);
        _network.FeaturesOnGpu(_block);
        _queue.Download(_workspace.Output, features, (long)count * _description.FeatureLength);
    }

    public override void BeginTraining(TrainingScope scope)
    {
        Training.Begin(scope);
        _weights.Scope = scope;
    }

    public override void Evaluate(in TrainingBatch batch, Span<double> losses)
    {
        Begin(batch, _code.PredictImageLength, training: false);
        _network.EvaluateOnGpu(_block);
        End(batch, losses);
    }

    public override void TrainStep(in TrainingBatch batch, ulong seed, uint step, Span<double> losses)
    {
        Begin(batch, _code.TrainImageLength, training: true);
        Training.Prepare(_block, seed, step);
        _network.TrainOnGpu(_block);
        End(batch, losses);
    }

    public override ParameterDescription? ApplyGradients(OptimizerState optimizer)
    {
        var training = _training ?? throw new InvalidOperationException("There are no gradients before the first training step.");
        if (training.Updates.Apply(_weights.All, training.Gradients, optimizer) is { } spoiled)
            return spoiled;
        _weights.Changed();
        return null;
    }

    /// <summary>Copies the gradients of the last step as optimizers see them, in the layout of the weights. This takes the place of <see cref="ApplyGradients"/>.</summary>
    internal void ReadGradients(Span<float> gradients)
    {
        Training.Updates.AddPenalties(_weights.All, Training.Gradients);
        fixed (float* pointer = gradients)
            _queue.Download(Training.Gradients, pointer, gradients.Length);
    }

    public override double Penalty(WeightStore store, TrainingScope scope)
    {
        if (_training?.Updates is { } updates && updates.Scope == scope)
        {
            Upload();
            return updates.Penalty(_weights.All);
        }

        Synchronize();
        return base.Penalty(store, scope);
    }

    public override void Synchronize()
    {
        if (_weights.Synchronize())
            _training?.Updates.Synchronize();
    }

    public override void ReadActivation(LayerDescription layer, Span<float> values)
    {
        var index = Array.IndexOf(_description.Layers, layer);
        var rows = layer.OutputShape.Length == 3 ? layer.OutputShape[0] : 1;
        var rowLength = values.Length / rows;
        var first = _workspace.Arena + _code.ActivationOffsets[index] + _code.ActivationBorders[index];
        fixed (float* pointer = values)
        {
            for (var row = 0; row < rows; row++)
                _queue.Download(first + ((long)row * _code.ActivationRowStrides[index]), pointer + (row * rowLength), rowLength);
        }
    }

    public override void Dispose()
    {
        Forget();
        _training?.Dispose();
        _weights.Dispose();
        _work.Dispose();
        _workspace.Dispose();
        _queue.Dispose();
    }

    private GpuTraining Training => _training ??= new GpuTraining(_description, _code, _queue);

    /// <summary>Makes room for a batch, copies it to the device, and brings the weights there up to date.</summary>
    private void Begin(in TrainingBatch batch, int imageLength, bool training)
    {
        _workspace.Ensure(batch.Count, imageLength);
        _block.Arena = _workspace.Arena;
        _block.Input = _workspace.Input;
        _block.Output = _workspace.Output;
        _block.Target = _workspace.Target;
        _block.Losses = _workspace.Losses;
        _block.SampleWeights = batch.Weights == null ? null : _workspace.SampleWeights;
        _block.FromFeatures = batch.FromFeatures;
        _block.Count = batch.Count;
        _queue.Upload(batch.Input, _block.Input, (long)batch.Count * (batch.FromFeatures ? _description.FeatureLength : _description.InputLength));
        if (batch.Target != null)
            _queue.Upload(batch.Target, _block.Target, (long)batch.Count * _description.TargetLength);
        if (batch.Weights != null)
            _queue.Upload(batch.Weights, _workspace.SampleWeights, (long)batch.Count * _description.Heads.Length);
        Upload();
        _weights.Derive(_block, training);
    }

    private void Forget()
    {
        _kept?.Dispose();
        _kept = null;
    }

    private void Upload()
    {
        if (_weights.Upload())
            _training?.Updates.HostChanged();
    }

    /// <summary>Brings back outputs, and losses as their sums, in double precision and in the order of the images.</summary>
    private void End(in TrainingBatch batch, Span<double> losses)
    {
        var count = batch.Count * losses.Length;
        if (_losses.Length < count)
            _losses = new float[count];
        fixed (float* pointer = _losses)
            _queue.Download(_workspace.Losses, pointer, count);
        _queue.Download(_workspace.Output, batch.Output, (long)batch.Count * _description.OutputLength);
        for (var head = 0; head < losses.Length; head++)
        {
            var sum = 0.0;
            foreach (var loss in _losses.AsSpan(head * batch.Count, batch.Count))
                sum += loss;
            losses[head] = sum;
        }
    }
}

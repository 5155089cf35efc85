using System.Diagnostics;

namespace CnnGen;

/// <summary>Runs a network's generated vector code on the worker team.</summary>
internal sealed unsafe class CpuExecutor : Executor
{
    private readonly Network _network;
    private readonly CpuDevice _device;
    private readonly WorkerTeam _team;
    private readonly CpuArenas _arenas;
    private readonly LossSums _losses;
    private readonly CpuPredictJob _predict;
    private readonly CpuStepJob _steps;
    private readonly CpuInspectJob _inspect;
    private readonly CpuEvaluateJob _evaluate;
    private CpuTraining? _training;

    public CpuExecutor(Network network, CpuDevice device)
    {
        _network = network;
        _device = device;
        _team = WorkerTeam.Of(device.Threads);
        _arenas = new CpuArenas();
        _losses = new LossSums(network.Description.Heads.Length);
        _predict = new CpuPredictJob(network, _arenas, device.VectorBits);
        _steps = new CpuStepJob(network, _arenas, device.VectorBits);
        _inspect = new CpuInspectJob(network, _arenas, device.VectorBits);
        _evaluate = new CpuEvaluateJob(network, _arenas, device.VectorBits, _losses);
    }

    public override void Predict(float* input, float* output, int count)
    {
        if (SharesImages(count))
        {
            for (var image = 0; image < count; image++)
            {
                PrepareSteps(input + (long)image * _network.Description.InputLength, output + (long)image * _network.Description.OutputLength);
                for (var step = 0; step < _network.Description.StepParts.Length; step++)
                    RunStep(step);
            }

            return;
        }

        var share = (count + _team.Threads - 1) / _team.Threads;
        _predict.BlockSize = Math.Min(share, Math.Max(_network.Description.BlockSize, _network.Description.PredictBlockSize));
        _predict.Batch = new TrainingBatch { Input = input, Output = output, Count = count };
        _predict.Derived = _network.Store.Derived.Current(_network);
        RunOnArenas(_predict, (count + _predict.BlockSize - 1) / _predict.BlockSize, _network.Description.PredictArenaLength);
    }

    public override void Profile(float* input, float* output, Span<long> ticks)
    {
        PrepareSteps(input, output);
        for (var step = 0; step < ticks.Length; step++)
        {
            var start = Stopwatch.GetTimestamp();
            RunStep(step);
            ticks[step] = Stopwatch.GetTimestamp() - start;
        }
    }

    public override void Inspect(float* input, float* output)
    {
        _inspect.Derived = _network.Store.Derived.Current(_network);
        _inspect.Batch = new TrainingBatch { Input = input, Output = output, Count = 1 };
        RunOnArenas(_inspect, 1, _network.Description.InspectArenaLength);
    }

    public override void Features(float* input, float* features, int count)
    {
        var blockSize = _network.Description.BlockSize;
        var job = new CpuFeatureJob(_network, _arenas, _device.VectorBits)
        {
            Batch = new TrainingBatch { Input = input, Output = features, Count = count },
            Derived = _network.Store.Derived.Current(_network),
        };
        RunOnArenas(job, (count + blockSize - 1) / blockSize, _network.Description.PredictArenaLength);
    }

    public override void BeginTraining(TrainingScope scope) => Training.Scope = scope;

    public override void Evaluate(in TrainingBatch batch, Span<double> losses)
    {
        var blockSize = _network.Description.BlockSize;
        var tasks = (batch.Count + blockSize - 1) / blockSize;
        _losses.Reset(tasks);
        _evaluate.Batch = batch;
        _evaluate.Derived = _network.Store.Derived.Current(_network);
        RunOnArenas(_evaluate, tasks, _network.Description.PredictArenaLength);
        _losses.Total(tasks, losses);
    }

    public override void TrainStep(in TrainingBatch batch, ulong seed, uint step, Span<double> losses) => Training.Step(batch, seed, step, losses);

    public override ParameterDescription? ApplyGradients(OptimizerState optimizer) =>
        (_training ?? throw new InvalidOperationException("There are no gradients before the first training step.")).ApplyGradients(optimizer);

    public override void Synchronize()
    {
    }

    public override void ReadActivation(LayerDescription layer, Span<float> values)
    {
        var arena = _arenas.First!.Span;
        var shape = layer.OutputShape;
        var rows = shape.Length == 3 ? shape[0] : 1;
        var rowLength = values.Length / rows;
        for (var row = 0; row < rows; row++)
        {
            arena.Slice(layer.ActivationOffset + row * layer.ActivationRowStride, rowLength).CopyTo(values[(row * rowLength)..]);
        }
    }

    public override void Dispose()
    {
        _arenas.Dispose();
        _training?.Dispose();
    }

    private CpuTraining Training => _training ??= new CpuTraining(_network, _device, _team, _arenas, _losses, _network.Description.GradientChunks);

    /// <summary>Whether all threads work on one image after another.</summary>
    private bool SharesImages(int count) => count < _team.Threads && _network.Description.SharesImages;

    private void PrepareSteps(float* input, float* output)
    {
        _steps.Batch = new TrainingBatch { Input = input, Output = output, Count = 1 };
        _steps.Derived = _network.Store.Derived.Current(_network);
        _arenas.Ensure(1, _network.Description.PredictArenaLength);
        _arenas.Ensure(_team.Threads, _network.Description.WorkLength);
    }

    private void RunStep(int step)
    {
        _steps.Step = step;
        _steps.Parts = _network.Description.StepParts[step];
        _steps.Tasks = _network.Description.SharesImages ? Math.Min(_steps.Parts, _team.Threads) : 1;
        _team.Run(_steps, _steps.Tasks);
    }

    private void RunOnArenas(ITeamJob job, int tasks, int arenaLength)
    {
        _arenas.Ensure(tasks == 1 ? 1 : _team.Threads, arenaLength);
        _team.Run(job, tasks);
    }
}

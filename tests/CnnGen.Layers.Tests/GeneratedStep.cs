using CnnGen.Generator.Graph;
using CnnGen.Layers.Tests.Reference;

namespace CnnGen.Layers.Tests;

/// <summary>One batch through a generated network and through its reference, with the same random weights, images and targets.</summary>
internal sealed unsafe class GeneratedStep : IDisposable
{
    private readonly NetworkGraph _graph;
    private readonly NetworkDescription _description;
    // Behind an arena's end lies what nothing may write.
    private const int GuardLength = 256;
    private const float Guard = 12345.678f;

    private readonly AlignedBuffer[] _buffers;
    private readonly double[][] _images;
    private readonly double[][] _targets;
    private readonly double[] _losses;
    private Block _block;

    public GeneratedStep(NetworkGraph graph, Network network, int batch, int seed)
    {
        _graph = graph;
        Network = network;
        _description = network.Description;
        Reference = new ReferenceNetwork(graph);
        var random = new Random(seed);
        _images = Enumerable.Range(0, batch).Select(_ => Floats(random, _description.InputLength)).ToArray();
        _targets = Enumerable.Range(0, batch).Select(_ => Target(random)).ToArray();
        _losses = new double[graph.Heads.Count];
        _buffers =
        [
            Filled(_images), new(batch * _description.OutputLength), Filled(_targets), new(_description.WeightsLength),
            new(Math.Max(1, _description.DerivedLength)), new(_description.WeightsLength),
        ];
        foreach (var parameter in _description.Parameters)
        {
            var values = Floats(random, parameter.Length);
            for (int i = 0; i < values.Length; i++) _buffers[3].Pointer[parameter.Offset + i] = (float)values[i];
            values.CopyTo(Reference.Tensors.Single(tensor => tensor.Name == parameter.Name).Values, 0);
        }
    }

    public Network Network { get; }

    public ReferenceNetwork Reference { get; }

    public int Batch => _images.Length;

    public Span<float> Outputs => new(_buffers[1].Pointer, Batch * _description.OutputLength);

    public ReadOnlySpan<double> Losses => _losses;

    public IEnumerable<(double[] Image, double[] Target)> Samples => _images.Zip(_targets);

    public double[] Gradient(ParameterDescription parameter) =>
        new Span<float>(_buffers[5].Pointer + parameter.Offset, parameter.Length).ToArray().Select(value => (double)value).ToArray();

    /// <summary>Runs the batch in blocks, as a worker does, in an arena of the length that the pass may use.</summary>
    public void Run(int vectorBits, RunBlock run, bool training = false)
    {
        int arenaLength = training ? _description.TrainArenaLength : _description.PredictArenaLength;
        using var arena = new AlignedBuffer(arenaLength + GuardLength);
        var guard = arena.Span[arenaLength..];
        guard.Fill(Guard);
        new Span<float>(_buffers[5].Pointer, _description.WeightsLength).Clear();
        Array.Clear(_losses);
        for (int task = 0; task < _description.DerivedTasks; task++) Network.DeriveWeights(task, _buffers[3].Pointer, _buffers[4].Pointer);
        fixed (double* losses = _losses)
        {
            for (int first = 0; first < Batch; first += _description.BlockSize)
            {
                _block = new Block
                {
                    Input = _buffers[0].Pointer + (first * _description.InputLength),
                    Output = _buffers[1].Pointer + (first * _description.OutputLength),
                    Target = _buffers[2].Pointer + (first * _description.TargetLength),
                    Weights = _buffers[3].Pointer,
                    Derived = _buffers[4].Pointer,
                    Gradients = _buffers[5].Pointer,
                    Arena = arena.Pointer,
                    Losses = losses,
                    Count = Math.Min(_description.BlockSize, Batch - first),
                    First = first,
                    BatchSize = Batch,
                    VectorBits = vectorBits,
                    Seed = 11,
                    Step = 3,
                };
                run(_block);
            }
        }

        Assert.False(guard.ContainsAnyExcept(Guard), "something was written behind the arena");
    }

    /// <summary>Gives the reference's dropout layers the masks that training draws for one image.</summary>
    public void SetMasks(int image)
    {
        foreach (var layer in Reference.Layers.OfType<ReferenceDropout>())
        {
            int length = (int)layer.Node.OutputShape.Length;
            var mask = new float[length];
            fixed (float* pointer = mask) Dropout.Mask(pointer, length, layer.Rate, 11, 3, layer.Node.Index, (long)length * image);
            layer.Mask = mask.Select(value => (double)value).ToArray();
        }
    }

    public void Dispose()
    {
        foreach (var buffer in _buffers) buffer.Dispose();
        Network.Dispose();
    }

    /// <summary>Numbers that a float holds exactly, so that both sides start from the same.</summary>
    private static double[] Floats(Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => (double)((random.NextSingle() * 1.6f) - 0.8f)).ToArray();

    private double[] Target(Random random) => _description.Heads.SelectMany(head => head.Targets switch
    {
        TargetKind.Values => Floats(random, head.TargetLength),
        TargetKind.ClassIndex => Enumerable.Range(0, head.TargetLength).Select(_ => (double)random.Next(head.Length / head.TargetLength)),
        _ => Enumerable.Range(0, head.TargetLength).Select(_ => (double)random.NextSingle()),
    }).ToArray();

    private static AlignedBuffer Filled(double[][] rows)
    {
        var values = rows.SelectMany(row => row).ToArray();
        var buffer = new AlignedBuffer(values.Length);
        for (int i = 0; i < values.Length; i++) buffer.Pointer[i] = (float)values[i];
        return buffer;
    }

    public delegate void RunBlock(in Block block);
}

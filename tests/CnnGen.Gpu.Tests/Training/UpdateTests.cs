using CnnGen.Gpu.Tests.Devices;
using CnnGen.Gpu.Tests.Kernels;

namespace CnnGen.Gpu.Tests.Training;

/// <summary>Steps of each optimizer on a device against the processor's, with all that a step does besides.</summary>
public sealed unsafe class UpdateTests
{
    private const int Steps = 4;

    private static readonly Dictionary<string, Optimizer> s_optimizers = new()
    {
        ["sgd"] = new Sgd(0.1) { WeightDecay = 0.3, ExcludeFromWeightDecay = ["bias"] },
        ["momentum"] = new Sgd(0.1) { Momentum = 0.9, ClipNorm = 1.5 },
        ["nesterov"] = new Sgd(0.1) { Momentum = 0.9, Nesterov = true, GlobalClipNorm = 3 },
        ["adam"] = new Adam(0.01) { ClipValue = 0.5 },
        ["amsgrad"] = new Adam(0.01) { Amsgrad = true },
        ["adamw"] = new AdamW(0.01) { UseEma = true, EmaMomentum = 0.6, EmaOverwriteFrequency = 2, GlobalClipNorm = 1 },
        ["rmsprop"] = new RmsProp(0.01),
        ["rmsprop with all"] = new RmsProp(0.01) { Momentum = 0.5, Centered = true, UseEma = true },
        ["adagrad"] = new Adagrad(0.1),
        ["lion"] = new Lion(0.01),
    };

    private static readonly NetworkDescription s_network = Describe();

    public static TheoryData<string, string> Cases
    {
        get
        {
            // The simulator takes its time: the case with most of it all is enough there.
            var cases = new TheoryData<string, string> { { "simulator", "adamw" } };
            foreach (var name in s_optimizers.Keys)
                cases.Add("opencl", name);
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Steps_are_those_of_the_processor(string device, string name)
    {
        using var queue = Queues.Open(device);
        var scope = TrainingScope.Of(s_network);
        using var expected = s_optimizers[name].CreateState(s_network);
        using var state = s_optimizers[name].CreateState(s_network);
        using var updates = new GpuUpdates(s_network, queue, scope);
        using var host = new AlignedBuffer(s_network.WeightsLength);
        KernelCase.Numbers(s_network.WeightsLength, 1).CopyTo(host.Span);
        var weights = queue.Copy(host.Span.ToArray());
        for (var step = 0; step < Steps; step++)
        {
            var values = KernelCase.Numbers(s_network.WeightsLength, (uint)step + 2);
            OnCpu(scope, expected, host, values, step);
            state.BeginStep(0.01, step);
            Assert.Null(updates.Apply(weights, queue.Copy(values), state));
        }

        var found = queue.Read(weights, s_network.WeightsLength);
        updates.Synchronize();
        foreach (var parameter in s_network.Parameters)
        {
            AssertNear(host.Span.Slice(parameter.Offset, parameter.Length), found.AsSpan(parameter.Offset, parameter.Length), parameter.Name);
            for (var slot = 0; slot < state.SlotNames.Length; slot++)
                AssertNear(expected.Slot(slot).Slice(parameter.Offset, parameter.Length), state.Slot(slot).Slice(parameter.Offset, parameter.Length), $"{state.SlotNames[slot]} of {parameter.Name}");
        }
    }

    [Theory, MemberData(nameof(Queues.Names), MemberType = typeof(Queues))]
    public void A_gradient_that_is_not_finite_changes_nothing(string device)
    {
        using var queue = Queues.Open(device);
        using var updates = new GpuUpdates(s_network, queue, TrainingScope.Of(s_network));
        var before = KernelCase.Numbers(s_network.WeightsLength, 1);
        var weights = queue.Copy(before);
        using var state = new Adam().CreateState(s_network);
        state.BeginStep(0.1, 0);
        foreach (var spoiled in (float[])[float.NaN, float.NegativeInfinity])
        {
            var gradients = new float[s_network.WeightsLength];
            gradients[s_network.Parameters[1].Offset + 2] = spoiled;
            Assert.Equal("dense.bias", updates.Apply(weights, queue.Copy(gradients), state)?.Name);
            Assert.Equal(before, queue.Read(weights, before.Length));
        }

        // Its square is no float, but it is one itself.
        var large = new float[s_network.WeightsLength];
        large[5] = 3e38f;
        Assert.Null(updates.Apply(weights, queue.Copy(large), state));
    }

    [Theory, MemberData(nameof(Queues.Names), MemberType = typeof(Queues))]
    public void The_penalty_is_that_of_the_processor(string device)
    {
        using var queue = Queues.Open(device);
        var scope = TrainingScope.Of(s_network);
        using var updates = new GpuUpdates(s_network, queue, scope);
        var store = new WeightStore(s_network, 3);
        var expected = Regularization.Penalty(store, scope);
        Assert.Equal(expected, updates.Penalty(queue.Copy(store.Values.ToArray())), expected * 1e-6);
        store.Release();
    }

    private static void OnCpu(TrainingScope scope, OptimizerState state, AlignedBuffer weights, float[] values, int step)
    {
        var ranges = WeightRange.Of(s_network, scope);
        var norms = new GradientNorms(s_network, ranges);
        using var gradients = new AlignedBuffer(s_network.WeightsLength);
        values.CopyTo(gradients.Span);
        for (var index = 0; index < ranges.Length; index++)
        {
            var range = ranges[index];
            Regularization.AddGradient(s_network.Parameters[range.Parameter], weights.Pointer, gradients.Pointer, range.Start, range.PaddedLength);
            gradients.Span.Slice(range.Start + range.Length, range.PaddedLength - range.Length).Clear();
            norms.Add(index, gradients.Pointer + range.Start, range.PaddedLength);
        }

        Assert.Null(norms.Finish(state.Optimizer));
        state.BeginStep(0.01, step);
        foreach (var range in ranges)
            state.Update(range, weights.Pointer, gradients.Pointer, norms.Scale(range.Parameter));
        foreach (var offset in (int[])[5056, 5072])
        {
            for (var channel = 0; channel < 3; channel++)
                weights.Pointer[offset + channel] = (float)(weights.Pointer[offset + channel] * 0.9 + gradients.Pointer[offset + channel] * (1 - 0.9));
        }
    }

    private static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> found, string what)
    {
        var largest = 0f;
        foreach (var value in expected)
            largest = MathF.Max(largest, MathF.Abs(value));
        for (var i = 0; i < expected.Length; i++)
            Assert.True(MathF.Abs(expected[i] - found[i]) <= 1e-5f * largest, FormattableString.Invariant($"{what}, element {i}: found {found[i]:R}, expected {expected[i]:R}"));
    }

    // A kernel of two ranges, a bias that ends inside of its room, and moving averages.
    private static NetworkDescription Describe() => new()
    {
        ContractVersion = Network.ContractVersion,
        Name = "Updated",
        SpecHash = "0",
        InputShape = (1, 1, 5),
        InputScale = [1],
        InputOffset = [0],
        Layers = [new("dense", "Dense", [5], -1, 0, 0), new("norm", "BatchNormalization", [3], -1, 0, 0)],
        Parameters =
        [
            new("dense.kernel", 0, [5, 1001], "glorot_uniform", 5, 1001, true) { L1 = 0.01, L2 = 0.02 },
            new("dense.bias", 5008 + 16, [5], "ones", 5, 5, true) { L2 = 0.05 },
            new("norm.moving_mean", 5056, [3], "zeros", 3, 3, false),
            new("norm.moving_variance", 5072, [3], "ones", 3, 3, false),
        ],
        Heads = [],
        WeightsLength = 5088,
        DerivedLength = 0,
        DerivedTasks = 0,
        BlockSize = 1,
        GradientChunks = 1,
        PredictArenaLength = 0,
        TrainArenaLength = 0,
        PhaseEnds = [new([new BatchMoments(5056, 5072, 3, 1, 0.9)], []) { Layer = 1 }],
        Optimizer = new Adam(),
        Summary = "",
    };
}

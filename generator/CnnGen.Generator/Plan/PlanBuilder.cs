using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Plan;

/// <summary>Graph -> plan: where tensors lie, which kernels run in which order, how much memory that takes.</summary>
internal static class PlanBuilder
{
    /// <param name="gpu">Whether there is a plan for GPUs too.</param>
    public static NetworkPlan Build(NetworkGraph graph, bool gpu) =>
        gpu ? Build(graph, PlanTarget.Cpu) with { Gpu = Build(graph, PlanTarget.Gpu) } : Build(graph, PlanTarget.Cpu);

    private static NetworkPlan Build(NetworkGraph graph, PlanTarget target)
    {
        var arena = new Arena(target);
        var tensors = new NetworkTensors(graph, arena);
        var derived = new DerivedWeights();
        var sums = new ExtraSums();

        PassBuilder Pass(Mode mode)
        {
            var pass = new PassBuilder(mode, tensors, derived, sums);
            PlanForward(graph, pass);
            return pass;
        }

        var predict = target == PlanTarget.Cpu ? RowBands.Join(Pass(Mode.Predict).Calls) : Pass(Mode.Predict).Calls;
        var features = tensors.Trained.Features is null ? [] : PlanFeatures(graph, new PassBuilder(Mode.Predict, tensors, derived, sums));
        bool shares = SharedBuffers.Pays(arena);
        IReadOnlyList<Call> inspect = tensors.Fused.Any || shares ? Pass(Mode.Inspect).Calls : [];
        int predictDerivedLength = derived.Length;
        int predictDerivedTasks = derived.Statements.Count;
        IReadOnlyList<Call> evaluate = [];
        IReadOnlyList<Call> train = [];
        IReadOnlyList<PhaseEnd> phaseEnds = [];
        if (graph.Compile is not null)
        {
            evaluate = Pass(Mode.Evaluate).Calls;
            var pass = Pass(Mode.Train);
            PlanBackward(graph, pass);
            train = pass.Calls;
            phaseEnds = pass.PhaseEnds;
        }

        var parameters = PlaceParameters(graph, out int weightsLength);
        arena.BlocksOfOneSize = phaseEnds.Count > 0;
        var shared = shares ? new SharedBuffers(arena, predict, features, evaluate) : new SharedBuffers(arena);
        var offsets = arena.Lay(shared.Length, out int predictLength, out int inspectLength, out int trainLength);
        if (shared.Any) predictLength = checked((int)shared.Length);
        // On a GPU a batch is one block, which keeps everything.
        var kept = new KeptBuffers(train, target == PlanTarget.Cpu ? phaseEnds : []);
        var keptOffsets = kept.Lay(arena, arena.BlockSize, out int keptLength);
        var sumOffsets = sums.Lay(weightsLength, out int sumsLength);
        return new NetworkPlan(
            graph, parameters, weightsLength, derived.Length, arena.BlockSize, arena.PredictBlockSize, GradientChunksFor(weightsLength),
            arena.WorkLength, predictLength, inspectLength, trainLength,
            offsets.Concat(shared.Offsets).Concat(derived.Offsets).Concat(sumOffsets).Concat(keptOffsets).ToEquatableArray(),
            graph.Layers.Select(layer => ActivationOf(tensors.Output(layer.Index, Mode.Inspect))).ToEquatableArray(),
            predict.Select(shared.Redirect).ToEquatableArray(), features.Select(shared.Redirect).ToEquatableArray(), inspect.ToEquatableArray(), evaluate.Select(shared.Redirect).ToEquatableArray(), train.Select(kept.Redirect).ToEquatableArray(),
            phaseEnds.ToEquatableArray(), sumsLength, keptLength, derived.Statements.ToEquatableArray(),
            predictDerivedLength, predictDerivedTasks, derived.Untrained, tensors.Trained.Features, Plan.SpecHash.Of(graph))
        {
            DerivedLayers = derived.Layers.Skip(derived.Untrained).ToEquatableArray(),
            LargestTensor = (int)arena.Buffers.Select(buffer => buffer.ImageLength).Append(graph.Input.Shape.Length).Max(),
            DeriveOnGpu = target == PlanTarget.Gpu ? derived.CallsOnGpu.ToEquatableArray() : EquatableArray<Call>.Empty,
        };
    }

    /// <summary>
    /// Each chunk has gradients of its own, and all of them are read once a step: past a quarter of a million parameters that
    /// costs more than more chunks could win.
    /// </summary>
    private static int GradientChunksFor(int weights) => weights <= 1 << 18 ? 8 : 4;

    private static void PlanForward(NetworkGraph graph, PassBuilder pass)
    {
        var features = pass.Mode is Mode.Evaluate or Mode.Train ? pass.Tensors.Trained.Features : null;
        if (features is not null) pass.Side = FeatureSide.Images;
        PlanImage(pass);
        foreach (var layer in graph.Layers)
        {
            PlanLayer(layer, pass);
            if (layer != features) continue;
            pass.Side = FeatureSide.Features;
            pass.Describe($"The output of {layer.Name}, as it was computed before.");
            pass.AddCopy(Contiguous("block.Input", layer), pass.Output(layer));
            pass.Side = FeatureSide.Both;
        }

        if (pass.Mode is Mode.Evaluate or Mode.Train) PlanLosses(graph, pass);
        PlanOutputs(graph, pass);
    }

    /// <summary>From images to what the trained layers see of them.</summary>
    private static IReadOnlyList<Call> PlanFeatures(NetworkGraph graph, PassBuilder pass)
    {
        var features = pass.Tensors.Trained.Features!;
        PlanImage(pass);
        for (int i = 0; i <= features.Index; i++) PlanLayer(graph.Layers[i], pass);
        pass.Describe($"The output of {features.Name}.");
        pass.AddCopy(pass.Output(features), Contiguous("block.Output", features));
        return pass.Calls;
    }

    private static TensorPlan Contiguous(string pointer, LayerNode layer) => new(pointer, layer.OutputShape, default, (int)layer.OutputShape.Length);

    private static void PlanImage(PassBuilder pass)
    {
        var tensors = pass.Tensors;
        if (tensors.NetworkInput.Base != tensors.CallerInput.Base)
        {
            pass.Describe("The image, with the border that the first layers read.");
            pass.AddCopy(tensors.CallerInput, tensors.NetworkInput);
        }

    }

    private static void PlanLayer(LayerNode layer, PassBuilder pass)
    {
        if (pass.IsComputedBefore(layer)) return;
        var chain = pass.ChainOf(layer);
        pass.Describe(
            $"{chain.Names}: {string.Join(", ", layer.InputShapes)} -> {chain.Last.OutputShape}",
            chain.Names, chain.Others.Aggregate(layer.MultiplyAdds, (sum, other) => sum + other.MultiplyAdds));
        layer.Attributes.Kind.PlanForward(layer, pass);
    }

    private static void PlanLosses(NetworkGraph graph, PassBuilder pass)
    {
        int targetStride = Enumerable.Range(0, graph.Heads.Count).Sum(head => TargetLengthOf(graph, head));
        int target = 0;
        for (int h = 0; h < graph.Heads.Count; h++)
        {
            var head = graph.Heads[h];
            var training = graph.Compile!.Heads[h];
            var layer = graph.Layers[head.Layer];
            pass.Describe($"The loss of {head.Name}: {training.Loss.Type}" + (training.LossWeight == 1 ? "" : $", weight {Literal.Of((float)training.LossWeight)}"));
            var output = WithoutBorder(pass.Output(layer), layer, "InputOfLoss", pass, training: false);
            if (output != pass.Output(layer)) pass.AddCopy(pass.Output(layer), output);
            bool trains = pass.Mode == Mode.Train && pass.Tensors.NeedsGradient(layer.Index);
            // Heads that flatten one layer share its gradient: each loss adds to what the losses before it wrote.
            bool accumulate = trains && !pass.MarkGradient(layer);
            var gradient = !trains ? null
                : accumulate ? ScratchOf(layer, "GradientOfLoss", pass, training: true)
                : WithoutBorder(pass.OutputGradient(layer), layer, "GradientOfLoss", pass, training: true);

            pass.AddRuntime(LossCalls.Of(graph, h, target, targetStride, output.Pointer(), gradient?.Pointer() ?? "null", pass.IsFusedWithLoss(layer)), $"block.Losses[{Literal.Of(h)}] += ");
            target += TargetLengthOf(graph, h);
            if (gradient is not null && gradient != pass.OutputGradient(layer)) pass.AddCopy(gradient, pass.OutputGradient(layer), accumulate);
        }
    }

    /// <summary>Losses take images without borders: the tensor itself, or a buffer beside it.</summary>
    private static TensorPlan WithoutBorder(TensorPlan tensor, LayerNode layer, string name, PassBuilder pass, bool training) =>
        tensor.Margins.IsEmpty ? tensor : ScratchOf(layer, name, pass, training);

    private static TensorPlan ScratchOf(LayerNode layer, string name, PassBuilder pass, bool training)
    {
        int length = (int)layer.OutputShape.Length;
        return new TensorPlan(pass.Tensors.Scratch(layer, name, length, training), layer.OutputShape, default, length);
    }

    private static void PlanOutputs(NetworkGraph graph, PassBuilder pass)
    {
        int stride = graph.Heads.Sum(head => (int)graph.Layers[head.Layer].OutputShape.Length);
        int offset = 0;
        foreach (var head in graph.Heads)
        {
            var layer = graph.Layers[head.Layer];
            if (!pass.Tensors.IsCallersOutput(layer))
            {
                string to = offset == 0 ? "block.Output" : $"block.Output + {Literal.Of(offset)}";
                pass.Describe($"The output {head.Name}.");
                pass.AddCopy(pass.Output(layer), new TensorPlan(to, layer.OutputShape, default, stride));
            }

            offset += (int)layer.OutputShape.Length;
        }
    }

    private static void PlanBackward(NetworkGraph graph, PassBuilder pass)
    {
        for (int i = graph.Layers.Count - 1; i >= 0; i--)
        {
            var layer = graph.Layers[i];
            if (!pass.Tensors.NeedsGradient(i)) continue;
            pass.Describe($"Back through {layer.Name}.");
            pass.BackTo(layer);
            layer.Attributes.Kind.PlanBackward(layer, pass);
        }
    }

    private static EquatableArray<ParameterPlan> PlaceParameters(NetworkGraph graph, out int length)
    {
        var placed = new List<ParameterPlan>();
        long next = 0;
        foreach (var layer in graph.Layers)
        {
            foreach (var parameter in layer.Parameters)
            {
                placed.Add(new ParameterPlan(layer, parameter, NetworkTensors.ParameterConstant(layer, parameter.Name), checked((int)next)));
                next += Arena.Aligned(parameter.Length);
            }
        }

        length = checked((int)next);
        return placed.ToEquatableArray();
    }

    private static ActivationPlan ActivationOf(TensorPlan tensor)
    {
        const string Arena = "a + At.";
        return tensor.Base.StartsWith(Arena, System.StringComparison.Ordinal)
            ? new ActivationPlan(tensor.Base.Substring(Arena.Length), tensor.InteriorOffset, tensor.ImageStride, tensor.RowStride)
            : new ActivationPlan(null, 0, tensor.ImageStride, tensor.RowStride);
    }

    /// <summary>Floats of one image's target: the index of a class, of an image's pixels one each; everything else is as long as the output.</summary>
    public static int TargetLengthOf(NetworkGraph graph, int head)
    {
        var shape = graph.Layers[graph.Heads[head].Layer].OutputShape;
        bool isIndex = graph.Compile is not null && Losses.Find(graph.Compile.Heads[head].Loss.Type).Targets == TargetKind.ClassIndex;
        return (int)(isIndex ? shape.Length / shape.Channels : shape.Length);
    }
}

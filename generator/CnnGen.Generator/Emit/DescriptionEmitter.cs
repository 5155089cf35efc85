using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;
using CnnGen.Generator.Spec;

namespace CnnGen.Generator.Emit;

/// <summary>What the runtime must know of the network: sizes, names, parameters, heads.</summary>
internal static class DescriptionEmitter
{
    private const string Runtime = "global::CnnGen.";

    public static void Write(CodeWriter code, NetworkPlan plan, string table)
    {
        var graph = plan.Graph;
        var shape = graph.Input.Shape;
        code.Line($"private static readonly {Runtime}NetworkDescription s_description = new()");
        code.Line("{");
        void Set(string name, string value) => code.Line($"    {name} = {value},");
        Set("ContractVersion", Literal.Of(Emitter.ContractVersion));
        Set("Name", Literal.Of(graph.Name));
        Set("SpecHash", Literal.Of(plan.SpecHash));
        Set("InputShape", $"({Literal.Of(shape.Height)}, {Literal.Of(shape.Width)}, {Literal.Of(shape.Channels)})");
        Set("ChannelOrder", Literal.Of(graph.Input.ChannelOrder));
        Set("InputScale", Floats(graph.Input.Scale));
        Set("InputOffset", Floats(graph.Input.Offset));
        Set("WeightsLength", Literal.Of(plan.WeightsLength));
        Set("DerivedLength", Literal.Of(plan.DerivedLength));
        Set("DerivedTasks", Literal.Of(plan.Derive.Count));
        if (plan.PredictDerivedTasks > 0)
        {
            Set("PredictDerivedLength", Literal.Of(plan.PredictDerivedLength));
            Set("PredictDerivedTasks", Literal.Of(plan.PredictDerivedTasks));
            if (plan.Trains && plan.UntrainedDerivedTasks > 0) Set("UntrainedDerivedTasks", Literal.Of(plan.UntrainedDerivedTasks));
        }

        if (plan.Trains && plan.DerivedLayers.Count > 0) Set("DerivedLayers", $"[{string.Join(", ", plan.DerivedLayers.Select(Literal.Of))}]");
        if (plan.FeatureLayer is { } features)
        {
            Set("FeatureLayer", Literal.Of(features.Index));
            Set("FeatureLength", Literal.Of((int)features.OutputShape.Length));
        }

        if (graph.Base is { } built)
        {
            Set("BaseName", Literal.Of(built.Name));
            Set("BaseLayers", Literal.Of(built.Layers));
            Set("BaseSpecHash", Literal.Of(built.SpecHash));
        }

        if (plan.Trains) Set("LayerType", "typeof(Layer)");
        Set("BlockSize", Literal.Of(plan.BlockSize));
        if (plan.PredictBlockSize > plan.BlockSize) Set("PredictBlockSize", Literal.Of(plan.PredictBlockSize));
        Set("GradientChunks", Literal.Of(plan.GradientChunks));
        Set("PredictArenaLength", Literal.Of(plan.PredictArenaLength));
        if (plan.WorkLength > 0) Set("WorkLength", Literal.Of(plan.WorkLength));
        Set("StepParts", $"[{string.Join(", ", plan.Predict.Select(call => Literal.Of(call.Kernel?.Parts ?? 1)))}]");
        if (plan.SharesImages) Set("SharesImages", "true");
        if (plan.Inspect.Count > 0) Set("InspectArenaLength", Literal.Of(plan.InspectArenaLength));
        Set("TrainArenaLength", Literal.Of(plan.TrainArenaLength));
        Set("Optimizer", graph.Compile is { } compile ? RuntimeObjectText.Of(compile.Optimizer) : "null");
        if (plan.SumsLength > 0) Set("SumsLength", Literal.Of(plan.SumsLength));
        if (plan.KeptArenaLength > 0) Set("KeptArenaLength", Literal.Of(plan.KeptArenaLength));
        WriteList(code, "Layers", graph.Layers.Select((layer, i) => Layer(layer, plan.Activations[i])));
        WriteList(code, "Parameters", plan.Parameters.Select(Parameter));
        WriteList(code, "Heads", graph.Heads.Select((head, i) => Head(graph, head, i)));
        if (plan.PhaseEnds.Count > 0) WriteList(code, "PhaseEnds", plan.PhaseEnds.Select(End));
        code.Line("    Summary =");
        string[] lines = table.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            bool last = i == lines.Length - 1;
            code.Line($"        {Literal.Of(last ? lines[i] : lines[i] + "\n")}{(last ? "," : " +")}");
        }

        code.Line("};");
    }

    private static void WriteList(CodeWriter code, string name, IEnumerable<string> items)
    {
        code.Line($"    {name} =");
        code.Line("    [");
        foreach (string item in items) code.Line($"        {item},");
        code.Line("    ],");
    }

    private static string Layer(LayerNode layer, ActivationPlan activation)
    {
        string shape = layer.OutputShape.IsVector
            ? $"[{Literal.Of(layer.OutputShape.Channels)}]"
            : $"[{Literal.Of(layer.OutputShape.Height)}, {Literal.Of(layer.OutputShape.Width)}, {Literal.Of(layer.OutputShape.Channels)}]";
        string offset = activation.Buffer is null ? "-1"
            : activation.InteriorOffset == 0 ? "At." + activation.Buffer
            : $"At.{activation.Buffer} + {Literal.Of(activation.InteriorOffset)}";
        return $"new({Literal.Of(layer.Name)}, {Literal.Of(layer.Attributes.Kind.Type)}, {shape}, {offset}, {Literal.Of(activation.ImageStride)}, {Literal.Of(activation.RowStride)})";
    }

    private static string Parameter(ParameterPlan plan)
    {
        var parameter = plan.Parameter;
        var more = new List<string>();
        if (plan.HasGradient != plan.IsTrained) more.Add($"HasGradient = {Literal.Of(plan.HasGradient)}");
        if (parameter.Initializer.Arguments.Count > 0) more.Add($"InitializerArguments = {Numbers(parameter.Initializer.Arguments)}");
        if (parameter.Regularizer.L1 > 0) more.Add($"L1 = {Literal.Of(parameter.Regularizer.L1)}");
        if (parameter.Regularizer.L2 > 0) more.Add($"L2 = {Literal.Of(parameter.Regularizer.L2)}");
        return $"new({Literal.Of($"{plan.Layer.Name}.{parameter.Name}")}, At.{plan.Constant}, [{string.Join(", ", parameter.Dimensions.Select(Literal.Of))}], "
            + $"{Literal.Of(parameter.Initializer.Kind)}, {Literal.Of(parameter.Initializer.FanIn)}, {Literal.Of(parameter.Initializer.FanOut)}, {Literal.Of(plan.IsTrained)})"
            + (more.Count == 0 ? "" : $" {{ {string.Join(", ", more)} }}");
    }

    private static string End(PhaseEnd end)
    {
        string moments = end.Moments is { } m
            ? $"[new(At.{m.Mean}, At.{m.Variance}, {Literal.Of(m.Channels)}, {Literal.Of(m.Elements)}, {Literal.Of(m.Momentum)})]"
            : "[]";
        return $"new({moments}, [{string.Join(", ", end.Sums.Select(sum => $"new(At.{sum.Constant}, {Literal.Of(sum.Length)})"))}]) {{ Layer = {Literal.Of(end.Layer)} }}";
    }

    private static string Head(NetworkGraph graph, HeadNode head, int index)
    {
        var training = graph.Compile?.Heads[index];
        int length = (int)graph.Layers[head.Layer].OutputShape.Length;
        return $"new({Literal.Of(head.Name)}, {Runtime}HeadKind.{head.Kind}, {Literal.Of(length)}, {Literal.Of(PlanBuilder.TargetLengthOf(graph, index))}, "
            + $"{Literal.Of(training?.Loss.Type)}, {Literal.Of((float)(training?.LossWeight ?? 1))}, "
            + $"[{string.Join(", ", (training?.Metrics ?? EquatableArray<MetricSettings>.Empty).Select(Metric))}], {Strings(head.Labels)}){Training(training?.Loss)}";
    }

    /// <summary>What the runtime must know of a loss but its name.</summary>
    private static string Training(LossSettings? loss)
    {
        if (loss is null) return "";
        var targets = Losses.Find(loss.Type).Targets;
        var logits = Losses.LogitsOf(loss);
        string set = (targets == TargetKind.Values ? "" : $" Targets = {Runtime}TargetKind.{targets},")
            + (logits == LogitKind.None ? "" : $" Logits = {Runtime}LogitKind.{logits},");
        return set.Length == 0 ? "" : " {" + set + " }";
    }

    private static string Metric(MetricSettings metric)
    {
        string set = (metric.K == MetricSettings.DefaultK ? "" : $" K = {Literal.Of(metric.K)},")
            + (metric.Threshold == MetricSettings.DefaultThreshold ? "" : $" Threshold = {Literal.Of((float)metric.Threshold)},");
        return $"new({Literal.Of(metric.Type)}){(set.Length == 0 ? "" : " {" + set + " }")}";
    }

    private static string Floats(EquatableArray<float> values) => $"[{string.Join(", ", values.Select(Literal.Of))}]";

    private static string Numbers(EquatableArray<double> values) => $"[{string.Join(", ", values.Select(Literal.Of))}]";

    private static string Strings(EquatableArray<string> values) => $"[{string.Join(", ", values.Select(Literal.Of))}]";
}

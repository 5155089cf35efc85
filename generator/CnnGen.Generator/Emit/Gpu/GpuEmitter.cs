using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit.Simd;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Emit.Gpu;

/// <summary>The passes of a network on a GPU, the methods that launch kernels, and the kernels.</summary>
internal static class GpuEmitter
{
    public static string Emit(NetworkPlan plan)
    {
        var code = Emitter.StartFile(plan.Graph.Namespace, references: true, "CnnGen.Gpu", "CnnGen.Ilgpu", "ILGPU", "ILGPU.Algorithms");
        var names = KernelNames.Of(plan.Predict, plan.Features, plan.Inspect, plan.Evaluate, plan.Train, plan.DeriveOnGpu);
        var shared = new GpuShared();
        // Its place is inside of a class in a class.
        var host = new CodeWriter(level: 2);
        var device = new CodeWriter(level: 2);
        foreach (var pair in names)
        {
            host.Line();
            string parameters = pair.Key.Parameters;
            using (host.Open($"private static void {pair.Value}(GpuBlock block, {parameters.Replace("float*", "GpuView")})"))
            {
                device.Line();
                device.Comment(Xml.Summary(pair.Key.Summary), "///");
                pair.Key.WriteGpu(new GpuKernelWriter(pair.Value, parameters, host, device, shared));
            }
        }

        using (code.Open($"partial class {plan.Graph.Name}"))
        {
            WriteFace(code, plan);
            code.Line();
            code.Line($"/// <summary>{plan.Graph.Name} on a GPU: kernels and where they are launched. Channels are neighbors in memory; a batch goes through as one block.</summary>");
            using (code.Open("private static class Gpu"))
            {
                WriteDescription(code, plan, shared);
                code.Line();
                WritePasses(code, plan, names);
                code.Append(host);
                code.Line();
                WritePlaces(code, plan);
            }

            code.Line();
            code.Line("/// <summary>What runs on the device. A kernel is compiled when it is launched for the first time.</summary>");
            code.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
            using (code.Open("public static class GpuKernels")) code.Append(device);
        }

        return code.ToString();
    }

    private static void WriteFace(CodeWriter code, NetworkPlan plan)
    {
        Member("GpuDescription GpuCode", "Gpu.Description");
        Member("void PredictOnGpu(GpuBlock block)", "Gpu.Predict(block)");
        if (plan.Inspect.Count > 0) Member("void InspectOnGpu(GpuBlock block)", "Gpu.Inspect(block)");
        if (plan.Features.Count > 0) Member("void FeaturesOnGpu(GpuBlock block)", "Gpu.Features(block)");
        if (plan.Trains)
        {
            Member("void EvaluateOnGpu(GpuBlock block)", "Gpu.Evaluate(block)");
            Member("void TrainOnGpu(GpuBlock block)", "Gpu.Train(block)");
        }

        Member("void DeriveOnGpu(GpuBlock block, bool training)", "Gpu.Derive(block, training)");

        void Member(string signature, string body)
        {
            code.Line("/// <inheritdoc/>");
            code.Line($"protected override {signature} => {body};");
            code.Line();
        }
    }

    private static void WriteDescription(CodeWriter code, NetworkPlan plan, GpuShared shared)
    {
        string owner = plan.Graph.Namespace + "." + plan.Graph.Name;
        code.Line($"private static readonly GpuProgram Program = new(typeof({plan.Graph.Name}).Assembly, {Literal.Of(owner + "+GpuKernels")},");
        code.Line("[");
        foreach (string kernel in shared.Kernels) code.Line($"    {Literal.Of(kernel)},");
        code.Line("]);");
        code.Line();
        code.Line("public static readonly GpuDescription Description = new()");
        code.Line("{");
        void Set(string name, string value) => code.Line($"    {name} = {value},");
        Set("Program", "Program");
        Set("PredictImageLength", Literal.Of(plan.PredictArenaLength));
        Set("InspectImageLength", Literal.Of(plan.Inspect.Count > 0 ? plan.InspectArenaLength : 0));
        Set("TrainImageLength", Literal.Of(plan.TrainArenaLength));
        Set("LargestTensor", Literal.Of(plan.LargestTensor));
        Set("WorkLength", Literal.Of(checked((int)shared.WorkLength)));
        Set("DerivedLength", Literal.Of(plan.DerivedLength));
        Set("SumsLength", Literal.Of(plan.SumsLength));
        Set("Constants", $"[{string.Join(", ", shared.Constants.Select(Literal.Of))}]");
        var offsets = plan.ArenaOffsets.GroupBy(place => place.Name).ToDictionary(group => group.Key, group => group.First().Offset);
        Set("ActivationOffsets", $"[{string.Join(", ", plan.Activations.Select(place => Literal.Of(place.Buffer is null ? -1 : offsets[place.Buffer])))}]");
        Set("ActivationBorders", $"[{string.Join(", ", plan.Activations.Select(place => Literal.Of(place.InteriorOffset)))}]");
        Set("ActivationRowStrides", $"[{string.Join(", ", plan.Activations.Select(place => Literal.Of(place.RowStride)))}]");
        code.Line("};");
    }

    private static void WritePasses(CodeWriter code, NetworkPlan plan, IReadOnlyDictionary<Kernel, string> names)
    {
        WritePass(code, "Predict", "From images to outputs.", plan.Predict, names);
        if (plan.Features.Count > 0) WritePass(code, "Features", "From images to what the trained layers see of them.", plan.Features, names);
        if (plan.Inspect.Count > 0) WritePass(code, "Inspect", "From images to outputs, with the outputs of all layers in the arena.", plan.Inspect, names);
        if (plan.Trains)
        {
            WritePass(code, "Evaluate", "From images to outputs and losses.", plan.Evaluate, names);
            WritePass(code, "Train", "Forward, the losses, and back: adds to the gradients of all parameters.", plan.Train, names);
        }

        WriteDerive(code, plan, names);
    }

    private static void WritePass(CodeWriter code, string name, string summary, IReadOnlyList<Call> calls, IReadOnlyDictionary<Kernel, string> names)
    {
        code.Line($"/// <summary>{summary}</summary>");
        using (code.Open($"public static void {name}(GpuBlock block)"))
        {
            code.Line("int batch = block.Count;");
            code.Line("GpuView w = block.Weights;");
            code.Line("GpuArena a = block.Arena;");
            if (name == "Train") code.Line("GpuView dw = block.Gradients;");
            PassWriter.Write(code, calls, call => TextOf(call, names));
        }

        code.Line();
    }

    private static void WriteDerive(CodeWriter code, NetworkPlan plan, IReadOnlyDictionary<Kernel, string> names)
    {
        code.Line("/// <summary>Weights in the forms that kernels read.</summary>");
        using (code.Open("public static void Derive(GpuBlock block, bool training)"))
        {
            code.Line("GpuView weights = block.Weights;");
            code.Line("GpuView derived = block.Derived;");
            for (int i = 0; i < plan.DeriveOnGpu.Count; i++)
            {
                var call = plan.DeriveOnGpu[i];
                code.Line();
                code.Comment(call.Comment);
                bool predicts = i < plan.PredictDerivedTasks;
                bool trains = i >= plan.UntrainedDerivedTasks;
                string asks = trains ? $"block.WritesForms({Literal.Of(plan.DerivedLayers[i - plan.UntrainedDerivedTasks])})" : "";
                string when = !trains ? "!training" : predicts ? $"!training || {asks}" : $"training && {asks}";
                code.Line($"if ({when}) {TextOf(call, names)}");
            }
        }
    }

    /// <summary>A kernel is launched by a method of its name; what the processor has in its runtime has a counterpart that is given the block.</summary>
    private static string TextOf(Call call, IReadOnlyDictionary<Kernel, string> names) => call.Kernel is null
        ? "global::CnnGen.Gpu." + call.Statement.Insert(call.Statement.IndexOf('(') + 1, "block, ") + ";"
        : $"{names[call.Kernel]}(block, {call.Statement});";

    private static void WritePlaces(CodeWriter code, NetworkPlan plan)
    {
        code.Line("/// <summary>Where tensors start, in floats: parameters in the weights; everything else where it would start in the arena if there were a single image.</summary>");
        using (code.Open("private static class At"))
        {
            foreach (var parameter in plan.Parameters) code.Line($"public const int {parameter.Constant} = {Literal.Of(parameter.Offset)};");
            foreach (var place in plan.ArenaOffsets) code.Line($"public const int {place.Name} = {Literal.Of(place.Offset)};");
        }
    }
}

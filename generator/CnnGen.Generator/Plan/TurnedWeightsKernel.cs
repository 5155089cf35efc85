using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Emit.Gpu;

namespace CnnGen.Generator.Plan;

/// <summary>For each tap in the given order, the weights [inputs of a group, groups * outputs of a group] as [outputs of a group, groups * inputs of a group]. On a GPU; the processor has it in its runtime.</summary>
internal sealed record TurnedWeightsKernel(EquatableArray<int> Taps, ChannelGroups Groups) : Kernel
{
    public override string Name => $"Turned_{Groups.Inputs}x{Groups.Outputs}{Groups.NameSuffix}_{Taps.Count}of{Taps.Max() + 1}";

    public override string Summary => $"Weights of {Taps.Count} taps, {Groups.Inputs} inputs and {Groups.Outputs} outputs with outputs before inputs.";

    public override string Parameters => "float* w, float* turned";

    public override void WriteGpu(GpuKernelWriter gpu)
    {
        var (count, inputs, outputs) = Groups;
        int length = count * inputs * outputs;
        gpu.PerParameter(Taps.Count * length, code =>
        {
            code.Line($"int tap = element / {Literal.Of(length)};");
            code.Line($"int r = element - tap * {Literal.Of(length)};");
            code.Line($"int output = r / {Literal.Of(count * inputs)};");
            code.Line($"int q = r - output * {Literal.Of(count * inputs)};");
            code.Line($"int group = q / {Literal.Of(inputs)};");
            code.Line($"int input = q - group * {Literal.Of(inputs)};");
            code.Line($"int from = {Source()};");
            code.Line($"turned[element] = w[from * {Literal.Of(length)} + input * {Literal.Of(count * outputs)} + group * {Literal.Of(outputs)} + output];");
        });
    }

    private string Source()
    {
        if (Taps.Select((tap, place) => tap == Taps.Count - 1 - place).All(isLast => isLast)) return $"{Literal.Of(Taps.Count - 1)} - tap";
        return string.Concat(Taps.Take(Taps.Count - 1).Select((tap, place) => $"tap == {Literal.Of(place)} ? {Literal.Of(tap)} : ")) + Literal.Of(Taps[Taps.Count - 1]);
    }
}

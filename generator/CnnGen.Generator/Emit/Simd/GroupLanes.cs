using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Emit.Simd;

/// <summary>
/// How the outputs of narrow groups are laid over vectors: whole groups beside each other, where each lane multiplies an input of its
/// own group. Groups of one input and one output (a depthwise convolution) are simply channels.
/// </summary>
/// <param name="PerVector">Groups in a vector.</param>
internal readonly record struct GroupLanes(Lanes Lanes, ChannelGroups Groups, int PerVector)
{
    /// <summary>The variable that says which input a lane takes.</summary>
    private const string Choice = "lane";

    /// <summary>Null where a vector does not hold two groups: then a group's outputs are lanes of their own.</summary>
    public static GroupLanes? Of(ChannelGroups groups, int vectorBits)
    {
        if (groups.Count == 1) return null;
        var lanes = Lanes.Of(groups.AllOutputs, vectorBits);
        int perVector = Math.Min(groups.Count, lanes.Width / groups.Outputs);
        return perVector < 2 ? null : new GroupLanes(lanes, groups, perVector);
    }

    private bool IsChannels => Groups.Inputs == 1 && Groups.Outputs == 1;

    /// <summary>Whether the inputs of a vector's lanes lie within one vector.</summary>
    private bool Shuffles => !IsChannels && ((PerVector - 1) * Groups.Inputs) + 1 <= Lanes.Width;

    /// <summary>Registers that <see cref="Declare"/> takes.</summary>
    public int Registers => Shuffles ? 1 : 0;

    /// <summary>All groups in blocks: a loop over whole vectors, then what is left.</summary>
    public IEnumerable<GroupBlock> Blocks()
    {
        int whole = Groups.Count / PerVector;
        yield return new GroupBlock(this, 0, PerVector, whole);
        if (Groups.Count % PerVector > 0) yield return new GroupBlock(this, whole * PerVector, Groups.Count % PerVector, 1);
    }

    /// <summary>Declares what operands need.</summary>
    public void Declare(CodeWriter code)
    {
        if (!Shuffles) return;
        var (lanes, groups, perVector) = this;
        var inputs = Enumerable.Range(0, lanes.Width).Select(i => Math.Min(i / groups.Outputs, perVector - 1) * groups.Inputs);
        code.Line($"var {Choice} = {Lanes.Class}.Create({string.Join(", ", inputs.Select(Literal.Of))});");
    }

    /// <summary>The vector of inputs, a group's at a distance from the pointer.</summary>
    /// <param name="pointer">To the input of the vector's first group.</param>
    /// <param name="used">Groups of the vector that there are.</param>
    public string Operand(string pointer, int used)
    {
        if (IsChannels) return Lanes.Load(pointer);
        if (Shuffles) return $"{Lanes.Class}.ShuffleNative({Lanes.Load(pointer)}, {Choice})";
        var groups = Groups;
        var inputs = Enumerable.Range(0, Lanes.Width).Select(i => Math.Min(i / groups.Outputs, used - 1) * groups.Inputs);
        return $"{Lanes.Class}.Create({string.Join(", ", inputs.Select(offset => $"*({Pointer.At(pointer, offset)})"))})";
    }
}

/// <summary>A vector of groups, or a loop over several.</summary>
/// <param name="First">The first group.</param>
/// <param name="Used">Groups of each vector.</param>
internal readonly record struct GroupBlock(GroupLanes Lanes, int First, int Used, int Repeats)
{
    /// <summary>Floats that a vector stores.</summary>
    public int UsedLanes => Used * Lanes.Groups.Outputs;

    public string Inputs(string pointer) => At(pointer, Lanes.Groups.Inputs);

    public string Outputs(string pointer) => At(pointer, Lanes.Groups.Outputs);

    public void WriteLoop(CodeWriter code, Action body)
    {
        using (code.Open(Repeats > 1 ? $"for (int block = 0; block < {Repeats}; block++)" : "")) body();
    }

    private string At(string pointer, int channels) =>
        Repeats > 1 ? $"{pointer} + block * {Used * channels}" : Pointer.At(pointer, First * channels);
}

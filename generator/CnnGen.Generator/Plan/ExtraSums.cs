using System.Collections.Generic;

namespace CnnGen.Generator.Plan;

/// <summary>Sums over a batch that are no parameter's gradient; they lie behind the gradients.</summary>
internal sealed class ExtraSums
{
    private readonly List<(string Name, int Length)> _sums = [];

    /// <summary>A range by name; the name is that of the constant with its offset.</summary>
    public string Add(string name, int length)
    {
        _sums.Add((name, length));
        return name;
    }

    /// <summary>Gives every range its place behind the gradients.</summary>
    public List<NamedOffset> Lay(int weightsLength, out int length)
    {
        var offsets = new List<NamedOffset>();
        long next = weightsLength;
        foreach (var (name, size) in _sums)
        {
            offsets.Add(new NamedOffset(name, checked((int)next)));
            next += Arena.Aligned(size);
        }

        length = checked((int)next) - weightsLength;
        return offsets;
    }
}

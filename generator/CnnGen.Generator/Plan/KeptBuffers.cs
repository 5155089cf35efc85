using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace CnnGen.Generator.Plan;

/// <summary>
/// The buffers that live from one phase of a training step to another: each block of the batch keeps its own. The others are a worker's, which are few and
/// stay in the cache.
/// </summary>
internal sealed class KeptBuffers
{
    private static readonly Regex s_buffer = new(@"\ba \+ At\.(\w+)", RegexOptions.CultureInvariant);

    private readonly HashSet<string> _names = [];

    public KeptBuffers(IReadOnlyList<Call> calls, IReadOnlyList<PhaseEnd> ends)
    {
        var phaseOf = new Dictionary<string, int>();
        int phase = 0;
        for (int i = 0; i < calls.Count; i++)
        {
            while (phase < ends.Count && i >= ends[phase].Calls) phase++;
            foreach (Match match in s_buffer.Matches(calls[i].Statement))
            {
                string name = match.Groups[1].Value;
                if (!phaseOf.TryGetValue(name, out int first)) phaseOf.Add(name, phase);
                else if (first != phase) _names.Add(name);
            }
        }
    }

    /// <summary>A call with the places of kept buffers in the block's own arena.</summary>
    public Call Redirect(Call call) => _names.Count == 0 ? call : call with
    {
        Statement = s_buffer.Replace(call.Statement, match => _names.Contains(match.Groups[1].Value) ? $"kept + At.{match.Groups[1].Value}Kept" : match.Value),
    };

    /// <summary>Gives every kept buffer its place.</summary>
    public List<NamedOffset> Lay(Arena arena, int blockSize, out int length)
    {
        var offsets = new List<NamedOffset>();
        long next = 0;
        foreach (var (name, imageLength) in arena.Buffers.Where(buffer => _names.Contains(buffer.Name)))
        {
            offsets.Add(new NamedOffset(name + "Kept", checked((int)next)));
            next += Arena.Place(imageLength, blockSize);
        }

        length = checked((int)next);
        return offsets;
    }
}

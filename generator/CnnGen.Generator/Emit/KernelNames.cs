using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Emit;

/// <summary>The names of a network's kernels.</summary>
internal static class KernelNames
{
    /// <summary>Every kernel once, in the order of first use, under a name of its own.</summary>
    public static Dictionary<Kernel, string> Of(params IReadOnlyList<Call>[] passes)
    {
        var names = new Dictionary<Kernel, string>();
        var taken = new HashSet<string>();
        foreach (var calls in passes)
        {
            foreach (var call in calls.SelectMany(call => call.Chain))
            {
                if (call.Kernel is null || names.ContainsKey(call.Kernel)) continue;
                string name = call.Kernel.Name;
                for (int i = 2; !taken.Add(name); i++) name = $"{call.Kernel.Name}_V{Literal.Of(i)}";
                names.Add(call.Kernel, name);
            }
        }

        return names;
    }
}

using System;
using System.Collections.Generic;

namespace CnnGen.Generator.Plan;

/// <summary>Weights in the forms that kernels of the backward pass read; written anew at each step, never saved.</summary>
internal sealed class DerivedWeights
{
    private readonly List<NamedOffset> _offsets = [];
    private readonly List<string> _statements = [];
    private long _next;

    public IReadOnlyList<NamedOffset> Offsets => _offsets;

    /// <summary>One statement a form; "weights" and "derived" are the pointers they may use.</summary>
    public IReadOnlyList<string> Statements => _statements;

    public int Length => checked((int)_next);

    public string Add(string name, int length, Func<string, string> statement)
    {
        _offsets.Add(new NamedOffset(name, Length));
        _statements.Add(statement("derived + At." + name));
        _next += Arena.Aligned(length) + 16;
        return name;
    }
}

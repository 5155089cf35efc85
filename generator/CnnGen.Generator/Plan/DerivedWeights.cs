using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Plan;

/// <summary>
/// Weights in the forms that kernels read; written anew when the weights have changed, never saved. Those of the forward pass come first, so
/// that predicting has the beginning of what training has.
/// </summary>
internal sealed class DerivedWeights
{
    private readonly List<NamedOffset> _offsets = [];
    private readonly List<(string Name, string Statement, Call? OnGpu, int Layer)> _forms = [];
    private readonly HashSet<string> _trained = [];
    private readonly HashSet<string> _names = [];
    private long _next;

    public IReadOnlyList<NamedOffset> Offsets => _offsets;

    /// <summary>One statement a form; "weights" and "derived" are the pointers they may use. First those that training does not read.</summary>
    public IReadOnlyList<string> Statements => [.. Ordered.Select(form => form.Statement)];

    /// <summary>The same as calls on a GPU.</summary>
    public IReadOnlyList<Call> CallsOnGpu => [.. Ordered.Select(form => form.OnGpu!)];

    /// <summary>The layers whose weights they are.</summary>
    public IReadOnlyList<int> Layers => [.. Ordered.Select(form => form.Layer)];

    /// <summary>How many forms predicting alone reads.</summary>
    public int Untrained => _forms.Count(form => !_trained.Contains(form.Name));

    private IEnumerable<(string Name, string Statement, Call? OnGpu, int Layer)> Ordered => _forms.OrderBy(form => _trained.Contains(form.Name));

    public int Length => checked((int)_next);

    /// <summary>A form by name: the same one where another pass asked for it before.</summary>
    /// <param name="trains">Whether it is a training step that reads it.</param>
    public string Add(string name, int length, Func<string, string> statement, Func<string, Call>? onGpu, bool trains, int layer)
    {
        if (trains) _trained.Add(name);
        if (!_names.Add(name)) return name;
        _offsets.Add(new NamedOffset(name, Length));
        _forms.Add((name, statement("derived + At." + name), onGpu?.Invoke("derived + At." + name), layer));
        _next += Arena.Aligned(length) + 16;
        return name;
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace CnnGen.Generator.Plan;

/// <summary>
/// The buffers of predicting and evaluating, where those of an image are more than the second-level cache keeps: two that no call needs at the same time share memory, so that outputs
/// are written to lines that the caches still have. What shares has no zeros around it, or the same ones at the same places: nobody writes those.
/// </summary>
/// <remarks>Training and inspecting have the buffers that <see cref="Arena.Lay"/> gives them, behind these: they need all of them to the end.</remarks>
internal sealed class SharedBuffers
{
    // Smaller networks stay in the cache as they are.
    private const long FewestFloats = 256 * 1024;

    private static readonly Regex s_buffer = new(@"\ba \+ At\.(\w+)", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, long> _offsets = [];

    /// <param name="passes">Those of predicting and evaluating; without them nothing is shared.</param>
    public SharedBuffers(Arena arena, params IReadOnlyList<Call>[] passes)
    {
        Length = arena.WorkLength;
        var lives = LivesOf(passes);
        var places = arena.PredictBuffers.Where(buffer => lives.ContainsKey(buffer.Name))
            .GroupBy(buffer => buffer.Borders.Length == 0 ? buffer.Name : $"{buffer.ImageLength} {buffer.Borders}")
            .SelectMany(group => PlacesOf(group.Select(buffer => buffer.Name).ToList(), Arena.Place(group.First().ImageLength, arena.PredictBlockSize), group.First().Borders.Length > 0, lives))
            .OrderByDescending(place => place.Length).ToList();
        var laid = new List<Place>();
        foreach (var place in places)
        {
            place.Offset = Length;
            foreach (var other in laid.Where(place.Conflicts).OrderBy(other => other.Offset))
            {
                if (other.Offset < place.Offset + place.Length && place.Offset < other.Offset + other.Length) place.Offset = other.Offset + other.Length;
            }

            laid.Add(place);
            foreach (string name in place.Names) _offsets.Add(name, place.Offset);
        }

        Length = laid.Select(place => place.Offset + place.Length).Append(Length).Max();
    }

    /// <summary>Whether an image's buffers are worth it.</summary>
    public static bool Pays(Arena arena) => arena.Target == PlanTarget.Cpu && arena.PredictImageLength >= FewestFloats;

    /// <summary>Floats up to the end of the last buffer, with the memory that calls work in before the first one.</summary>
    public long Length { get; }

    public bool Any => _offsets.Count > 0;

    public IEnumerable<NamedOffset> Offsets => _offsets.Select(pair => new NamedOffset(pair.Key + "Shared", checked((int)pair.Value)));

    /// <summary>A call with the places of its buffers here.</summary>
    public Call Redirect(Call call) => !Any ? call : call with
    {
        Statement = s_buffer.Replace(call.Statement, match => _offsets.ContainsKey(match.Groups[1].Value) ? match.Value + "Shared" : match.Value),
        Ahead = call.Ahead is { } ahead ? Redirect(ahead) : null,
    };

    /// <summary>Of each buffer the first and the last call of each pass that names it.</summary>
    private static Dictionary<string, (int First, int Last)?[]> LivesOf(IReadOnlyList<Call>[] passes)
    {
        var lives = new Dictionary<string, (int First, int Last)?[]>();
        for (int pass = 0; pass < passes.Length; pass++)
        {
            for (int i = 0; i < passes[pass].Count; i++)
            {
                foreach (Match match in passes[pass][i].Chain.SelectMany(call => s_buffer.Matches(call.Statement).Cast<Match>()))
                {
                    string name = match.Groups[1].Value;
                    if (!lives.TryGetValue(name, out var of)) lives.Add(name, of = new (int, int)?[passes.Length]);
                    of[pass] = (of[pass]?.First ?? i, i);
                }
            }
        }

        return lives;
    }

    /// <summary>The places of buffers of one length: a buffer's own, or, of those with the same zeros around them, one for all that live after each other.</summary>
    private static IEnumerable<Place> PlacesOf(List<string> names, long length, bool hasBorders, Dictionary<string, (int First, int Last)?[]> lives)
    {
        var places = new List<Place>();
        foreach (string name in names)
        {
            var own = new Place(name, length, hasBorders, lives[name]);
            var free = places.FirstOrDefault(place => !place.Meets(own));
            if (free is null) places.Add(own);
            else free.Take(own);
        }

        return places;
    }

    /// <summary>A piece of memory, and who has it when.</summary>
    private sealed class Place(string name, long length, bool hasBorders, (int First, int Last)?[] lives)
    {
        private readonly List<(int First, int Last)?[]> _lives = [lives];
        private readonly bool _hasBorders = hasBorders;

        public List<string> Names { get; } = [name];

        public long Length => length;

        public long Offset { get; set; }

        public void Take(Place other)
        {
            Names.AddRange(other.Names);
            _lives.AddRange(other._lives);
        }

        /// <summary>Whether some call needs both.</summary>
        public bool Meets(Place other) => _lives.Any(a => other._lives.Any(b =>
            Enumerable.Range(0, a.Length).Any(pass => a[pass] is { } x && b[pass] is { } y && x.First <= y.Last && y.First <= x.Last)));

        /// <summary>Whether the two can't have the same memory.</summary>
        public bool Conflicts(Place other) => _hasBorders || other._hasBorders || Meets(other);
    }
}

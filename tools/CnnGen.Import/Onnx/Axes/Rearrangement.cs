using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Brings the elements of a value into the order and the shape that a layer needs, with layers that are used again where they are needed twice.</summary>
internal sealed class Rearrangement(LayerList layers)
{
    private readonly List<(string Layer, IReadOnlyList<Atom> Order, Value Result)> _ordered = [];
    private readonly Dictionary<(string Layer, Form Form), string> _viewed = [];

    /// <summary>The value with its elements in an order: as it is, or moved by <c>Permute</c> layers.</summary>
    public Value InOrder(Value value, IReadOnlyList<Atom> order)
    {
        if (value.Order.SequenceEqual(order))
            return value;
        foreach (var (layer, known, result) in _ordered)
        {
            if (layer == value.Layer && known.SequenceEqual(order))
                return value with { Layer = result.Layer, Order = order, Form = result.Form };
        }

        var moved = value;
        var groups = Groups(value.Order, order);
        if (groups.Count <= 3)
        {
            moved = Permute(moved, groups);
        }
        else
        {
            // One group after another comes to the front, the last one first.
            for (var i = groups.Count - 1; i >= 0; i--)
            {
                var first = moved.Order.ToList().IndexOf(groups[i][0]);
                if (first == 0)
                    continue;
                var before = moved.Order.Take(first).ToList();
                var behind = moved.Order.Skip(first + groups[i].Count).ToList();
                moved = Permute(moved, [.. new[] { groups[i], before, behind }.Where(group => group.Count > 0)]);
            }
        }

        _ordered.Add((value.Layer, order, moved));
        return moved;
    }

    /// <summary>The value with its elements in ONNX's order.</summary>
    public Value InOrder(Value value) => InOrder(value, value.Logical);

    /// <summary>The value read in another shape of as many elements.</summary>
    public Value View(Value value, Form form)
    {
        if (value.Form == form)
            return value;
        if (!_viewed.TryGetValue((value.Layer, form), out var layer))
        {
            layer = form.IsVector
                ? layers.Add("Flatten", value.Layer + "/flat", [value.Layer])
                : layers.Add("Reshape", value.Layer + "/view", [value.Layer], new JsonObject { ["target_shape"] = Json.Of(form.Sides) });
            _viewed.Add((value.Layer, form), layer);
        }

        return value with { Layer = layer, Form = form };
    }

    /// <summary>Atoms that follow each other in both orders, in the order of the second.</summary>
    private static List<List<Atom>> Groups(IReadOnlyList<Atom> from, IReadOnlyList<Atom> to)
    {
        var places = from.Select((atom, i) => (atom, i)).ToDictionary(pair => pair.atom, pair => pair.i);
        var groups = new List<List<Atom>>();
        foreach (var atom in to)
        {
            if (groups.Count > 0 && places[groups[^1][^1]] + 1 == places[atom])
                groups[^1].Add(atom);
            else
                groups.Add([atom]);
        }

        return groups;
    }

    /// <param name="groups">Two or three, in the order that is wanted.</param>
    private Value Permute(Value value, List<List<Atom>> groups)
    {
        var source = groups.OrderBy(group => value.Order.ToList().IndexOf(group[0])).ToList();
        int[] sides = [.. Enumerable.Repeat(1, 3 - source.Count), .. source.Select(group => Atom.Count(group))];
        int[] dims = [.. Enumerable.Range(1, 3 - source.Count), .. groups.Select(group => 4 - source.Count + source.IndexOf(group))];
        var seen = View(value, new Form(sides[0], sides[1], sides[2]));
        var layer = layers.Add("Permute", value.Layer + "/permuted", [seen.Layer], new JsonObject { ["dims"] = Json.Of(dims) });
        return value with
        {
            Layer = layer,
            Order = [.. groups.SelectMany(group => group)],
            Form = new Form(sides[dims[0] - 1], sides[dims[1] - 1], sides[dims[2] - 1]),
        };
    }
}

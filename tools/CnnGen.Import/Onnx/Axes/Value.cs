namespace CnnGen.Import.Onnx;

/// <summary>A tensor that depends on the network's input. The batch, ONNX's axis 0, is not part of it.</summary>
/// <param name="Layer">The layer that makes it.</param>
/// <param name="Axes">ONNX's axes from 1 on: the atoms of each, the slowest first.</param>
/// <param name="Order">All atoms as they lie in memory, the slowest first.</param>
/// <param name="Form">The shape of the layer's output.</param>
internal sealed record Value(string Layer, IReadOnlyList<IReadOnlyList<Atom>> Axes, IReadOnlyList<Atom> Order, Form Form)
{
    /// <summary>The dimensions as ONNX sees them, without the batch.</summary>
    public int[] Dimensions => [.. Axes.Select(axis => Atom.Count(axis))];

    /// <summary>ONNX's axes, with the batch.</summary>
    public int Rank => Axes.Count + 1;

    /// <summary>All atoms in ONNX's order.</summary>
    public IReadOnlyList<Atom> Logical => [.. Axes.SelectMany(axis => axis)];

    /// <summary>Whether the elements lie in ONNX's order.</summary>
    public bool IsInOrder => Order.SequenceEqual(Logical);

    /// <summary>The place in memory of each element in ONNX's order.</summary>
    public int[] Places() => Places(Logical, Order);

    /// <summary>For each element in one order of atoms, its place in another.</summary>
    public static int[] Places(IReadOnlyList<Atom> from, IReadOnlyList<Atom> to)
    {
        var steps = new Dictionary<Atom, int>();
        var step = 1;
        foreach (var atom in to.Reverse())
        {
            steps[atom] = step;
            step = checked(step * atom.Size);
        }

        int[] places = [0];
        foreach (var atom in from)
        {
            var next = new int[places.Length * atom.Size];
            for (var i = 0; i < next.Length; i++)
                next[i] = places[i / atom.Size] + (i % atom.Size * steps[atom]);
            places = next;
        }

        return places;
    }
}

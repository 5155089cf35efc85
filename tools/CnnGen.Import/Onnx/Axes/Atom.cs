namespace CnnGen.Import.Onnx;

/// <summary>
/// A part of an axis that stays in one piece: ONNX's axes consist of atoms, and so does the order of the elements in memory. Reshaping splits and merges axes, transposing changes
/// their order; neither moves anything before an operator asks for an order. Axes of one element have no atoms.
/// </summary>
internal sealed class Atom(int size)
{
    public int Size => size;

    /// <summary>The atoms of a new axis.</summary>
    public static IReadOnlyList<Atom> Axis(int size) => size == 1 ? [] : [new Atom(size)];

    /// <summary>The elements of several atoms.</summary>
    public static int Count(IEnumerable<Atom> atoms) => atoms.Aggregate(1, (product, atom) => checked(product * atom.Size));
}

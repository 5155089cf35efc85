namespace CnnGen.Import.Onnx;

/// <summary>The product of two matrices that both depend on the image: all products of elements, then their sums.</summary>
internal static class DataProduct
{
    /// <summary>Elements of the products of one image, which are in memory at once.</summary>
    private const long MostProducts = 1 << 24;

    public static Value Of(ImportNode node, Value left, Value right)
    {
        if (left.Axes.Count < 2 || right.Axes.Count < 2)
            throw node.OnBatch();
        if (left.Axes.Count != right.Axes.Count)
            throw node.Refuse("data of different numbers of axes", $"tensors of {left.Rank} and {right.Rank} axes", "add the missing axes by Unsqueeze");
        var inner = left.Axes.Count - 1;
        var (count, others) = (Atom.Count(left.Axes[inner]), Atom.Count(right.Axes[inner - 1]));
        if (count != others)
            throw node.Refuse("invalid model", $"{count} columns for {others} rows", "they do not fit together");
        if ((long)left.Form.Length * Atom.Count(right.Axes[inner]) is var products && products > MostProducts)
            throw node.Refuse("a large product of two tensors of data", $"{products} products of elements", $"at most {MostProducts} can be imported");
        // [.., rows, count, 1] and [.., 1, count, columns].
        var spread = left with { Axes = [.. left.Axes, []] };
        // The columns of the right one may be what the rows of the left one are.
        right = WithAtomsOfItsOwn(right);
        var other = right with { Axes = [.. right.Axes.SkipLast(2), [], .. right.Axes.TakeLast(2)] };
        var mean = ReductionOperators.Reduced(node, Spreading.Merge(node, "Multiply", [spread, other]), [inner], ReductionOperators.Mean, keepsAxes: false);
        return node.Rescale(mean, count);
    }

    private static Value WithAtomsOfItsOwn(Value value)
    {
        var own = value.Order.ToDictionary(atom => atom, atom => new Atom(atom.Size));
        return value with { Axes = [.. value.Axes.Select(axis => (IReadOnlyList<Atom>)[.. axis.Select(atom => own[atom])])], Order = [.. value.Order.Select(atom => own[atom])] };
    }
}

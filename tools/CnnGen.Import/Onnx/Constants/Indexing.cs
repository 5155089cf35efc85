namespace CnnGen.Import.Onnx;

/// <summary>Places of elements in tensors, last axis fastest.</summary>
internal static class Indexing
{
    /// <summary>The distance of two neighbors along each axis.</summary>
    public static int[] Steps(IReadOnlyList<int> dimensions)
    {
        var steps = new int[dimensions.Count];
        var step = 1;
        for (var i = dimensions.Count - 1; i >= 0; i--)
        {
            steps[i] = step;
            step = checked(step * dimensions[i]);
        }

        return steps;
    }

    /// <summary>The places that a walk over a tensor of the given dimensions visits, with a distance for each axis; 0 where an axis reads the same again.</summary>
    public static int[] Walk(IReadOnlyList<int> dimensions, IReadOnlyList<int> steps, int start = 0)
    {
        int[] places = [start];
        for (var axis = 0; axis < dimensions.Count; axis++)
        {
            var next = new int[checked(places.Length * dimensions[axis])];
            for (var i = 0; i < next.Length; i++)
                next[i] = places[i / dimensions[axis]] + (i % dimensions[axis] * steps[axis]);
            places = next;
        }

        return places;
    }

    /// <summary>The dimensions of two tensors spread over each other; null where they do not fit.</summary>
    public static int[]? Broadcast(IReadOnlyList<int> a, IReadOnlyList<int> b)
    {
        var result = new int[Math.Max(a.Count, b.Count)];
        for (var i = 0; i < result.Length; i++)
        {
            var (left, right) = (At(a, i, result.Length), At(b, i, result.Length));
            if (left != right && left != 1 && right != 1)
                return null;
            result[i] = left == 1 ? right : left;
        }

        return result;
    }

    /// <summary>For each element of a result, the place in a tensor that is spread over it.</summary>
    public static int[] Spread(IReadOnlyList<int> tensor, IReadOnlyList<int> result)
    {
        var own = Steps(tensor);
        var missing = result.Count - tensor.Count;
        return Walk(result, [.. Enumerable.Range(0, result.Count).Select(i => i < missing || tensor[i - missing] == 1 ? 0 : own[i - missing])]);
    }

    private static int At(IReadOnlyList<int> dimensions, int axis, int rank) => axis < rank - dimensions.Count ? 1 : dimensions[axis - (rank - dimensions.Count)];
}

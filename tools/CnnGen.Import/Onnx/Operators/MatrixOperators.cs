using System.Text.Json.Nodes;

namespace CnnGen.Import.Onnx;

/// <summary>Products with a matrix of weights: dense layers, or convolutions of one pixel where there are several rows.</summary>
internal static class MatrixOperators
{
    public static void Gemm(ImportNode node)
    {
        var value = node.Data();
        if (node.Whole("transA", 0) != 0)
            throw node.OnBatch();
        var weights = node.Constant(1);
        if (value.Axes.Count != 1 || weights.Rank != 2)
            throw node.Refuse("invalid model", $"a product of {value.Rank} and {weights.Rank} axes", "two matrices are expected");
        var isTurned = node.Whole("transB", 0) != 0;
        var (rows, units) = isTurned ? (weights.Dimensions[1], weights.Dimensions[0]) : (weights.Dimensions[0], weights.Dimensions[1]);
        var kernel = Kernel(node, value, value.Axes[0], weights.ToFloats(), rows, units, isTurned, node.Number("alpha", 1));
        var settings = new JsonObject { ["units"] = units };
        var bias = BiasOf(node, units);
        if (bias is null)
            settings["use_bias"] = false;
        IReadOnlyList<ImportedParameter> parameters = bias is null ? [kernel] : [kernel, new ImportedParameter("bias", [units], bias)];
        node.Output(Dense(node, value, units, settings, parameters));
    }

    public static void MatMul(ImportNode node)
    {
        if (node.IsConstant(1))
        {
            var value = node.Data();
            node.Output(Times(node, value, Matrix(node, 1, value), isTurned: false));
        }
        else if (node.IsConstant(0))
        {
            // A product from the left is one from the right of what is turned.
            var value = node.Data(1);
            if (value.Axes.Count < 2)
                throw node.OnBatch();
            var matrix = Matrix(node, 0, value);
            var product = Times(node, Turned(value), matrix, isTurned: matrix.Rank > 1);
            node.Output(matrix.Rank > 1 ? Turned(product) : product);
        }
        else
        {
            node.Output(DataProduct.Of(node, node.Data(0), node.Data(1)));
        }
    }

    /// <summary>The sums of a value's last axis, each element times one of a matrix.</summary>
    /// <param name="weights">[rows, units], or [rows] for one unit; with <paramref name="isTurned"/> [units, rows].</param>
    public static Value Times(ImportNode node, Value value, ConstantTensor weights, bool isTurned)
    {
        if (value.Axes.Count == 0)
            throw node.OnBatch();
        var isVector = weights.Rank == 1;
        var (rows, units) = isVector ? (weights.Dimensions[0], 1) : (weights.Dimensions[^2], weights.Dimensions[^1]);
        if (isTurned)
            (rows, units) = (units, rows);
        var inner = value.Axes[^1];
        var kernel = Kernel(node, value, inner, weights.ToFloats(), rows, units, isTurned, 1);
        if (value.Axes.Count == 1)
        {
            var vector = Dense(node, value, units, new JsonObject { ["units"] = units, ["use_bias"] = false }, [kernel]);
            return isVector ? vector with { Axes = [], Order = [] } : vector;
        }

        var outer = value.Axes.SkipLast(1).ToList();
        IReadOnlyList<Atom> rest = [.. value.Order.Where(atom => !inner.Contains(atom))];
        IReadOnlyList<Atom> innerOrder = [.. value.Order.Where(inner.Contains)];
        var ordered = node.Graph.Rearrangement.InOrder(value, [.. rest, .. innerOrder]);
        var form = PixelsOf(value, rows, rest);
        var seen = node.Graph.Rearrangement.View(ordered, form);
        var settings = new JsonObject { ["filters"] = units, ["kernel_size"] = 1, ["use_bias"] = false };
        var layer = node.Add("Conv2D", [seen.Layer], settings, kernel with { Shape = [1, 1, rows, units] });
        var columns = Atom.Axis(units);
        IReadOnlyList<IReadOnlyList<Atom>> axes = isVector ? outer : [.. outer, columns];
        return new Value(layer, axes, [.. rest, .. columns], form with { Channels = units });
    }

    /// <summary>The one matrix that a constant is.</summary>
    private static ConstantTensor Matrix(ImportNode node, int input, Value value)
    {
        var weights = node.Constant(input);
        if (weights.Rank < 1 || weights.Dimensions.Take(weights.Rank - 2).Any(side => side != 1))
            throw node.Refuse("a matrix for each image or channel", $"a constant of {string.Join(" x ", weights.Dimensions)}", "one matrix can be imported");
        return weights.Rank <= value.Rank
            ? weights
            : throw node.Refuse("a constant with more axes than the data", $"a constant of {weights.Rank} axes for {value.Rank}", "at most as many axes are expected");
    }

    /// <summary>The value with its last two axes in the other order.</summary>
    private static Value Turned(Value value) => value with { Axes = [.. value.Axes.SkipLast(2), value.Axes[^1], value.Axes[^2]] };

    /// <summary>The shape with the matrix's rows as channels: as it is where it fits.</summary>
    private static Form PixelsOf(Value value, int rows, IReadOnlyList<Atom> rest) => value.Form.Channels == rows && !value.Form.IsVector
        ? value.Form
        : new Form(1, Atom.Count(rest), rows);

    private static Value Dense(ImportNode node, Value value, int units, JsonObject settings, IReadOnlyList<ImportedParameter> parameters)
    {
        var vector = node.Graph.Rearrangement.View(value, Form.Vector(value.Form.Length));
        var columns = Atom.Axis(units);
        return new Value(node.Add("Dense", [vector.Layer], settings, parameters), [columns], columns, Form.Vector(units));
    }

    /// <summary>The matrix with its rows in the order in which the elements lie in memory.</summary>
    private static ImportedParameter Kernel(ImportNode node, Value value, IReadOnlyList<Atom> inner, float[] weights, int rows, int units, bool isTurned, float alpha)
    {
        if (rows != Atom.Count(inner))
            throw node.Refuse("invalid model", $"a matrix of {rows} rows for {Atom.Count(inner)} numbers", "they do not fit together");
        var places = Value.Places(inner, [.. value.Order.Where(inner.Contains)]);
        var kernel = new float[weights.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var unit = 0; unit < units; unit++)
                kernel[(places[row] * units) + unit] = alpha * weights[isTurned ? (unit * rows) + row : (row * units) + unit];
        }

        return new ImportedParameter("kernel", [rows, units], kernel);
    }

    private static float[]? BiasOf(ImportNode node, int units)
    {
        if (node.ConstantOrNull(2) is not { } bias)
            return null;
        if (bias.Length != 1 && bias.Length != units)
            throw node.Refuse("a constant that differs from image to image", $"a bias of {string.Join(" x ", bias.Dimensions)}", $"one number, or {units}, are expected");
        var (values, beta) = (bias.ToFloats(), node.Number("beta", 1));
        return [.. Enumerable.Range(0, units).Select(unit => beta * values[bias.Length == 1 ? 0 : unit])];
    }
}

using System.Numerics;

namespace CnnGen;

/// <summary>
/// A random matrix of orthogonal columns (or rows, where it has more columns than rows) of length 1: A. Saxe, J. McClelland, S. Ganguli, "Exact solutions to the
/// nonlinear dynamics of learning in deep linear neural networks", ICLR 2014.
/// </summary>
internal static class OrthogonalMatrix
{
    /// <summary>
    /// Fills a matrix of <paramref name="columns"/> columns. As in Keras a matrix of normal numbers is made orthogonal; Gram and Schmidt's way gives the one
    /// decomposition whose triangle has a positive diagonal. Work grows with the larger side times the square of the smaller one.
    /// </summary>
    public static void Fill(Span<float> values, int columns, double gain, ulong seed, uint stream)
    {
        int rows = values.Length / columns;
        int count = Math.Min(rows, columns);
        int length = Math.Max(rows, columns);
        Philox.FillNormal(values, 0, 1, seed, RandomPurpose.Initialization, stream);
        var vectors = new double[count][];
        for (int i = 0; i < count; i++)
        {
            vectors[i] = Array.ConvertAll(values.Slice(i * length, length).ToArray(), value => (double)value);
            MakeOrthogonal(vectors, i);
        }

        for (int i = 0; i < values.Length; i++)
        {
            int row = i / columns;
            int column = i % columns;
            values[i] = (float)(gain * (rows < columns ? vectors[row][column] : vectors[column][row]));
        }
    }

    private static void MakeOrthogonal(double[][] vectors, int last)
    {
        var vector = vectors[last];
        // Once leaves what rounding made of vectors that were nearly parallel; twice is enough.
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < last; i++) Add(vector, vectors[i], -Dot(vector, vectors[i]));
        }

        double norm = Math.Sqrt(Dot(vector, vector));
        for (int i = 0; i < vector.Length; i++) vector[i] /= norm;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count) sums += new Vector<double>(a, i) * new Vector<double>(b, i);
        double sum = Vector.Sum(sums);
        for (; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void Add(double[] to, double[] from, double factor)
    {
        int i = 0;
        for (; i <= to.Length - Vector<double>.Count; i += Vector<double>.Count) (new Vector<double>(to, i) + (new Vector<double>(from, i) * factor)).CopyTo(to, i);
        for (; i < to.Length; i++) to[i] += from[i] * factor;
    }
}

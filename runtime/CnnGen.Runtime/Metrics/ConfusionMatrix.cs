using System.Globalization;
using System.Text;

namespace CnnGen;

/// <summary>How often images of each class were taken for each class: see <see cref="EvaluationResult.ConfusionMatrix"/>.</summary>
public sealed class ConfusionMatrix
{
    /// <summary>The most classes of which a matrix is kept.</summary>
    internal const int MostClasses = 1024;

    private readonly HeadDescription _head;
    private readonly long[] _counts;

    internal ConfusionMatrix(HeadDescription head)
    {
        _head = head;
        Classes = TargetClass.CountOf(head);
        _counts = new long[Classes * Classes];
    }

    /// <summary>Classes: rows and columns.</summary>
    public int Classes { get; }

    /// <summary>Images.</summary>
    public long Count => _counts.Sum();

    /// <summary>The share of images whose class is the right one; 0 where there are no images.</summary>
    public double Accuracy => Share(Enumerable.Range(0, Classes).Sum(i => this[i, i]), Count);

    /// <summary>How many images of one class were taken for another (or for the same).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A class is not from 0 to <see cref="Classes"/> - 1.</exception>
    public long this[int actual, int predicted] => _counts[Checked(actual) * Classes + Checked(predicted)];

    /// <summary>Of the images that were taken for a class, the share that is of it; 0 where there are none.</summary>
    public double Precision(int index) => Share(this[index, index], Enumerable.Range(0, Classes).Sum(actual => this[actual, index]));

    /// <summary>Of the images of a class, the share that was taken for it; 0 where there are none.</summary>
    public double Recall(int index) => Share(this[index, index], Enumerable.Range(0, Classes).Sum(predicted => this[index, predicted]));

    /// <summary>A table: a row for each class, a column for each that it was taken for.</summary>
    public override string ToString()
    {
        const string corner = "actual \\ predicted";
        var names = Enumerable.Range(0, Classes).Select(NameOf).ToArray();
        var nameWidth = Math.Max(corner.Length, names.Max(name => name.Length));
        var text = new StringBuilder(corner.PadRight(nameWidth));
        int WidthOf(int column) => 2 + Math.Max(names[column].Length, Text(_counts.Max()).Length);
        for (var column = 0; column < Classes; column++)
            text.Append(names[column].PadLeft(WidthOf(column)));
        for (var row = 0; row < Classes; row++)
        {
            text.Append('\n').Append(names[row].PadRight(nameWidth));
            for (var column = 0; column < Classes; column++)
                text.Append(Text(this[row, column]).PadLeft(WidthOf(column)));
        }

        return text.ToString();
    }

    internal void Add(ReadOnlySpan<float> output, ReadOnlySpan<float> target) =>
        _counts[TargetClass.Of(target, _head.Targets) * Classes + TargetClass.Predicted(output, _head.Targets)]++;

    internal void Reset() => Array.Clear(_counts);

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);

    private string NameOf(int index) => index < _head.Labels.Length ? _head.Labels[index] : Text(index);

    private int Checked(int index) => (uint)index < (uint)Classes
        ? index
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"Expected a class from 0 to {Classes - 1}.");
}

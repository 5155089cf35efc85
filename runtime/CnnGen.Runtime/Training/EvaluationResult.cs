using System.Globalization;

namespace CnnGen;

/// <summary>Values by Keras's names: "loss" and the metrics; with several heads also "class_output_loss", "class_output_accuracy" and so on.</summary>
public class EvaluationResult
{
    private readonly KeyValuePair<string, double>[] _values;
    private readonly KeyValuePair<string, ConfusionMatrix?>[] _matrices;

    internal EvaluationResult(KeyValuePair<string, double>[] values, KeyValuePair<string, ConfusionMatrix?>[]? matrices = null) =>
        (_values, _matrices) = (values, matrices ?? []);

    /// <summary>The values in the order of the history. Losses are means over the images.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Values => _values;

    /// <summary>A value by its name.</summary>
    /// <exception cref="ArgumentException">There is none of this name; the message lists them.</exception>
    public double this[string name]
    {
        get
        {
            foreach (var (key, value) in _values)
            {
                if (key == name)
                    return value;
            }

            throw new ArgumentException($"There is no value \"{name}\"; there are {string.Join(", ", _values.Select(value => value.Key))}.", nameof(name));
        }
    }

    /// <summary>How often images of each class were taken for each class, in what <c>Evaluate</c> returned.</summary>
    /// <param name="head">The name of the head; null: the only one of which there is a matrix.</param>
    /// <exception cref="ArgumentException">There is no such matrix, or no name and several: the message lists the heads.</exception>
    public ConfusionMatrix ConfusionMatrix(string? head = null)
    {
        var found = Array.FindAll(_matrices, entry => entry.Value is not null && (head is null || entry.Key == head));
        if (found.Length == 1)
            return found[0].Value!;
        var heads = string.Join(", ", _matrices.Where(entry => entry.Value is not null).Select(entry => entry.Key));
        throw new ArgumentException(
            (head is null ? "Which confusion matrix is not said" : $"There is no confusion matrix of \"{head}\"") +
            $"; there are those of {(heads.Length == 0 ? "no heads" : heads)}. Evaluate counts confusions for heads of classes with one right class an image, up to {CnnGen.ConfusionMatrix.MostClasses}.",
            nameof(head));
    }

    /// <summary>"loss 0.0312  accuracy 0.9904".</summary>
    public override string ToString() =>
        string.Join("  ", _values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key} {value.Value:0.0000}")));
}

using System.Globalization;

namespace CnnGen;

/// <summary>Values by Keras's names: "loss" and the metrics; with several heads also "class_output_loss", "class_output_accuracy" and so on.</summary>
public class EvaluationResult
{
    private readonly KeyValuePair<string, double>[] _values;

    internal EvaluationResult(KeyValuePair<string, double>[] values) => _values = values;

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

    /// <summary>"loss 0.0312  accuracy 0.9904".</summary>
    public override string ToString() =>
        string.Join("  ", _values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key} {value.Value:0.0000}")));
}

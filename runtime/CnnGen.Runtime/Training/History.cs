using System.Globalization;
using System.Text;

namespace CnnGen;

/// <summary>The values of each completed epoch, by Keras's names: "loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", ...</summary>
public sealed class History
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, List<double>> _values = [];

    internal History()
    {
    }

    /// <summary>The names of the values.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Epochs completed, with those before the run was resumed.</summary>
    public int Epochs { get; private set; }

    /// <summary>Why training ended.</summary>
    public StopReason StopReason { get; private set; }

    /// <summary>Why training ended, in words: "epoch 3, batch 17: the loss is NaN".</summary>
    public string StopMessage { get; private set; } = "";

    /// <summary>What was kept of the data as frozen layers see it, or why nothing: "training: 1600 samples x 2 forms x 256 floats, 3.3 MB".</summary>
    public string FeatureCache { get; internal set; } = "";

    /// <summary>A value of each epoch. NaN for an epoch that does not have it.</summary>
    /// <exception cref="ArgumentException">There is none of this name; the message lists them.</exception>
    public IReadOnlyList<double> this[string name] => _values.TryGetValue(name, out var values)
        ? values
        : throw new ArgumentException($"The history has no \"{name}\"; it has {string.Join(", ", _names)}.", nameof(name));

    /// <summary>Writes a line of names and a line for each epoch, which is counted from 1. The file appears whole or not at all.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void WriteCsv(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToCsv())));

    internal void Add(IReadOnlyList<KeyValuePair<string, double>> epoch)
    {
        foreach (var (name, value) in epoch)
        {
            if (!_values.TryGetValue(name, out var values))
            {
                _names.Add(name);
                _values.Add(name, values = [.. Enumerable.Repeat(double.NaN, Epochs)]);
            }

            values.Add(value);
        }

        Epochs++;
        foreach (var values in _values.Values)
        {
            if (values.Count < Epochs)
                values.Add(double.NaN);
        }
    }

    internal void Stopped(StopReason reason, string message)
    {
        StopReason = reason;
        StopMessage = message;
    }

    internal string ToCsv()
    {
        var text = new StringBuilder(CsvHeader(_names));
        for (var epoch = 0; epoch < Epochs; epoch++)
            text.Append(CsvLine(epoch));
        return text.ToString();
    }

    /// <summary>The line of names.</summary>
    internal static string CsvHeader(IReadOnlyList<string> names) => $"{string.Join(",", names.Prepend("epoch"))}\n";

    /// <summary>The line of an epoch, whose number is counted from 0 here and from 1 in the line.</summary>
    internal string CsvLine(int epoch)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{epoch + 1}");
        foreach (var name in _names)
            text.Append(CultureInfo.InvariantCulture, $",{_values[name][epoch]}");
        return text.Append('\n').ToString();
    }

    /// <summary>Reads what <see cref="ToCsv"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    internal static History FromCsv(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var names = lines.Length == 0 ? [] : lines[0].Split(',');
        var history = new History();
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(',');
            if (cells.Length != names.Length)
                throw new FormatException($"A line of the history has {cells.Length} values; expected {names.Length}.");
            history.Add([.. names.Zip(cells).Skip(1).Select(pair => KeyValuePair.Create(pair.First, double.Parse(pair.Second, CultureInfo.InvariantCulture)))]);
        }

        return history;
    }
}

using CnnGen;

namespace DigitsSample.Display;

/// <summary>The values of the epochs as lines of text, a column each.</summary>
/// <param name="columns">The values, where a network has them; none: all but the learning rate.</param>
internal sealed class EpochTable(string[] columns)
{
    private const int Digits = 6;

    /// <summary>"epoch    loss  accuracy  val_loss  val_accuracy   time".</summary>
    public string Header(EpochResult epoch)
    {
        var names = Values(epoch).Select(value => value.Key.PadLeft(Width(value.Key)));
        return string.Join("  ", ["epoch".PadLeft(EpochWidth(epoch.Epochs)), .. names, "  time"]);
    }

    /// <summary>"  2/5  0.1012    0.9702    0.0513        0.9841  1.3 s".</summary>
    public string Row(EpochResult epoch)
    {
        var values = Values(epoch).Select(value => $"{value.Value:0.0000}".PadLeft(Width(value.Key)));
        return string.Join("  ", [$"{epoch.Epoch}/{epoch.Epochs}".PadLeft(EpochWidth(epoch.Epochs)), .. values, $"{epoch.Elapsed.TotalSeconds,4:0.0} s"]);
    }

    private IEnumerable<KeyValuePair<string, double>> Values(EpochResult epoch) =>
        epoch.Values.Where(value => columns.Length == 0 ? value.Key != "learning_rate" : columns.Contains(value.Key));

    private static int Width(string name) => Math.Max(name.Length, Digits);

    private static int EpochWidth(int epochs) => Math.Max("epoch".Length, $"{epochs}/{epochs}".Length);
}

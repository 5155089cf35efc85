using CnnGen.Report.Charts;
using CnnGen.Report.Drawing;
using CnnGen.Report.Html;

namespace CnnGen.Report.Sections;

/// <summary>The values of the epochs.</summary>
internal static class TrainingSection
{
    public static Section Of(History history)
    {
        var text = $"{history.Epochs} {(history.Epochs == 1 ? "epoch" : "epochs")}. Training values are means over an epoch, while the network changes and dropout and augmentation make it harder; validation values are taken behind it.";
        var section = new Section("training", "Training", text);
        if (history.StopReason != StopReason.Completed)
            section.Note($"It ended early: {history.StopMessage}.");
        return section.Add([.. history.Names.Where(name => !name.StartsWith("val_", StringComparison.Ordinal)).Select(name => (Chart(history, name), CaptionOf(name)))]);
    }

    private static Picture Chart(History history, string name)
    {
        List<(string, IReadOnlyList<double>)> lines = [(name == "learning_rate" ? "rate" : "training", history[name])];
        if (history.Names.Contains($"val_{name}"))
            lines.Add(("validation", history[$"val_{name}"]));
        return CurveChart.Of($"curve-{name}", CaptionOf(name), lines);
    }

    private static string CaptionOf(string name) => name.Replace('_', ' ');
}

using CnnGen.Report.Charts;
using CnnGen.Report.Drawing;
using CnnGen.Report.Html;

namespace CnnGen.Report.Sections;

/// <summary>The values of the epochs.</summary>
internal static class TrainingSection
{
    /// <summary>Curves that stand well beside the network.</summary>
    private const int MostBeside = 2;

    private const string LearningRate = "learning_rate";

    public static Section Of(History history)
    {
        var text = $"{history.Epochs} {(history.Epochs == 1 ? "epoch" : "epochs")}. Training values are means over an epoch, while the network changes and dropout and augmentation make it harder; validation values are taken after it.";
        var section = new Section("training", "Training", text) { IsHalf = Shown(history).Count() <= MostBeside };
        if (history.StopReason != StopReason.Completed)
            section.Note($"It ended early: {history.StopMessage}.");
        if (ConstantRate(history) is { } rate)
            section.Note($"The learning rate was {HtmlText.Number(rate)} in each epoch.");
        return section.Add([.. Shown(history).Select(name => (Chart(history, name), CaptionOf(name)))]);
    }

    private static IEnumerable<string> Shown(History history) =>
        history.Names.Where(name => !name.StartsWith("val_", StringComparison.Ordinal) && !(name == LearningRate && ConstantRate(history) is not null));

    /// <summary>The learning rate, where it was the same in all epochs.</summary>
    private static double? ConstantRate(History history) =>
        history.Names.Contains(LearningRate) && history[LearningRate].Distinct().Count() == 1 ? history[LearningRate][0] : null;

    private static Picture Chart(History history, string name)
    {
        List<(string, IReadOnlyList<double>)> lines = [(name == LearningRate ? "rate" : "training", history[name])];
        if (history.Names.Contains($"val_{name}"))
            lines.Add(("validation", history[$"val_{name}"]));
        return CurveChart.Of($"curve-{name}", CaptionOf(name), lines);
    }

    private static string CaptionOf(string name) => name.Replace('_', ' ').Replace("iou", "IoU");
}

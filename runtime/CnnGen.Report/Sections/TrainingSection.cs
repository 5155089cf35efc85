using CnnGen.Report.Charts;
using CnnGen.Report.Drawing;
using CnnGen.Report.Html;

namespace CnnGen.Report.Sections;

/// <summary>The values of the epochs.</summary>
internal static class TrainingSection
{
    private const string LearningRate = "learning_rate";

    public static Section Of(History history)
    {
        var text = $"{history.Epochs} {(history.Epochs == 1 ? "epoch" : "epochs")}. Training values are means over an epoch, while the network changes and dropout and augmentation make it harder; validation values are taken behind it.";
        var section = new Section("training", "Training", text) { IsHalf = true };
        if (history.StopReason != StopReason.Completed)
            section.Note($"It ended early: {history.StopMessage}.");
        var rates = history.Names.Contains(LearningRate) ? history[LearningRate] : [];
        var isConstant = rates.Distinct().Count() == 1;
        if (isConstant)
            section.Note($"The learning rate was {HtmlText.Number(rates[0])} in each epoch.");
        return section.Add([.. history.Names.Where(name => !name.StartsWith("val_", StringComparison.Ordinal) && !(isConstant && name == LearningRate)).Select(name => (Chart(history, name), CaptionOf(name)))]);
    }

    private static Picture Chart(History history, string name)
    {
        List<(string, IReadOnlyList<double>)> lines = [(name == LearningRate ? "rate" : "training", history[name])];
        if (history.Names.Contains($"val_{name}"))
            lines.Add(("validation", history[$"val_{name}"]));
        return CurveChart.Of($"curve-{name}", CaptionOf(name), lines);
    }

    private static string CaptionOf(string name) => name.Replace('_', ' ');
}

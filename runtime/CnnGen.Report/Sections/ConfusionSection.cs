using CnnGen.Report.Charts;
using CnnGen.Report.Html;
using CnnGen.Report.Testing;

namespace CnnGen.Report.Sections;

/// <summary>What classes are taken for each other.</summary>
internal static class ConfusionSection
{
    public static IEnumerable<Section> All(ReportContent content) => content.Evaluation is not { } evaluation
        ? []
        : content.Heads.Where(head => head.Classes is > 1 and <= ConfusionMatrix.MostClasses)
            .Select(head => Of(head, evaluation.ConfusionMatrix(head.Head.Name), content.Heads.Count > 1));

    private static Section Of(HeadReading head, ConfusionMatrix matrix, bool isNamed)
    {
        var name = head.Head.Name;
        var labels = Enumerable.Range(0, matrix.Classes).Select(head.NameOf).ToArray();
        var section = new Section(
            $"confusion-{head.Index}", isNamed ? $"Confusion matrix: {name}" : "Confusion matrix",
            $"{HtmlText.Percent(matrix.Accuracy)} of {HtmlText.Count(matrix.Count)} images are right. A row is what images are, a column what they were taken for; mistakes are drawn stronger than their share.");
        return section.Table(
            matrix.Classes <= ConfusionChart.MostClasses ? ConfusionChart.Of($"confusion-{name}", name, matrix, labels) : null, "Images of each class (row) taken for each class (column).",
            ["class", "images", "recall", "precision", "confused with"],
            Enumerable.Range(0, matrix.Classes).OrderBy(matrix.Recall).ThenBy(index => index).Take(40).Select(index => (IReadOnlyList<string>)
            [
                labels[index], HtmlText.Count(Images(matrix, index)), HtmlText.Percent(matrix.Recall(index)), HtmlText.Percent(matrix.Precision(index)), MostlyTakenFor(matrix, index, labels),
            ]));
    }

    private static long Images(ConfusionMatrix matrix, int index) => Enumerable.Range(0, matrix.Classes).Sum(predicted => matrix[index, predicted]);

    private static string MostlyTakenFor(ConfusionMatrix matrix, int index, string[] labels)
    {
        var other = Enumerable.Range(0, matrix.Classes).Where(predicted => predicted != index).MaxBy(predicted => matrix[index, predicted]);
        return matrix[index, other] == 0 ? "-" : $"{labels[other]} ({matrix[index, other]})";
    }
}

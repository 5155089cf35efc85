using CnnGen;

namespace LocalizerSample;

/// <summary>How good predictions are.</summary>
/// <param name="ClassAccuracy">The share of images whose class is right.</param>
/// <param name="MeanIou">The mean overlap of the boxes with the true ones.</param>
/// <param name="AccuracyAtHalf">The share of images whose class is right and whose box overlaps the true one by 1/2 or more.</param>
/// <param name="AccuracyAtThreeQuarters">The same with 3/4.</param>
internal sealed record Scores(double ClassAccuracy, double MeanIou, double AccuracyAtHalf, double AccuracyAtThreeQuarters)
{
    public const string Header = "                    class accuracy  mean IoU  acc@0.5  acc@0.75";

    /// <summary>Of predictions beside the truth.</summary>
    public static Scores Of(IReadOnlyCollection<(BoxedImage Truth, Prediction Prediction)> pairs)
    {
        var right = pairs.Select(pair => pair.Truth.Label == pair.Prediction.Label).ToArray();
        var overlaps = pairs.Select(pair => (double)pair.Truth.Box.IntersectionOverUnion(pair.Prediction.Box)).ToArray();
        double Joint(double least) => right.Zip(overlaps, (isRight, overlap) => isRight && overlap >= least ? 1.0 : 0).Average();
        return new Scores(right.Average(isRight => isRight ? 1 : 0), overlaps.Average(), Joint(0.5), Joint(0.75));
    }

    /// <summary>A line of a table.</summary>
    public string Row(string name) => $"{name,-20}{ClassAccuracy,14:0.0000}{MeanIou,10:0.0000}{AccuracyAtHalf,9:0.0000}{AccuracyAtThreeQuarters,10:0.0000}";
}

using CnnGen;

namespace DigitsSample;

/// <summary>The most probable class of an image and its probability, 0 to 1.</summary>
internal readonly record struct Prediction(string Label, float Probability)
{
    public static Prediction Of<TLabel>(ClassPrediction<TLabel> classes)
        where TLabel : struct, Enum => new(classes.LabelText, classes.Probability);
}

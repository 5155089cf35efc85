using CnnGen;

namespace LocalizerSample;

/// <summary>The most probable class of an image, its probability, and the box, with its edges in order.</summary>
internal readonly record struct Prediction
{
    public Prediction(int label, float probability, BoundingBox box) => (Label, Probability, Box) = (label, probability, box.Ordered());

    public int Label { get; }

    public float Probability { get; }

    public BoundingBox Box { get; }
}

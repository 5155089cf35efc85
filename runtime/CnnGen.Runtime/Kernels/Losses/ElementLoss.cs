using System.Numerics;

namespace CnnGen;

/// <summary>A loss of one output and its target.</summary>
internal interface IElementLoss
{
    /// <summary>Whether it turns outputs into probabilities.</summary>
    bool ChangesOutput { get; }

    /// <summary>The losses, and their derivatives by the outputs.</summary>
    Vector<float> Of(ref Vector<float> output, Vector<float> target, out Vector<float> slope);
}

/// <summary>The mean of a loss over an image's outputs, summed in double precision.</summary>
internal readonly unsafe struct ElementMean<TLoss>(TLoss loss) : IImageLoss
    where TLoss : struct, IElementLoss
{
    public double Of(float* output, float* target, float* gradient, int pixels, int channels, float scale)
    {
        int length = pixels * channels;
        var factor = Vector.Create(scale / length);
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        for (int i = 0; i < length; i += Lanes.Count)
        {
            int left = length - i;
            var x = Lanes.Load(output + i, left);
            var value = loss.Of(ref x, Lanes.Load(target + i, left), out var slope);
            Vector.Widen(Vector.ConditionalSelect(Lanes.Of(left), value, Vector<float>.Zero), out var lowPart, out var highPart);
            low += lowPart;
            high += highPart;
            if (loss.ChangesOutput) Lanes.Store(x, output + i, left);
            if (gradient is not null) Lanes.Store(slope * factor, gradient + i, left);
        }

        return Vector.Sum(low + high) / length;
    }
}

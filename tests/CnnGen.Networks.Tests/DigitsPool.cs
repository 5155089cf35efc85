using System.Collections.Concurrent;

namespace CnnGen.Networks.Tests;

// docs/serving.md shows what follows.

/// <summary>Instances over the same weights: one for each prediction that is at work.</summary>
public sealed class DigitsPool(Digits first) : IDisposable
{
    private readonly ConcurrentBag<Digits> _free = [];

    public Digits.DigitLabel Predict(ReadOnlySpan<byte> image)
    {
        if (!_free.TryTake(out Digits? mine))
            mine = first.Share();
        try
        {
            return mine.Predict(image).Digit.Label;
        }
        finally
        {
            _free.Add(mine);
        }
    }

    public void Dispose()
    {
        while (_free.TryTake(out Digits? one))
            one.Dispose();
    }
}

using System.Globalization;

namespace CnnGen;

/// <summary>Round numbers along an axis: steps of 1, 2 or 5 times a power of ten, at most as many as wanted.</summary>
internal sealed class AxisTicks
{
    private readonly int _decimals;

    public AxisTicks(double low, double high, int most, bool whole = false)
    {
        // A flat line gets room on both sides.
        if (high - low < 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high)) || high == low)
        {
            var room = low == 0 ? 1 : Math.Abs(low) * 0.1;
            (low, high) = (low - room, high + room);
        }

        var power = Math.Floor(Math.Log10((high - low) / most));
        Step = new[] { 1.0, 2, 5, 10 }.Select(factor => factor * Math.Pow(10, power)).First(step => (high - low) / step <= most);
        if (whole)
            Step = Math.Max(Step, 1);
        _decimals = Math.Clamp((int)-Math.Floor(Math.Log10(Step) + 1e-9), 0, 15);
        (Low, High) = (Math.Floor(low / Step + 1e-9) * Step, Math.Ceiling(high / Step - 1e-9) * Step);
    }

    /// <summary>The first tick, at or below the smallest value.</summary>
    public double Low { get; }

    /// <summary>The last tick, at or above the largest value.</summary>
    public double High { get; }

    /// <summary>From tick to tick.</summary>
    public double Step { get; }

    /// <summary>The ticks with their labels.</summary>
    public IEnumerable<(double Value, string Label)> All()
    {
        for (var i = 0; i <= (int)Math.Round((High - Low) / Step); i++)
        {
            var value = Low + i * Step;
            yield return (value, Label(Math.Abs(value) < Step / 2 ? 0 : value));
        }
    }

    private string Label(double value) =>
        Math.Abs(value) is >= 1e6 or (> 0 and < 1e-4)
            ? value.ToString("0.##e0", CultureInfo.InvariantCulture)
            : value.ToString("F" + _decimals, CultureInfo.InvariantCulture);
}

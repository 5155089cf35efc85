namespace CnnGen;

/// <summary>A predicted and a true box along one axis, and how what is measured changes with the predicted edges.</summary>
/// <remarks>
/// A box whose edges are the wrong way round has no length. What encloses it then reaches over both edges all the same, so that the gradient knows
/// where they are.
/// </remarks>
internal readonly struct BoxAxis
{
    private const double LeastPart = 0.1;

    public BoxAxis(double low, double high, double targetLow, double targetHigh)
    {
        var isOrdered = high > low;
        Length = isOrdered ? Edges(high - low, -1, 1) : default;
        TargetLength = targetHigh - targetLow;
        var missing = LeastPart * TargetLength - (high - low);
        Missing = missing > 0 ? Edges(missing, 1, -1) : default;

        var shared = Math.Min(high, targetHigh) - Math.Max(low, targetLow);
        Shared = shared > 0 ? Edges(shared, low > targetLow ? -1 : 0, high < targetHigh ? 1 : 0) : default;

        var (first, last) = isOrdered ? (low, high) : (high, low);
        var (byFirst, byLast) = (first < targetLow ? -1 : 0, last > targetHigh ? 1 : 0);
        Enclosing = Edges(Math.Max(last, targetHigh) - Math.Min(first, targetLow), isOrdered ? byFirst : byLast, isOrdered ? byLast : byFirst);
        Offset = Edges((low + high - targetLow - targetHigh) / 2, 0.5, 0.5);
    }

    /// <summary>From edge to edge; 0 where they are the wrong way round.</summary>
    public Measure Length { get; }

    public double TargetLength { get; }

    /// <summary>What both boxes cover.</summary>
    public Measure Shared { get; }

    /// <summary>The smallest length that holds both.</summary>
    public Measure Enclosing { get; }

    /// <summary>From the true centre to the predicted one.</summary>
    public Measure Offset { get; }

    /// <summary>By how much it is shorter than a tenth of the true length, edges the wrong way round counting as less than nothing.</summary>
    public Measure Missing { get; }

    private static Measure Edges(double value, double byLow, double byHigh) => new(value, byLow, byHigh);

    /// <summary>A number and its derivatives by the lower and the higher edge.</summary>
    internal readonly record struct Measure(double Value, double ByLow, double ByHigh)
    {
        public double By(bool high) => high ? ByHigh : ByLow;
    }
}

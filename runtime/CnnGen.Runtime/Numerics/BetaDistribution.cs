namespace CnnGen;

/// <summary>Numbers of the distribution Beta(a, a).</summary>
internal static class BetaDistribution
{
    /// <summary>X / (X + Y) of two numbers X, Y of the distribution Gamma(a), computed from their logarithms, since for small a both are often below the smallest double.</summary>
    public static double Next(double a, ref RandomStream random)
    {
        var x = LogGamma(a, ref random);
        var y = LogGamma(a, ref random);
        return 1 / (1 + Math.Exp(y - x));
    }

    /// <summary>
    /// The logarithm of a number of the distribution Gamma(a). From G. Marsaglia, W. Tsang, "A Simple Method for Generating Gamma Variables", 2000; a below 1 from a + 1, as they say there.
    /// </summary>
    private static double LogGamma(double a, ref RandomStream random)
    {
        if (a < 1)
        {
            var power = Math.Log(Open(ref random)) / a;
            return LogGamma(a + 1, ref random) + power;
        }

        var d = a - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = random.NextNormal();
            var v = 1 + c * x;
            if (v <= 0)
                continue;
            v = v * v * v;
            if (Math.Log(Open(ref random)) < 0.5 * x * x + d - d * v + d * Math.Log(v))
                return Math.Log(d * v);
        }
    }

    // (0, 1]: the logarithm of zero is never asked for.
    private static double Open(ref RandomStream random) => (random.NextWord() + 1.0) / 4294967296.0;
}

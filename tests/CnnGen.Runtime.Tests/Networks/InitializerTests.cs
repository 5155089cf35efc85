namespace CnnGen.Runtime.Tests.Networks;

/// <summary>Keras's initializers: mean, deviation and range of many values, and that a few of them stay what they are.</summary>
public sealed class InitializerTests
{
    private const int Count = 40000;
    private const int FanIn = 27;
    private const int FanOut = 96;

    [Theory]
    [InlineData("zeros", new double[0], 0, 0, 0, 0)]
    [InlineData("ones", new double[0], 1, 0, 1, 1)]
    [InlineData("constant", new[] { -2.5 }, -2.5, 0, -2.5, -2.5)]
    [InlineData("random_uniform", new[] { -1.0, 3.0 }, 1, 1.1547005, -1, 3)]
    [InlineData("random_normal", new[] { 2.0, 0.5 }, 2, 0.5, -0.5, 4.5)]
    [InlineData("truncated_normal", new[] { 2.0, 0.5 }, 2, 0.43981283, 1, 3)]
    [InlineData("glorot_uniform", new double[0], 0, 0.12751534, -0.22086305, 0.22086305)]
    [InlineData("glorot_normal", new double[0], 0, 0.12751534, -0.28993093, 0.28993093)]
    [InlineData("he_uniform", new double[0], 0, 0.27216553, -0.47140452, 0.47140452)]
    [InlineData("he_normal", new double[0], 0, 0.27216553, -0.6188203, 0.6188203)]
    [InlineData("lecun_uniform", new double[0], 0, 0.19245009, -0.33333334, 0.33333334)]
    [InlineData("lecun_normal", new double[0], 0, 0.19245009, -0.43757204, 0.43757204)]
    [InlineData("variance_scaling/fan_out/uniform", new[] { 3.0 }, 0, 0.17677670, -0.30618623, 0.30618623)]
    [InlineData("variance_scaling/fan_out/untruncated_normal", new[] { 3.0 }, 0, 0.17677670, -0.9, 0.9)]
    [InlineData("variance_scaling/fan_avg/truncated_normal", new[] { 1.0 }, 0, 0.12751534, -0.28993093, 0.28993093)]
    public void ValuesHaveTheirMeanDeviationAndRange(string initializer, double[] arguments, double mean, double deviation, float least, float most)
    {
        var values = Values(Count, initializer, arguments);
        var found = values.Average(value => (double)value);
        Assert.Equal(mean, found, 5 * deviation / Math.Sqrt(Count) + 1e-7);
        Assert.Equal(deviation, Math.Sqrt(values.Average(value => (value - found) * (value - found))), 0.02 * deviation + 1e-7);
        Assert.All(values, value => Assert.InRange(value, least, most));
        // The range is used up to its ends.
        if (deviation > 0 && !initializer.Contains("untruncated", StringComparison.Ordinal) && initializer != "random_normal")
            Assert.True(values.Max() > most - 0.1f * (most - least) && values.Min() < least + 0.1f * (most - least));
    }

    [Theory]
    [InlineData("random_normal", new[] { 0.0, 1.0 })]
    [InlineData("truncated_normal", new[] { 0.0, 1.0 })]
    [InlineData("glorot_uniform", new double[0])]
    public void AValueDependsOnItsPlaceAndTheSeedAlone(string initializer, double[] arguments)
    {
        var many = Values(1003, initializer, arguments);
        Assert.Equal(many[..6], Values(6, initializer, arguments));
        Assert.NotEqual(many[..6], Values(6, initializer, arguments, seed: 4));
        Assert.NotEqual(many[..6], Values(6, initializer, arguments, stream: 9));
        Assert.Equal(1003, many.Distinct().Count());
    }

    [Fact]
    public void ValuesStayWhatTheyAre()
    {
        // To a tolerance: the last bits of logarithm and sine are the machine's.
        Assert.Equal([-0.67358f, -0.17780f, 0.15509f, 1.58952f], Values(4, "random_normal", [0, 1]), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal([-0.67358f, 0.33046f, -0.05396f, -1.01989f], Values(4, "truncated_normal", [0, 1]), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Theory]
    [InlineData(new[] { 3, 3, 4, 7 }, 2.0)]
    [InlineData(new[] { 5, 40 }, 1.0)]
    [InlineData(new[] { 9, 9 }, -0.5)]
    [InlineData(new[] { 1, 1 }, 1.0)]
    public void OrthogonalVectorsHaveTheirLength(int[] shape, double gain)
    {
        var values = Kernel(shape, "orthogonal", gain);
        int columns = shape[^1];
        int rows = values.Length / columns;
        // The shorter side has vectors that can all be orthogonal.
        var vectors = rows < columns
            ? Enumerable.Range(0, rows).Select(row => values[(row * columns)..((row + 1) * columns)]).ToArray()
            : Enumerable.Range(0, columns).Select(column => values.Where((_, i) => i % columns == column).ToArray()).ToArray();
        for (var i = 0; i < vectors.Length; i++)
        {
            for (var j = 0; j <= i; j++)
                Assert.Equal(i == j ? gain * gain : 0, vectors[i].Zip(vectors[j], (a, b) => (double)a * b).Sum(), 1e-5);
        }

        Assert.NotEqual(values, Kernel(shape, "orthogonal", gain * 2));
    }

    [Fact]
    public void AnIdentityPassesItsInputOn()
    {
        Assert.Equal([2, 0, 0, 0, 2, 0], Kernel([2, 3], "identity", 2));
        var kernel = Kernel([3, 2, 2, 1], "identity", 1);
        // Row 1 of 0 to 2, column 0 of 0 to 1, input 0.
        Assert.Equal(4, Array.IndexOf(kernel, 1));
        Assert.Equal(1, kernel.Sum());
    }

    [Theory]
    [InlineData("glorot", new double[0])]
    [InlineData("constant", new double[0])]
    [InlineData("variance_scaling/fan_in/normal", new[] { 1.0 })]
    public void WhatIsUnknownIsRefused(string initializer, double[] arguments)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Values(1, initializer, arguments));
        Assert.Contains($"\"{initializer}\"", error.Message, StringComparison.Ordinal);
    }

    private static float[] Kernel(int[] shape, string initializer, double gain)
    {
        var parameter = new ParameterDescription("a.kernel", 0, shape, initializer, 0, 0, true) { InitializerArguments = [gain] };
        var values = new float[parameter.Length];
        WeightInitializer.Fill(values, parameter, seed: 3, stream: 8);
        return values;
    }

    private static float[] Values(int count, string initializer, double[] arguments, ulong seed = 3, uint stream = 8)
    {
        var values = new float[count];
        WeightInitializer.Fill(values, new ParameterDescription("a.kernel", 0, [count], initializer, FanIn, FanOut, true) { InitializerArguments = arguments }, seed, stream);
        return values;
    }
}

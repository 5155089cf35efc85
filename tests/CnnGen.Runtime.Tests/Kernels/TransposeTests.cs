namespace CnnGen.Runtime.Tests;

public sealed unsafe class TransposeTests
{
    private const float Untouched = -7;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 40)]
    [InlineData(40, 1)]
    [InlineData(3, 5)]
    [InlineData(4, 4)]
    [InlineData(8, 8)]
    [InlineData(13, 9)]
    [InlineData(16, 32)]
    [InlineData(17, 33)]
    [InlineData(63, 61)]
    public void Taps_come_in_the_given_order_with_outputs_before_inputs(int inputs, int outputs)
    {
        int[] order = [2, 0, 1, 3];
        int length = inputs * outputs;
        float[] transposed = Run(4 * length, (weights, result) => Transpose.Taps(weights, result, inputs, outputs, order));
        for (int t = 0; t < 4; t++)
        {
            for (int i = 0; i < inputs; i++)
            {
                for (int o = 0; o < outputs; o++) Assert.Equal((order[t] * length) + (i * outputs) + o, transposed[(t * length) + (o * inputs) + i]);
            }
        }
    }

    [Theory]
    [InlineData(2, 3, 5)]
    [InlineData(5, 1, 3)]
    [InlineData(33, 1, 1)]
    [InlineData(7, 4, 1)]
    [InlineData(8, 4, 4)]
    [InlineData(3, 17, 9)]
    [InlineData(2, 16, 24)]
    public void Groups_stay_beside_each_other(int groups, int inputs, int outputs)
    {
        int[] order = [1, 0];
        int length = groups * inputs * outputs;
        float[] transposed = Run(2 * length, (weights, result) => Transpose.GroupedTaps(weights, result, groups, inputs, outputs, order));
        for (int t = 0; t < 2; t++)
        {
            for (int g = 0; g < groups; g++)
            {
                for (int i = 0; i < inputs; i++)
                {
                    for (int o = 0; o < outputs; o++)
                    {
                        int source = (order[t] * length) + (i * groups * outputs) + (g * outputs) + o;
                        Assert.Equal(source, transposed[(t * length) + (o * groups * inputs) + (g * inputs) + i]);
                    }
                }
            }
        }
    }

    /// <summary>Weights that are their own places; what lies behind the result must stay as it was.</summary>
    private static float[] Run(int length, Write transpose)
    {
        float[] weights = [.. Enumerable.Range(0, length).Select(i => (float)i)];
        var result = new float[length + 16];
        Array.Fill(result, Untouched);
        fixed (float* source = weights, destination = result) transpose(source, destination);
        Assert.All(result[length..], value => Assert.Equal(Untouched, value));
        return result;
    }

    private delegate void Write(float* weights, float* result);
}

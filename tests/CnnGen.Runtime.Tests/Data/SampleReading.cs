namespace CnnGen.Runtime.Tests.Data;

internal static class SampleReading
{
    /// <summary>A sample as a network without scaling would take it.</summary>
    public static (float[] Input, float[] Target) Sample(this IDataset dataset, int index)
    {
        var (input, target) = (new float[dataset.InputLength], new float[dataset.TargetLength]);
        dataset.Read(index, new SampleWriter(input, target, new PixelScaling([1], [0])));
        return (input, target);
    }
}

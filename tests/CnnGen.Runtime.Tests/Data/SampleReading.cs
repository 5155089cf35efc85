namespace CnnGen.Runtime.Tests.Data;

internal static class SampleReading
{
    /// <summary>A sample as a network without scaling would take it.</summary>
    public static (float[] Input, float[] Target) Sample(
        this IDataset dataset, int index, (int, int, int) shape = default, ulong seed = 0, int epoch = 0, bool training = true, float scale = 1)
    {
        var (input, target) = (new float[dataset.InputLength], new float[dataset.TargetLength]);
        dataset.Read(index, new SampleWriter(input, target, new PixelScaling([scale], [0]), new Reading(shape, seed, epoch, training)));
        return (input, target);
    }
}

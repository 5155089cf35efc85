namespace CnnGen.Runtime.Tests.Data;

public class DatasetTests
{
    private static readonly ArrayDataset s_numbers =
        new([.. Enumerable.Range(0, 20).Select(i => (float)i)], [.. Enumerable.Range(100, 10)]);

    [Fact]
    public void Arrays_AreReadRowByRow()
    {
        Assert.Equal((10, 2, 1), (s_numbers.Count, s_numbers.InputLength, s_numbers.TargetLength));
        Assert.Equal([6f, 7f], s_numbers.Sample(3).Input);
        Assert.Equal([103f], s_numbers.Sample(3).Target);

        var bytes = new ArrayDataset([1, 2, 3, 4], [0.5f, 1, 2, 3, 4, 5], 3);
        Assert.Equal((2, 2, 3), (bytes.Count, bytes.InputLength, bytes.TargetLength));
        Assert.Equal([3f, 4f], bytes.Sample(1).Input);
        Assert.Equal([3f, 4f, 5f], bytes.Sample(1).Target);
    }

    [Fact]
    public void Arrays_ThatDoNotFitAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new ArrayDataset(new float[5], new int[2]));
        Assert.Throws<ArgumentException>(() => new ArrayDataset(new float[4], new int[0]));
        Assert.Throws<ArgumentException>(() => new ArrayDataset(new byte[0], new int[2]));
        Assert.Throws<ArgumentException>(() => new ArrayDataset(new float[4], new float[5], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArrayDataset(new float[4], new float[4], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => s_numbers.Sample(10));
    }

    [Fact]
    public void TakeSkipSubset_AreTheSamplesTheyName()
    {
        Assert.Equal([100f, 101], Labels(s_numbers.Take(2)));
        Assert.Equal([108f, 109], Labels(s_numbers.Skip(8)));
        Assert.Equal([105f, 105, 100], Labels(s_numbers.Subset(5, 5, 0)));
        Assert.Equal([104f], Labels(s_numbers.Skip(3).Take(5).Subset(1)));
        Assert.Equal(0, s_numbers.Take(0).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => s_numbers.Take(11));
        Assert.Throws<ArgumentOutOfRangeException>(() => s_numbers.Skip(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => s_numbers.Subset(10));
    }

    [Fact]
    public void Split_IsDisjointSeededAndInOrder()
    {
        var (train, validation) = s_numbers.Split(0.3, 5);
        Assert.Equal((7, 3), (train.Count, validation.Count));
        Assert.Equal(Labels(train).Order(), Labels(train));
        Assert.Equal(Labels(s_numbers), Labels(train).Concat(Labels(validation)).Order());
        Assert.Equal(Labels(validation), Labels(s_numbers.Split(0.3, 5).Validation));
        Assert.True(Enumerable.Range(0, 20).Select(seed => string.Join(' ', Labels(s_numbers.Split(0.3, (ulong)seed).Validation))).Distinct().Count() > 10);
        Assert.Equal(1, s_numbers.Split(0.001).Validation.Count);
        Assert.Equal(1, s_numbers.Split(0.999).Train.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => s_numbers.Split(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => s_numbers.Split(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => s_numbers.Take(1).Split(0.5));
    }

    private static float[] Labels(IDataset dataset) => [.. Enumerable.Range(0, dataset.Count).Select(i => dataset.Sample(i).Target[0])];
}

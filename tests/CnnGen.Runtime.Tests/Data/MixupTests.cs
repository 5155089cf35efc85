namespace CnnGen.Runtime.Tests.Data;

public class MixupTests
{
    [Fact]
    public void OneHot_WritesAOneForTheClass()
    {
        var data = new ArrayDataset(new byte[6], [2, 0, 1]).OneHot(3);
        Assert.Equal((3, 2, 3), (data.Count, data.InputLength, data.TargetLength));
        Assert.Equal([0f, 0, 1], data.Sample(0).Target);
        Assert.Equal([1f, 0, 0], data.Sample(1, training: false).Target);
        Assert.Contains("the class is 2", Assert.Throws<InvalidDataException>(() => new ArrayDataset(new byte[6], [2, 0, 1]).OneHot(2).Sample(0)).Message);
        Assert.Throws<ArgumentException>(() => data.OneHot(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArrayDataset(new byte[6], [0, 0, 0]).OneHot(1));
    }

    [Fact]
    public void Mixup_MixesInputsAndTargetsWithOneWeight()
    {
        // Sample i is the constant 25 i of class i, so that the target tells what the input must be.
        var data = Constants(10).Mixup(alpha: 1);
        var (partners, mixed) = (new HashSet<int>(), 0);
        for (var epoch = 0; epoch < 200; epoch++)
        {
            var (input, target) = data.Sample(3, epoch: epoch, scale: 0.1f);
            Assert.Equal(1, target.Sum(), 5);
            Assert.True(target.Count(weight => weight > 0) <= 2);
            var expected = target.Select((weight, i) => weight * 2.5f * i).Sum();
            Assert.All(input, value => Assert.Equal(expected, value, 1e-3));
            for (var i = 0; i < 10; i++)
            {
                if (i != 3 && target[i] > 0)
                    partners.Add(i);
            }

            mixed += target.Max() < 0.9 ? 1 : 0;
        }

        Assert.Equal(9, partners.Count);
        Assert.InRange(mixed, 100, 190);
        Assert.Equal([0f, 0, 0, 1, 0, 0, 0, 0, 0, 0], data.Sample(3, training: false).Target);
    }

    [Fact]
    public void Mixup_IsDecidedBySeedEpochAndIndex()
    {
        var data = Constants(10).Mixup();
        var first = data.Sample(3, seed: 4, epoch: 5);
        data.Sample(8);
        Assert.Equal(first.Input, data.Sample(3, seed: 4, epoch: 5).Input);
        Assert.Contains(Enumerable.Range(0, 20), epoch => !data.Sample(3, seed: 4, epoch: epoch).Input.SequenceEqual(first.Input));
    }

    [Fact]
    public void Mixup_RefusesWhatCantBeMixed()
    {
        var classes = new ArrayDataset(new byte[4], [0, 1]);
        Assert.Contains("OneHot(classes)", Assert.Throws<ArgumentException>(() => classes.Mixup()).Message);
        Assert.Throws<ArgumentException>(() => classes.OneHot(2).Mixup(0));
        Assert.Throws<ArgumentException>(() => classes.OneHot(2).Mixup(double.NaN));
        var boxes = new ArrayDataset(new byte[4], [0.1f, 0.2f, 0.5f, 0.9f], 4).Mixup();
        Assert.Contains("a target of 4 floats", Assert.Throws<InvalidDataException>(() => boxes.Sample(0)).Message);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(4)]
    public void Beta_HasItsMeanAndVariance(double alpha)
    {
        const int Count = 20_000;
        var random = new RandomStream(3, RandomPurpose.Augmentation, 0, 0);
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < Count; i++)
        {
            var value = BetaDistribution.Next(alpha, ref random);
            Assert.InRange(value, 0, 1);
            sum += value;
            squares += (value - 0.5) * (value - 0.5);
        }

        Assert.Equal(0.5, sum / Count, 0.015);
        Assert.Equal(1 / (4 * (2 * alpha + 1)), squares / Count, 0.006);
    }

    private static IDataset Constants(int count) =>
        new ArrayDataset([.. Enumerable.Range(0, 7 * count).Select(i => (byte)(i / 7 * 25))], [.. Enumerable.Range(0, count)]).OneHot(count);
}

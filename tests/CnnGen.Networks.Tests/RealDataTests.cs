namespace CnnGen.Networks.Tests;

/// <summary>MNIST and Fashion-MNIST, where the environment variable CNNGEN_DATA names a folder that holds them.</summary>
public sealed class RealDataTests
{
    [Theory]
    [InlineData("mnist", 0.93)]
    [InlineData("fashion-mnist", 0.78)]
    public void AnEpochOverTenThousandImagesIsEnoughFor(string name, double accuracy)
    {
        if (Environment.GetEnvironmentVariable("CNNGEN_DATA") is not { Length: > 0 } folder)
        {
            Assert.Skip("Set CNNGEN_DATA to a folder with mnist and fashion-mnist in it.");
            return;
        }

        var (train, test) = IdxDataset.LoadFolder(Path.Combine(folder, name));
        using var network = new Digits();
        network.Fit(train.Take(10_000), new FitOptions { BatchSize = 16 });
        var result = network.Measure(test.Take(2000), batchSize: 100);
        TestContext.Current.TestOutputHelper?.WriteLine(result.ToString());
        Assert.True(result["accuracy"] >= accuracy, result.ToString());
    }
}

using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Training;

public sealed class RefusalTests
{
    [Fact]
    public void DataOfOtherLengthsIsRefused()
    {
        using var network = LinearNetwork.Classifier();
        Assert.Equal("The inputs of the training data have 5 floats; Linear takes 6.", Refusal(network, new ArrayDataset(new float[10], new int[2])));
        Assert.Equal("The targets of the training data have 5 floats; Linear takes 1.", Refusal(network, LinearData.ClassesAndBoxes(3)));
        Assert.Equal(
            "The targets of the validation data have 5 floats; Linear takes 1.",
            Refusal(network, LinearData.Classes(3), new FitOptions { Validation = LinearData.ClassesAndBoxes(3) }));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(0.5f)]
    [InlineData(float.NaN)]
    public void AClassOutOfRangeIsNamedWithItsSample(float target)
    {
        using var network = LinearNetwork.Classifier();
        var targets = new float[20];
        targets[13] = target;
        var weights = network.AllWeights();
        var data = new ArrayDataset(new float[120], targets, 1);
        var exception = Assert.Throws<DatasetException>(() => network.Fit(data));
        Assert.Equal(13, exception.Index);
        Assert.Contains("head \"digit\"", exception.Message);
        Assert.Contains("a whole number from 0 to 2", exception.Message);
        Assert.Equal(weights, network.AllWeights());
        Assert.Equal(13, Assert.Throws<DatasetException>(() => network.Measure(data)).Index);
    }

    [Fact]
    public void ANetworkWithoutCompileDoesNotTrain()
    {
        using var network = new LinearNetwork(LinearNetwork.Describe([LinearNetwork.Class("digit")], compiled: false));
        Assert.Contains("no \"compile\"", Assert.Throws<InvalidOperationException>(() => network.Fit(LinearData.Classes(4))).Message);
        Assert.Contains("no \"compile\"", Assert.Throws<InvalidOperationException>(() => network.Measure(LinearData.Classes(4))).Message);
    }

    [Fact]
    public void ImpossibleOptionsAreRefused()
    {
        using var network = LinearNetwork.Classifier();
        var data = LinearData.Classes(10);
        Assert.Equal("FitOptions.Epochs is 0; expected at least 1.", Refusal(network, data, new FitOptions { Epochs = 0 }));
        Assert.Equal("FitOptions.BatchSize is -1; expected at least 1.", Refusal(network, data, new FitOptions { BatchSize = -1 }));
        Assert.Contains("ValidationSplit is 1;", Refusal(network, data, new FitOptions { ValidationSplit = 1 }));
        Assert.Contains("both", Refusal(network, data, new FitOptions { ValidationSplit = 0.5, Validation = data }));
        Assert.Contains("negative", Refusal(network, data, new FitOptions { EarlyStopping = new EarlyStopping { Patience = -1 } }));
        Assert.Contains("Set FitOptions.Validation", Refusal(network, data, new FitOptions { EarlyStopping = new EarlyStopping() }));
        Assert.Contains(
            "this run has loss, accuracy, learning_rate",
            Refusal(network, data, new FitOptions { Checkpoint = new Checkpoint("x") { SaveBestOnly = true, Monitor = "acuracy" } }));
        Assert.Throws<InvalidOperationException>(() => network.Fit(data, new FitOptions { LearningRateScheduler = (_, _) => double.NaN }));
    }

    [Fact]
    public void OptimizersRefuseImpossibleNumbers()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { Momentum = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { Epsilon = 0 });
    }

    private static string Refusal(Network network, IDataset data, FitOptions? options = null) =>
        Assert.Throws<ArgumentException>(() => network.Fit(data, options)).Message;
}

using CnnGen.Runtime.Tests.Data;
using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Training;

/// <summary>Weights of samples and of classes, and targets that are checked as they are read.</summary>
public sealed class WeightedLossTests
{
    /// <summary>sum(w_i loss_i) / count, as Keras's sum_over_batch_size; metrics do not weigh.</summary>
    [Fact]
    public void TheLossIsTheWeightedSumOverTheNumberOfImages()
    {
        using var network = LinearNetwork.DualHead();
        var data = LinearData.ClassesAndBoxes(10);
        var weighted = new Weighted(data, index => index % 3);
        var expected = Enumerable.Range(0, 10).Sum(i => i % 3 * network.Measure(data.Subset(i))["loss"]) / 10;
        var result = network.Measure(weighted, batchSize: 4);
        Assert.Equal(expected, result["loss"], 1e-6);
        Assert.Equal(network.Measure(data)["class_output_accuracy"], result["class_output_accuracy"]);
    }

    [Fact]
    public void ClassWeightsAreWeightsOfTheSamplesOfAClass()
    {
        var data = LinearData.Classes(50);
        double[] weights = [1, 5, 0.5];
        var ofClasses = Train(data, new ClassWeights(weights), out var history);
        var ofSamples = Train(new Weighted(data, index => (float)weights[(int)data.Sample(index).Target[0]]), null, out var same);
        Assert.Equal(ofSamples, ofClasses);
        Assert.Equal(same, history);
        Assert.NotEqual(ofClasses, Train(data, null, out _));
        Assert.Equal(Train(data, null, out _), Train(new Weighted(data, _ => 1), new ClassWeights(1, 1, 1), out _));

        static float[] Train(IDataset data, ClassWeights? weights, out string history)
        {
            using var network = LinearNetwork.Classifier();
            history = network.Fit(data, new FitOptions { Epochs = 2, BatchSize = 7, ClassWeights = weights }).ToCsv();
            return network.AllWeights();
        }
    }

    [Fact]
    public void ClassWeightsOfAHeadLeaveTheOthers()
    {
        var data = LinearData.ClassesAndBoxes(30);
        using var network = LinearNetwork.DualHead();
        var history = network.Fit(data, new FitOptions { BatchSize = 30, ClassWeights = new ClassWeights { ["class_output"] = [0, 0, 0] } });
        Assert.Equal(0, history["class_output_loss"][0]);
        Assert.True(history["loc_output_loss"][0] > 0);
    }

    [Fact]
    public void ClassWeightsThatDoNotFitAreRefused()
    {
        Assert.Contains("2 weights for the head \"digit\"; expected one for each of its 3", Refusal(LinearNetwork.Classifier(), new ClassWeights(1, 2)));
        Assert.Contains("names a head \"digits\"; Linear has digit", Refusal(LinearNetwork.Classifier(), new ClassWeights { ["digits"] = [1, 2, 3] }));
        Assert.Contains("names no head, but Linear has several: class_output, loc_output", Refusal(LinearNetwork.DualHead(), new ClassWeights(1, 2, 3)));
        Assert.Contains("\"loc_output\", whose targets are no single class", Refusal(LinearNetwork.DualHead(), new ClassWeights { ["loc_output"] = [1, 2, 3, 4] }));
        Assert.Contains("class weight of -1", Assert.Throws<ArgumentException>(() => new ClassWeights(1, -1)).Message);

        static string Refusal(LinearNetwork network, ClassWeights weights)
        {
            using (network)
                return Assert.Throws<ArgumentException>(() => network.Fit(network.Description.TargetLength == 1 ? LinearData.Classes(3) : LinearData.ClassesAndBoxes(3), new FitOptions { ClassWeights = weights })).Message;
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void AWeightThatIsNoneIsNamedWithItsSample(float weight)
    {
        using var network = LinearNetwork.Classifier();
        var data = new Weighted(LinearData.Classes(10), index => index == 7 ? weight : 1);
        var exception = Assert.Throws<DatasetException>(() => network.Measure(data));
        Assert.Equal(7, exception.Index);
        Assert.Contains("the weight of the sample", exception.Message);
    }

    /// <summary>A class is one of the head's outputs, also of a single softmax unit; a single sigmoid unit takes 0 to 1, several one of these each.</summary>
    [Theory]
    [InlineData(TargetKind.ClassIndex, 3, 2, 3, "a whole number from 0 to 2")]
    [InlineData(TargetKind.ClassIndex, 3, 0, 0.5f, "a whole number from 0 to 2")]
    [InlineData(TargetKind.ClassIndex, 1, 0, 1, "a whole number from 0 to 0")]
    [InlineData(TargetKind.LabelProbabilities, 1, 1, 2, "expected 0 to 1")]
    [InlineData(TargetKind.LabelProbabilities, 1, 0, -1, "expected 0 to 1")]
    [InlineData(TargetKind.LabelProbabilities, 1, 0.25f, float.NaN, "expected 0 to 1")]
    public void TargetsOfClassesAreChecked(TargetKind kind, int units, float right, float wrong, string message)
    {
        var head = LinearNetwork.Class("digit") with { Length = units, Targets = kind, Metrics = [], Labels = [] };
        CheckedDataset Data(float target) => new(new ArrayDataset(new float[6], [target], 1), LinearNetwork.Describe([head]), "training");
        Assert.Equal([right], Data(right).Sample(0).Target);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Data(wrong).Sample(0)).Message);
    }

    [Fact]
    public void EachProbabilityOfATargetIsChecked()
    {
        var head = LinearNetwork.Class("digit") with { TargetLength = 3, Targets = TargetKind.ClassProbabilities, Loss = "categorical_crossentropy" };
        var data = new CheckedDataset(new ArrayDataset(new float[6], [0, 1, 2], 3), LinearNetwork.Describe([head]), "training");
        Assert.Equal(
            "the target of head \"digit\" for output 2 is 2; expected 0 to 1, which is what the loss \"categorical_crossentropy\" takes.",
            Assert.Throws<InvalidDataException>(() => data.Sample(0)).Message);
    }

    /// <summary>A mixture's weight is mixed as its target is, which here says how much of it is sample 0.</summary>
    [Fact]
    public void MixupMixesWeights()
    {
        var pair = new Weighted(new ArrayDataset(new float[12], [1, 0, 0, 1], 2), index => index == 0 ? 3 : 1);
        var mixed = pair.Mixup(1);
        var (input, target, weight) = (new float[6], new float[2], new float[1]);
        for (var seed = 0u; seed < 20; seed++)
        {
            Array.Clear(target);
            weight[0] = 1;
            mixed.Read(0, new SampleWriter(input, target, new PixelScaling([1], [0]), new Reading((2, 3, 1), seed, 0, true), weight));
            Assert.Equal((3 * target[0]) + target[1], weight[0], 1e-5f);
        }
    }

    private sealed class Weighted(IDataset source, Func<int, float> weightOf) : IDataset
    {
        public int Count => source.Count;

        public int InputLength => source.InputLength;

        public int TargetLength => source.TargetLength;

        public void Read(int index, SampleWriter sample)
        {
            source.Read(index, sample);
            sample.Weight = weightOf(index);
        }
    }
}

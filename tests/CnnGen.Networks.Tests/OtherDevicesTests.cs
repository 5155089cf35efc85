using CnnGen.Networks.Tests.Data;
using CnnGen.Runtime.Tests.Data;

namespace CnnGen.Networks.Tests;

/// <summary>The networks of the samples on CUDA and OpenCL, beside the processor. Absent devices are skipped by name.</summary>
[Collection(AlonePerProcess.Name)]
public sealed class OtherDevicesTests
{
    // Later a tie in a ReLU or a pooling may fall the other way, and the optimizer makes more of it.
    private const int Steps = 10;
    private const int BatchSize = 16;

    public static TheoryData<string> Devices => ["opencl:0", "cuda:0"];

    [Theory, MemberData(nameof(Devices))]
    public void TrainsAsTheProcessorDoes(string name)
    {
        var device = Require(name);
        var digits = new SegmentDigits(Steps * BatchSize);
        using var there = new Digits(device);
        using var here = new Digits(Device.Cpu(1));
        var (losses, expected) = (Train(there, digits), Train(here, digits));
        Assert.Equal(Steps, losses.Count);
        for (var step = 0; step < Steps; step++)
            Assert.InRange(losses[step], expected[step] - 2e-5, expected[step] + 2e-5);

        // What was trained there is what is saved, and predicts the same everywhere.
        using var folder = new TemporaryFolder();
        there.Save(folder.File("digits.safetensors"));
        using var loaded = Digits.Load(folder.File("digits.safetensors"), Device.Cpu(1));
        var image = digits.FloatImage(3);
        var probabilities = there.Predict(image).Digit.Probabilities.ToArray();
        var again = loaded.Predict(image).Digit.Probabilities;
        for (var label = 0; label < probabilities.Length; label++)
            Assert.InRange(probabilities[label], again[label] - 1e-4f, again[label] + 1e-4f);
        Assert.Equal(loaded.GetActivation("max_pooling2d_2"), there.GetActivation("max_pooling2d_2"), (a, b) => MathF.Abs(a - b) < 1e-4f);
    }

    [Theory, MemberData(nameof(Devices))]
    public void ABatchThatDoesNotFitIsRefusedWithItsSize(string name)
    {
        var device = Require(name);
        Assert.SkipWhen(device.IsGpu, "Larger than any buffer of a host.");
        using var network = new Digits(device);
        var message = Assert.Throws<InvalidOperationException>(() => network.PredictBatch(new byte[90_000 * 784])).Message;
        Assert.Contains("Digits with 90000 images needs", message);
        Assert.Contains("Use fewer images at once", message);
    }

    [Fact]
    public void ADeviceThatIsNotThereIsNamedWithThoseThatAre()
    {
        var message = Assert.Throws<InvalidOperationException>(() => Device.OpenCL(99)).Message;
        Assert.StartsWith("There is no device opencl:99 to run on.\nPresent: cpu", message);
        Assert.Contains("\"abacus\" is no device; expected cpu, best, ilgpu, cuda:0 or opencl:0. Present: cpu", Assert.Throws<ArgumentException>(() => Device.Named("abacus")).Message);
        Assert.Contains(Device.All(), device => device is CpuDevice);
        Assert.Equal("ilgpu", Device.Named(" ILGPU ").Id);
        Assert.IsType<CpuDevice>(Device.Named("CPU"));
    }

    private static GpuDevice Require(string name)
    {
        var device = Device.All().OfType<GpuDevice>().FirstOrDefault(device => device.Id == name);
        Assert.SkipWhen(device is null, $"This machine has no device {name}.");
        return device!;
    }

    private static List<double> Train(Digits network, SegmentDigits digits)
    {
        var losses = new List<double>();
        network.ResetWeights(7);
        network.Fit(digits, new FitOptions { Epochs = 1, BatchSize = BatchSize, Seed = 7, OnBatchEnd = progress => losses.Add(progress.Loss) });
        return losses;
    }
}

using CnnGen.Runtime.Tests.Data;

namespace CnnGen.Runtime.Tests.Networks;

public sealed class WeightFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("weights.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WeightsComeBackBitForBit()
    {
        using var saved = LinearNetwork.DualHead();
        saved.ResetWeights(3);
        saved.Save(File);
        using var loaded = LinearNetwork.DualHead();
        var version = loaded.Store.Version;
        loaded.LoadWeights(File);
        Assert.Equal(saved.AllWeights(), loaded.AllWeights());
        Assert.True(loaded.Store.Version > version);
    }

    [Fact]
    public void TheFileSaysWhereItIsFrom()
    {
        using var network = LinearNetwork.Classifier();
        network.Save(File);
        using var file = SafetensorsFile.Open(File);
        Assert.Equal("cnngen", file.Metadata["format"]);
        Assert.Equal("Linear", file.Metadata["network"]);
        Assert.Equal(network.Description.SpecHash, file.Metadata["spec_hash"]);
        Assert.Equal("1", file.Metadata["contract"]);
        Assert.Equal(["digit.kernel", "digit.bias"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([6, 3], file.Tensors[0].Shape);
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void EveryDifferenceIsListedAndNothingChanges()
    {
        SafetensorsWriter.Write(File, new Dictionary<string, string> { ["network"] = "Other" },
        [
            new("digit.kernel", [3, 6], new float[18]),
            new("extra", [2], new float[2]),
        ]);
        Refuses(
            "saved by \"Other\", does not hold the weights of Linear",
            "\"digit.kernel\" is 3 x 6, expected 6 x 3",
            "\"digit.bias\" (3) is missing",
            "\"extra\" (2) is in the file but not in the network");
    }

    [Fact]
    public void AnotherGraphWithTheSameTensorsIsRefused()
    {
        Write(new Dictionary<string, string> { ["spec_hash"] = new('b', 64) });
        Refuses("saved by a network with other layers or attributes");
    }

    [Fact]
    public void AFileOfAnotherProgramNeedsOnlyTheTensors()
    {
        Write([]);
        using var network = LinearNetwork.Classifier();
        network.LoadWeights(File);
        Assert.All(network.AllWeights(), value => Assert.Equal(2, value));
    }

    [Fact]
    public void ATruncatedFileChangesNothing()
    {
        Write([]);
        System.IO.File.WriteAllBytes(File, System.IO.File.ReadAllBytes(File)[..^4]);
        Refuses();
    }

    [Fact]
    public void AMissingFileIsAnError()
    {
        using var network = LinearNetwork.Classifier();
        Assert.Throws<FileNotFoundException>(() => network.LoadWeights(File));
    }

    private static ReadOnlyMemory<float> Twos(int count) => Enumerable.Repeat(2f, count).ToArray();

    private void Write(Dictionary<string, string> metadata) =>
        SafetensorsWriter.Write(File, metadata, [new("digit.bias", [3], Twos(3)), new("digit.kernel", [6, 3], Twos(18))]);

    private void Refuses(params string[] expected)
    {
        using var network = LinearNetwork.Classifier();
        var before = network.AllWeights();
        var message = Assert.Throws<InvalidDataException>(() => network.LoadWeights(File)).Message;
        Assert.All(expected, part => Assert.Contains(part, message));
        Assert.Equal(before, network.AllWeights());
    }
}

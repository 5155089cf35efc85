namespace CnnGen.Layers.Tests.Transfer;

/// <summary>The weights of a base in a network that is built on it.</summary>
public sealed class LoadBaseTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void The_layers_of_the_base_are_taken_and_the_rest_is_told()
    {
        using var chain = FrozenFitTests.Create("Chain");
        chain.Save(_path);
        using var network = GeneratedCases<TransferCases>.Create(TransferCases.Frozen, 128);
        var before = FrozenFitTests.Weights(network);
        var report = network.LoadBase(_path);
        Assert.Equal(["stem.kernel", "norm.gamma", "norm.beta", "norm.moving_mean", "norm.moving_variance", "features.kernel", "features.bias"], report.Taken);
        Assert.Equal([("pet.kernel", "Frozen has a layer of its own of that name, behind those of Chain"), ("pet.bias", "Frozen has a layer of its own of that name, behind those of Chain")],
            report.Skipped.Select(tensor => (tensor.Name, tensor.Reason)));
        Assert.Equal(["pet.kernel", "pet.bias"], report.Untouched);
        Assert.StartsWith("7 tensors taken, 2 skipped, 2 untouched\n  skipped pet.kernel: Frozen has", report.ToString(), StringComparison.Ordinal);
        foreach (var parameter in network.Description.Parameters)
        {
            var expected = parameter.Name.StartsWith("pet", StringComparison.Ordinal)
                ? before.AsSpan(parameter.Offset, parameter.Length)
                : chain.Store.Tensor(chain.Description.Parameters.Single(other => other.Name == parameter.Name));
            Assert.Equal(expected.ToArray(), network.Store.Tensor(parameter).ToArray());
        }
    }

    [Fact]
    public void What_the_cut_leaves_out_is_skipped()
    {
        using var chain = FrozenFitTests.Create("Chain");
        chain.Save(_path);
        using var network = GeneratedCases<TransferCases>.Create(TransferCases.NormalizedHead, 128);
        Assert.Contains(new SkippedTensor("features.kernel", "no layer that is taken from Chain has it"), network.LoadBase(_path).Skipped);
    }

    [Fact]
    public void A_file_of_another_network_changes_nothing()
    {
        using var other = FrozenFitTests.Create("Branches");
        other.Save(_path);
        using var network = GeneratedCases<TransferCases>.Create(TransferCases.Frozen, 128);
        var before = FrozenFitTests.Weights(network);
        var found = Assert.Throws<InvalidDataException>(() => network.LoadBase(_path));
        Assert.Contains("does not hold the weights of Chain:\n  \"stem.kernel\" (3 x 3 x 3 x 5) is missing", found.Message, StringComparison.Ordinal);
        Assert.Equal(before, FrozenFitTests.Weights(network));

        using var own = FrozenFitTests.Create("Frozen");
        own.Save(_path);
        Assert.Contains("its tensors fit, but it was saved by a network with other layers or attributes", Assert.Throws<InvalidDataException>(() => network.LoadBase(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_without_a_base_says_so()
    {
        using var chain = FrozenFitTests.Create("Chain");
        Assert.Equal("Chain is built on no other network; use LoadWeights, or say \"base\" in models.json.", Assert.Throws<InvalidOperationException>(() => chain.LoadBase(_path)).Message);
    }
}

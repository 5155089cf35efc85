using CnnGen.Generator.Emit;

namespace CnnGen.Layers.Tests;

public sealed class ContractTests
{
    [Fact]
    public void Generator_and_runtime_speak_the_same_contract() => Assert.Equal(Network.ContractVersion, Emitter.ContractVersion);
}

namespace CnnGen.Networks.Tests;

/// <summary>The environment variables that decide where a network without a device runs.</summary>
[Collection(AlonePerProcess.Name)]
public sealed class DeviceVariableTests
{
    [Fact]
    public void AnUnknownDeviceIsNamedWithThoseThereAre()
    {
        using var variable = new Variable("CNNGEN_DEVICE", "abacus");
        var message = Assert.Throws<ArgumentException>(() => new Digits()).Message;
        Assert.Contains("CNNGEN_DEVICE is \"abacus\"", message);
        Assert.Contains("Present: cpu", message);

        // A device that is given is not looked up.
        using var network = new Digits(Device.Cpu(1));
    }

    [Fact]
    public void TheProcessorIsTheDefaultAndHasAName()
    {
        using var device = new Variable("CNNGEN_DEVICE", null);
        using var threads = new Variable("CNNGEN_THREADS", "3");
        using var bits = new Variable("CNNGEN_VECTOR_BITS", "128");
        using var network = new Digits();
        Assert.Equal("CPU (3 threads, 128-bit vectors)", network.Device.Name);
    }

    [Fact]
    public void AThreadCountThatIsNoNumberIsRefused()
    {
        using var threads = new Variable("CNNGEN_THREADS", "many");
        Assert.Contains("CNNGEN_THREADS is \"many\"", Assert.Throws<ArgumentException>(() => new Digits()).Message);
    }

    /// <summary>An environment variable that has its old value again after the test.</summary>
    private sealed class Variable : IDisposable
    {
        private readonly string _name;
        private readonly string? _before;

        public Variable(string name, string? value)
        {
            (_name, _before) = (name, Environment.GetEnvironmentVariable(name));
            Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose() => Environment.SetEnvironmentVariable(_name, _before);
    }
}

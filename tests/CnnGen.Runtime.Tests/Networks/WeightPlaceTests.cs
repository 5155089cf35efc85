using System.Runtime.InteropServices;

namespace CnnGen.Runtime.Tests.Networks;

/// <summary>Weights that are read where they lie.</summary>
public sealed unsafe class WeightPlaceTests : IDisposable
{
    private readonly List<nint> _memory = [];
    private readonly float[] _kernel = [.. Enumerable.Range(0, 18).Select(i => 0.25f * i)];
    private readonly float[] _bias = [1, 2, 3];
    private readonly float[] _image = [0.5f, -1, 2, 0.25f, 1, -0.5f];

    public void Dispose() => _memory.ForEach(memory => NativeMemory.AlignedFree((void*)memory));

    [Fact]
    public void Weights_in_the_networks_layout_are_not_copied()
    {
        using var network = LinearNetwork.Classifier();
        var file = File(Fitting(slack: 64));
        WeightFile.LoadInPlace(file, "here", network.Store);
        Assert.True(network.Store.IsBorrowed);
        AssertPredicts(network);
        Assert.True(network.Store.IsBorrowed);
        Assert.Equal(_kernel, network.Tensor(0).Span.ToArray());
        Assert.Equal(_bias, network.Tensor(1).Span.ToArray());
    }

    [Fact]
    public void What_changes_weights_changes_a_copy()
    {
        using var network = LinearNetwork.Classifier();
        var file = File(Fitting(slack: 64));
        var before = new UnmanagedMemoryStream(file.PositionPointer, file.Length);
        WeightFile.LoadInPlace(file, "here", network.Store);
        network.Tensor(1).Set([4, 5, 6]);
        Assert.False(network.Store.IsBorrowed);
        Assert.Equal(_kernel, network.Tensor(0).Span.ToArray());
        Assert.Equal([4, 5, 6], network.Tensor(1).Span.ToArray());
        using var other = LinearNetwork.Classifier();
        WeightFile.LoadInPlace(before, "here", other.Store);
        AssertPredicts(other);
    }

    [Fact]
    public void Training_begins_with_a_copy()
    {
        using var network = LinearNetwork.Classifier();
        WeightFile.LoadInPlace(File(Fitting(slack: 64)), "here", network.Store);
        network.Store.BeginTraining();
        Assert.False(network.Store.IsBorrowed);
        AssertPredicts(network);
    }

    [Theory]
    [InlineData(64, 0, true)]
    [InlineData(0, 0, false)]
    [InlineData(64, 1, false)]
    [InlineData(64, 2, false)]
    [InlineData(64, 4, true)]
    public void Memory_that_can_not_be_read_beyond_the_end_or_lies_askew_is_copied(int slack, int shift, bool isBorrowed)
    {
        using var network = LinearNetwork.Classifier();
        // The file's last byte is the last one of a page.
        WeightFile.LoadInPlace(File(Fitting(slack), shift, atEndOfPage: slack == 0), "here", network.Store);
        Assert.Equal(isBorrowed, network.Store.IsBorrowed);
        AssertPredicts(network);
    }

    [Fact]
    public void Tensors_that_lie_otherwise_are_copied()
    {
        using var network = LinearNetwork.Classifier();
        WeightFile.LoadInPlace(File([new("digit.kernel", [6, 3], _kernel), new("digit.bias", [3], _bias), new("training/state", [99], new float[99])]), "here", network.Store);
        Assert.False(network.Store.IsBorrowed);
        AssertPredicts(network);
    }

    /// <summary>Tensors at multiples of 16 floats: what a checkpoint keeps of training lies between and behind them.</summary>
    private SafetensorsSource[] Fitting(int slack) =>
    [
        new("digit.kernel", [6, 3], _kernel), new("training/a", [14], new float[14]), new("digit.bias", [3], _bias), .. slack == 0 ? (SafetensorsSource[])[] : [new("training/b", [slack], new float[slack])],
    ];

    private UnmanagedMemoryStream File(SafetensorsSource[] tensors, int shift = 0, bool atEndOfPage = false)
    {
        const int Page = 4096;
        using var folder = new Data.TemporaryFolder();
        SafetensorsWriter.Write(folder.File("weights"), new Dictionary<string, string>(), tensors);
        var bytes = System.IO.File.ReadAllBytes(folder.File("weights"));
        var memory = (byte*)NativeMemory.AlignedAlloc(4 * Page, Page);
        _memory.Add((nint)memory);
        var start = atEndOfPage ? memory + (2 * Page) - bytes.Length : memory + shift;
        bytes.CopyTo(new Span<byte>(start, bytes.Length));
        return new UnmanagedMemoryStream(start, bytes.Length);
    }

    private void AssertPredicts(LinearNetwork network)
    {
        using var copied = LinearNetwork.Classifier();
        copied.Tensor(0).Set(_kernel);
        copied.Tensor(1).Set(_bias);
        Assert.Equal(copied.Predict(_image), network.Predict(_image));
    }
}

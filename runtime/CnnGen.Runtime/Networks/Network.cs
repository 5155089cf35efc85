using System.ComponentModel;

namespace CnnGen;

/// <summary>
/// The part of a network that does not depend on its layers. A generated class derives from it.
/// An instance works for one thread at a time; <c>Share()</c> gives another thread an instance over the same weights.
/// </summary>
public abstract unsafe partial class Network : IDisposable
{
    /// <summary>The agreement with generated code that this runtime speaks.</summary>
    public const int ContractVersion = 1;

    private readonly Executor _executor;
    private int _entered;
    private bool _disposed;

    /// <summary>A network with fresh weights.</summary>
    /// <param name="description">What the generated code says of it.</param>
    /// <param name="device">Where it runs. Null: the processor, unless the environment variable CNNGEN_DEVICE says otherwise.</param>
    /// <exception cref="InvalidOperationException">The code was generated for another version of the runtime.</exception>
    protected Network(NetworkDescription description, Device? device)
    {
        ArgumentNullException.ThrowIfNull(description);
        CheckContract(description);
        Description = description;
        Device = device ?? Device.FromEnvironment();
        Store = new WeightStore(description, seed: 0);
        _executor = Device.CreateExecutor(this);
        _workspace = new Workspace(description);
    }

    /// <summary>A network on the same device over the weights of another one.</summary>
    protected Network(Network other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ObjectDisposedException.ThrowIf(other._disposed, other);
        other.Store.Share();
        Description = other.Description;
        Device = other.Device;
        Store = other.Store;
        _executor = Device.CreateExecutor(this);
        _workspace = new Workspace(Description);
    }

    /// <summary>Frees what was not disposed.</summary>
    ~Network() => Dispose(false);

    /// <summary>Layers, parameters and heads.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public NetworkDescription Description { get; }

    /// <summary>Where the network runs.</summary>
    public Device Device { get; }

    internal WeightStore Store { get; }

    /// <summary>Takes a block of images forward and writes the outputs.</summary>
    protected internal abstract void PredictBlock(in Block block);

    /// <summary>Makes one of the calls that <see cref="PredictBlock"/> consists of, or computes some of its parts.</summary>
    protected internal virtual void PredictStep(in Block block) => PredictBlock(block);

    /// <summary>The calls that <see cref="PredictBlock"/> consists of. Profiles alone ask for them, so that a program without one can be trimmed of them.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual StepDescription[] DescribeSteps() => [];

    /// <summary>
    /// As <see cref="PredictBlock"/>, and leaves the outputs of all layers in the arena, those too that predicting computes together with the next
    /// layer's. Written where there are such layers.
    /// </summary>
    protected internal virtual void InspectBlock(in Block block) => PredictBlock(block);

    /// <summary>Takes a block of images to what the layers that are trained at first see of them. Written where there is such a place.</summary>
    protected internal virtual void FeatureBlock(in Block block) =>
        throw new InvalidOperationException($"{Description.Name} has no layers whose output could be kept while it is trained.");

    /// <summary>As <see cref="PredictBlock"/>, and adds the losses.</summary>
    protected internal abstract void EvaluateBlock(in Block block);

    /// <summary>Takes a block forward in training mode, adds the losses, goes back and adds the gradients. Writes the outputs too.</summary>
    protected internal abstract void TrainBlock(in Block block);

    /// <summary>Writes one part of the weights in another form that kernels read. Parts are independent of each other; the first ones are those that predicting reads.</summary>
    protected internal abstract void DeriveWeights(int task, float* weights, float* derived);

    /// <summary>The inference graph, for exporters. Nothing else asks for it, so that a program without one can be trimmed of it. Null where the code was generated without.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual GraphDescription? DescribeGraph() => null;

    /// <summary>Frees the workspace, and the weights where no other instance shares them. Outputs and weights of this instance must not be read after it.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    private void Dispose(bool disposing)
    {
        if (_disposed)
            return;
        if (disposing)
        {
            using var call = BeginCall();
            _disposed = true;
            _executor.Dispose();
            _workspace.Dispose();
        }

        // The buffers above free themselves when they are finalized; a share of the weights has to be given back in either case.
        _disposed = true;
        Store?.Release();
    }

    /// <summary>Claims the instance for one call, until the result is disposed.</summary>
    private Call BeginCall()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Interlocked.CompareExchange(ref _entered, 1, 0) != 0)
        {
            throw new InvalidOperationException(
                $"This {Description.Name} is already at work, in another thread or in a callback of its own Fit. Give each thread an instance of its own with Share().");
        }

        return new Call(this);
    }

    private void EndCall() => Volatile.Write(ref _entered, 0);

    /// <summary>One call at work.</summary>
    private readonly ref struct Call(Network network)
    {
        public void Dispose() => network.EndCall();
    }

    private static void CheckContract(NetworkDescription description)
    {
        if (description.ContractVersion == ContractVersion)
            return;
        throw new InvalidOperationException(
            $"{description.Name} was generated for contract version {description.ContractVersion}, but this CnnGen runtime speaks version {ContractVersion}. " +
            "Use the same version of the CnnGen package in the project that declares the network and in the one that runs it, and build both again.");
    }
}

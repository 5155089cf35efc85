using System.ComponentModel;
using System.Reflection;

namespace CnnGen;

public abstract unsafe partial class Network
{
    /// <summary>Gives all weights new first values, by the initializers of models.json. The seed decides every bit of them; a new network has seed 0.</summary>
    /// <remarks>Networks that share the weights see the change at once: none of them may be predicting meanwhile.</remarks>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public void ResetWeights(ulong seed = 0)
    {
        using var call = BeginCall();
        WeightInitializer.Fill(Store, seed);
    }

    /// <summary>Writes the weights as a safetensors file. The file appears whole or not at all.</summary>
    /// <param name="path">Where to; what is there is replaced.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public void Save(string path)
    {
        using var call = BeginCall();
        _executor.Synchronize();
        WeightFile.Save(path, Store);
    }

    /// <summary>Reads the weights from a safetensors file, matched by name, shape and type. Nothing is changed unless all of them fit.</summary>
    /// <remarks>Networks that share the weights see the change at once: none of them may be predicting meanwhile.</remarks>
    /// <param name="path">A file of <see cref="Save"/>, a checkpoint, or any file with tensors of these names and shapes.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or its tensors are not this network's; the message lists each difference.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public void LoadWeights(string path)
    {
        using var call = BeginCall();
        WeightFile.Load(path, Store);
    }

    /// <summary>
    /// Reads the weights of the network that this one is built on ("base" in models.json) from that network's file. The layers that were taken from it must all be there and fit;
    /// what else the file holds is skipped, and the layers of this network's own are left as they are.
    /// </summary>
    /// <remarks>Networks that share the weights see the change at once: none of them may be predicting meanwhile.</remarks>
    /// <param name="path">A file that the base saved, a checkpoint of it, or any file with tensors of these names and shapes.</param>
    /// <returns>What was taken, what was skipped and why.</returns>
    /// <exception cref="InvalidOperationException">The network has no base.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or does not hold the base's weights; the message lists each difference, and nothing is changed.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public WeightReport LoadBase(string path)
    {
        using var call = BeginCall();
        if (Description.BaseName is null)
            throw new InvalidOperationException($"{Description.Name} is built on no other network; use LoadWeights, or say \"base\" in models.json.");
        _executor.Synchronize();
        return BaseWeightFile.Load(path, Store);
    }

    /// <summary>Reads the weights from a safetensors file that is a manifest resource of an assembly, for generated code.</summary>
    /// <exception cref="InvalidDataException">There is no such resource, or its tensors are not this network's.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void LoadWeights(Assembly assembly, string resource)
    {
        using var call = BeginCall();
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidDataException(
                $"{assembly.GetName().Name} has no resource \"{resource}\". Name the weights in the project file: <CnnWeights Include=\"...\" Model=\"{Description.Name}\" />.");
        // An assembly that can be unloaded would take the weights with it.
        if (stream is UnmanagedMemoryStream memory && !assembly.IsCollectible)
            WeightFile.LoadInPlace(memory, resource, Store);
        else
            WeightFile.Load(stream, resource, Store);
    }

    internal ReadOnlySpan<float> ReadTensor(ParameterDescription parameter)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _executor.Synchronize();
        return Store.CurrentOf(parameter);
    }

    internal void WriteTensor(ParameterDescription parameter, ReadOnlySpan<float> values)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _executor.Synchronize();
        values.CopyTo(Store.Tensor(parameter));
        Store.Changed();
    }
}

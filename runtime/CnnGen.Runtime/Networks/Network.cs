namespace CnnGen;

/// <summary>The part of a network that does not depend on its layers. A generated class derives from it.</summary>
public abstract unsafe partial class Network
{
    /// <summary>The agreement with generated code that this runtime speaks.</summary>
    public const int ContractVersion = 1;

    /// <summary>Takes a block of images forward and writes the outputs.</summary>
    protected internal abstract void PredictBlock(in Block block);

    /// <summary>As <see cref="PredictBlock"/>, and adds the losses.</summary>
    protected internal abstract void EvaluateBlock(in Block block);

    /// <summary>Takes a block forward in training mode, adds the losses, goes back and adds the gradients. Writes the outputs too.</summary>
    protected internal abstract void TrainBlock(in Block block);

    /// <summary>Writes one part of the weights in the form the backward pass reads. Parts are independent of each other.</summary>
    protected internal abstract void DeriveWeights(int task, float* weights, float* derived);
}

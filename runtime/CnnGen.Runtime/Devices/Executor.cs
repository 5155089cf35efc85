namespace CnnGen;

/// <summary>Runs one network on one device: the seam between training and the places where it can happen.</summary>
internal abstract unsafe class Executor : IDisposable
{
    /// <summary>Takes images forward. Input and output are as in <see cref="TrainingBatch"/>.</summary>
    public abstract void Predict(float* input, float* output, int count);

    /// <summary>Takes one image forward and keeps what each layer makes of it for <see cref="ReadActivation"/>.</summary>
    public abstract void Inspect(float* input, float* output);

    /// <summary>Takes one image forward call by call, and adds what each took, in ticks of the stopwatch.</summary>
    public virtual void Profile(float* input, float* output, Span<long> ticks) =>
        throw new NotSupportedException("Profiles are measured on the processor: make the network with Device.Cpu().");

    /// <summary>Takes images to their features, a row of feature length each.</summary>
    public abstract void Features(float* input, float* features, int count);

    /// <summary>Says what the next steps of training change.</summary>
    public abstract void BeginTraining(TrainingScope scope);

    /// <summary>Takes a batch forward and writes the sum of each head's losses over the images: each times its weight of the batch, but not the head's.</summary>
    public abstract void Evaluate(in TrainingBatch batch, Span<double> losses);

    /// <summary>As <see cref="Evaluate"/> in training mode, and leaves the gradients for <see cref="ApplyGradients"/>.</summary>
    public abstract void TrainStep(in TrainingBatch batch, ulong seed, uint step, Span<double> losses);

    /// <summary>
    /// Changes the trainable weights by the gradients of the last step. Where one of these is not finite, nothing is changed, and the first parameter
    /// that has one is returned; else null. The caller says that the weights have changed.
    /// </summary>
    public abstract ParameterDescription? ApplyGradients(OptimizerState optimizer);

    /// <summary>The penalty for the size of the weights, as they are on the device.</summary>
    public virtual double Penalty(WeightStore store, TrainingScope scope) => Regularization.Penalty(store, scope);

    /// <summary>
    /// Brings the weights of the device back to the host's, and what the optimizer remembers: before anything reads them there, or changes a part of them. Nothing to do where
    /// they are the same.
    /// </summary>
    public abstract void Synchronize();

    /// <summary>Copies a layer's output of the image that was predicted last, [height, width, channels] without borders.</summary>
    public abstract void ReadActivation(LayerDescription layer, Span<float> values);

    public abstract void Dispose();
}

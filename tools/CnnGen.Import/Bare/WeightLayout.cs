namespace CnnGen.Import.Bare;

/// <summary>How a library lays out and calls its weights.</summary>
public enum WeightLayout
{
    /// <summary>Keras: kernels [height, width, in, out], dense layers [in, out], "kernel", "gamma", "moving_mean".</summary>
    Hwio,

    /// <summary>PyTorch: kernels [out, in, height, width], dense layers [out, in], "weight", "running_mean".</summary>
    Oihw,
}

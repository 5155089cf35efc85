namespace CnnGen.Generator.Plan;

/// <summary>The names of the losses that generated code treats in ways of its own.</summary>
internal static class Losses
{
    public const string SparseCategoricalCrossentropy = "sparse_categorical_crossentropy";

    public const string MeanSquaredError = "mse";
}

namespace CnnGen.Networks.Tests;

/// <summary>A network's weights and values without naming its layers.</summary>
internal static class NetworkExtensions
{
    public static WeightTensor[] Tensors(this Network network) =>
        [.. Enumerable.Range(0, network.Description.Parameters.Length).Select(index => new WeightTensor(network, index))];

    /// <summary>A copy of all weights, one tensor after another.</summary>
    public static float[] AllWeights(this Network network) => [.. network.Tensors().SelectMany(tensor => tensor.Span.ToArray())];

    public static EvaluationResult Measure(this Network network, IDataset data, int batchSize = 32) =>
        network.Evaluate(data, batchSize, TestContext.Current.CancellationToken);
}

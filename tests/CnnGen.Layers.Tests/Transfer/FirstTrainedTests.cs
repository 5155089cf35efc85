using CnnGen.Generator;
using CnnGen.Generator.Graph;

namespace CnnGen.Layers.Tests.Transfer;

/// <summary>Training that begins at each layer in turn, against a reference in which the layers before it are frozen.</summary>
public sealed class FirstTrainedTests
{
    public static TheoryData<string, string> Boundaries
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var item in TransferCases.All)
            {
                foreach (var layer in GeneratedCases<TransferCases>.Graph(item).Layers) data.Add(item.Name, layer.Identifier);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Boundaries))]
    public void Gradients_are_those_of_a_network_frozen_up_to_there(string name, string layer)
    {
        var item = TransferCases.All.Single(candidate => candidate.Name == name);
        var network = GeneratedCases<TransferCases>.Create(item, Device.Cpu().VectorBits);
        var from = (Enum)Enum.Parse(network.Description.LayerType!, layer);
        var graph = GeneratedCases<TransferCases>.Graph(item);
        int first = Convert.ToInt32(from);
        if (!network.Description.Parameters.Any(parameter => parameter.HasGradient && network.Description.LayerOf(parameter) >= first))
        {
            using (network) Assert.Contains("anything to train", Assert.Throws<ArgumentException>(() => TrainingScope.Of(network.Description, from)).Message);
            return;
        }

        using var step = new GeneratedStep(FrozenBefore(graph, first), network, (2 * network.Description.BlockSize) + 1, seed: 3);
        step.SetMasks();
        step.Reference.Backward(step.Images, step.Targets);
        var before = network.Store.Values.ToArray();
        var scope = TrainingScope.Of(network.Description, from);
        var gradients = step.Train(network.Description.GradientChunks, scope);
        var expectedLoss = step.Reference.Losses(step.Images, step.Targets, training: true)[0];
        Assert.Equal(expectedLoss, step.Losses[0], 1e-4 * expectedLoss);
        for (int index = 0; index < network.Description.Parameters.Length; index++)
        {
            var parameter = network.Description.Parameters[index];
            var range = new Range(parameter.Offset, parameter.Offset + parameter.Length);
            Assert.Equal(parameter.HasGradient && network.Description.LayerOf(parameter) >= first, scope.Trains(index));
            if (scope.Trains(index))
            {
                var expected = step.Reference.Tensors.Single(tensor => tensor.Name == parameter.Name).Gradient;
                double largest = expected.Max(Math.Abs);
                double difference = expected.Zip(gradients[range], (e, a) => Math.Abs(e - a)).Max();
                Assert.True(difference <= 2e-5 * largest + 1e-12, $"{parameter.Name}: the largest difference is {difference:E2} of {largest:E2}");
            }
            else if (network.Description.LayerOf(parameter) < first)
            {
                Assert.Equal(before[range], network.Store.Values[range].ToArray());
            }
        }
    }

    /// <summary>
    /// The graph as training sees it: what comes before is frozen, what comes behind is trained. Random layers stay as they are, and so do those that are declared to take no statistics of the batch.
    /// </summary>
    private static NetworkGraph FrozenBefore(NetworkGraph graph, int first) => graph with
    {
        Layers = graph.Layers.Select(layer => layer.Parameters.Count == 0 ? layer
            : layer.Index < first ? layer with { Trainability = Trainability.NotAtFirst }
            : layer.Parameters.Any(parameter => parameter.IsObserved) ? layer
            : layer with { Trainability = Trainability.Yes }).ToEquatableArray(),
    };
}

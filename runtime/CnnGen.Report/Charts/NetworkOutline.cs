namespace CnnGen.Report.Charts;

/// <summary>A network as its diagram shows it.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Input">The size of its input: "28 x 28 x 1".</param>
/// <param name="Layers">In an order of computation.</param>
/// <param name="Heads">The layer that each head is the output of, by the head's name.</param>
internal sealed record NetworkOutline(string Name, string Input, IReadOnlyList<LayerOutline> Layers, IReadOnlyList<KeyValuePair<string, int>> Heads);

/// <summary>A layer as the diagram of its network shows it.</summary>
/// <param name="Name">"conv2d_1".</param>
/// <param name="Kind">"Conv2D".</param>
/// <param name="Details">What is to be said of it: "3 x 3, relu".</param>
/// <param name="Output">The size of its output: "26 x 26 x 32".</param>
/// <param name="Inputs">Places of the layers that it reads; -1 is the network's input.</param>
/// <param name="Parameters">How many numbers it keeps.</param>
internal sealed record LayerOutline(string Name, string Kind, string Details, string Output, IReadOnlyList<int> Inputs, long Parameters);

namespace CnnGen.Generator.Plan;

/// <summary>Channels in groups: the outputs of a group depend on its inputs alone. Weights lie as [..., inputs of a group, outputs of all groups].</summary>
/// <param name="Count">Groups; 1 where each output depends on every input.</param>
/// <param name="Inputs">Inputs of a group.</param>
/// <param name="Outputs">Outputs of a group.</param>
internal readonly record struct ChannelGroups(int Count, int Inputs, int Outputs)
{
    /// <summary>Inputs of all groups.</summary>
    public int AllInputs => Count * Inputs;

    /// <summary>Outputs of all groups, which is also the distance from an input's weights to the next one's.</summary>
    public int AllOutputs => Count * Outputs;

    /// <summary>The way back.</summary>
    public ChannelGroups Turned => new(Count, Outputs, Inputs);

    /// <summary>"_G4", or nothing for a single group.</summary>
    public string NameSuffix => Count == 1 ? "" : "_G" + Emit.Literal.Of(Count);
}

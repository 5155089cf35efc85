namespace CnnGen.Generator.Graph;

/// <summary>Whether training changes a layer's parameters.</summary>
internal enum Trainability
{
    Yes,

    /// <summary>Not at first; a run of training may say otherwise.</summary>
    NotAtFirst,

    /// <summary>There is no code to train it with.</summary>
    Never,
}

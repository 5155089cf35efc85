using System.ComponentModel;

namespace CnnGen;

/// <summary>What a cross-entropy is given by the layer before it, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum LossInput
{
    /// <summary>Probabilities, which are kept within 1e-7 of 0 and 1, as Keras does.</summary>
    Probabilities,

    /// <summary>Logits, which stay as they are.</summary>
    Logits,

    /// <summary>Logits in place of the probabilities that the head promises: the loss turns them into these, in place.</summary>
    FusedLogits,
}

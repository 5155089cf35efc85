namespace CnnGen;

/// <summary>
/// Asks a dataset in how many forms its samples come over the epochs: one, or those that flips make. What is drawn in other ways has no end of forms.
/// </summary>
internal sealed class FormProbe
{
    /// <summary>Forms of each sample.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>The form that is to be read; or where <see cref="Draws"/> is set the one that the epoch has.</summary>
    public int Form { get; set; }

    /// <summary>Whether only the form is asked for, not the sample.</summary>
    public bool Draws { get; init; }

    /// <summary>Whether samples can be other in every epoch.</summary>
    public bool IsEndless { get; private set; }

    /// <summary>Random numbers, or the epoch, decide about the sample.</summary>
    public void Varies() => IsEndless = true;

    /// <summary>Says that a dataset changes samples so. Whether it has few forms.</summary>
    public bool Accepts(Augmentation augmentation)
    {
        if (!augmentation.OnlyFlips || Count > 1)
        {
            Varies();
            return false;
        }

        Count = (augmentation.HorizontalFlip ? 2 : 1) * (augmentation.VerticalFlip ? 2 : 1);
        return true;
    }
}

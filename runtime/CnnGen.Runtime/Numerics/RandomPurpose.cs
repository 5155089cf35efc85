namespace CnnGen;

/// <summary>What random numbers are drawn for. Purposes never share numbers, so drawing more for one leaves the others as they were.</summary>
public enum RandomPurpose
{
    /// <summary>The first values of weights.</summary>
    Initialization,

    /// <summary>The order of the samples in an epoch.</summary>
    Shuffle,

    /// <summary>The masks of dropout layers.</summary>
    Dropout,

    /// <summary>Which samples are held back for validation.</summary>
    Split,

    /// <summary>Changes made to training images, and images that are drawn.</summary>
    Augmentation,
}

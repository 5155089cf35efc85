namespace CnnGen;

/// <summary>Datasets whose samples are changed at random when a network trains on them. In validation and <c>Evaluate</c> they are as they were.</summary>
public static class AugmentationExtensions
{
    /// <summary>Changes images at random, anew in every epoch.</summary>
    /// <exception cref="ArgumentException">A value of the augmentation is outside its range.</exception>
    public static IDataset Augment(this IDataset dataset, Augmentation augmentation)
    {
        ArgumentNullException.ThrowIfNull(augmentation);
        augmentation.Check();
        return new AugmentedDataset(dataset, augmentation);
    }

    /// <summary>
    /// Mixes each sample with another one drawn at random: lambda * sample + (1 - lambda) * other, inputs and targets alike, with lambda from the distribution Beta(alpha, alpha).
    /// The targets must be probabilities of classes: see <see cref="OneHot"/>.
    /// From H. Zhang, M. Cisse, Y. Dauphin, D. Lopez-Paz, "mixup: Beyond Empirical Risk Minimization", ICLR 2018.
    /// </summary>
    /// <param name="alpha">Above 0; more mixes more evenly. Keras's default is 0.2.</param>
    /// <exception cref="ArgumentException">The targets are single numbers, such as the indices of classes, or alpha is not above 0.</exception>
    public static IDataset Mixup(this IDataset dataset, double alpha = 0.2)
    {
        if (!(alpha >= 1e-3 && alpha <= 1e3))
            throw new ArgumentException(FormattableString.Invariant($"Found alpha = {alpha} for mixup, expected a number from 0.001 to 1000."), nameof(alpha));
        if (dataset.TargetLength < 2)
        {
            throw new ArgumentException(
                "Found targets of one float for mixup, expected the probabilities of classes: indices of classes can't be mixed. Call OneHot(classes) before and train with the loss categorical_crossentropy.",
                nameof(dataset));
        }

        return new MixupDataset(dataset, alpha);
    }

    /// <summary>Makes targets that are the index of a class its probabilities: 1 for the class, 0 for the others. For the loss categorical_crossentropy.</summary>
    /// <param name="classes">At least 2.</param>
    /// <exception cref="ArgumentException">The targets are not single numbers.</exception>
    public static IDataset OneHot(this IDataset dataset, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        return dataset.TargetLength == 1
            ? new OneHotDataset(dataset, classes)
            : throw new ArgumentException($"Found targets of {dataset.TargetLength} floats, expected one, the index of a class.", nameof(dataset));
    }
}

using CnnGen.Runtime.Tests.Data;
using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Training;

/// <summary>Augmented data in whole runs of <c>Fit</c>.</summary>
public sealed class AugmentedFitTests
{
    private static readonly Augmentation s_augmentation = new() { HorizontalFlip = true, CropPadding = 1, Brightness = 0.3, Rotation = 0.1 };

    private static ArrayDataset Images { get; } =
        new([.. Enumerable.Range(0, 6 * 50).Select(i => (byte)(i * 67))], [.. Enumerable.Range(0, 50).Select(i => i % 3)]);

    [Fact]
    public void AResumedRun_SeesTheImagesThatAWholeOneSees()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("c.safetensors");
        var options = new FitOptions { Epochs = 5, BatchSize = 8, Seed = 3, Validation = Images.Augment(s_augmentation) };
        using LinearNetwork whole = LinearNetwork.Classifier(), resumed = LinearNetwork.Classifier(), plain = LinearNetwork.Classifier(), other = LinearNetwork.Classifier();
        var history = whole.Fit(Images.Augment(s_augmentation), options);
        resumed.Fit(Images.Augment(s_augmentation), options with { Epochs = 2, Checkpoint = new Checkpoint(file) });
        var rest = resumed.Fit(Images.Augment(s_augmentation), options with { ResumeFrom = file });
        Assert.Equal(history["loss"], rest["loss"]);
        Assert.Equal(history["val_loss"], rest["val_loss"]);
        Assert.NotEqual(history["loss"], plain.Fit(Images, options)["loss"]);
        Assert.NotEqual(history["loss"], other.Fit(Images.Augment(s_augmentation), options with { Seed = 4 })["loss"]);
    }

    [Fact]
    public void WhatIsHeldBackForValidation_IsNotAugmented()
    {
        var options = new FitOptions { Epochs = 2, ValidationSplit = 0.4, Seed = 5 };
        using var network = LinearNetwork.Classifier();
        var history = network.Fit(Images.Augment(s_augmentation), options);
        Assert.Equal(Loss(Images.Split(0.4, seed: 5).Validation), history["val_loss"][^1]);
        Assert.Equal(Loss(Images), Loss(Images.Augment(s_augmentation)));

        double Loss(IDataset data) => network.Evaluate(data, cancellationToken: TestContext.Current.CancellationToken)["loss"];
    }
}

using CnnGen.Runtime.Tests.Data;
using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Images;

public sealed class BoxedImageDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BoxedImageDatasetTests()
    {
        Directory.CreateDirectory(_folder.File("images"));
        File.WriteAllBytes(_folder.File("images/red.png"), ImageBytes.Png(10, 20, 3, [.. Enumerable.Range(0, 200).SelectMany(_ => (byte[])[250, 0, 0])]));
        File.WriteAllBytes(_folder.File("images/blue.png"), ImageBytes.Png(20, 10, 3, [.. Enumerable.Range(0, 200).SelectMany(_ => (byte[])[0, 0, 250])]));
    }

    private static BoxAnnotation[] Annotations => [new("images/red.png", "red", 0, 0, 10, 10), new("images/blue.png", "blue", 100, 0, 200, 400, 200, 400), new("images/red.png", "blue", 0, 0, 0, 0)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ImagesAreResizedAndTargetsAreClassAndBox()
    {
        var data = Load(Annotations, 4, 6);
        Assert.Equal((3, 72, 5), (data.Count, data.InputLength, data.TargetLength));
        Assert.Equal(["blue", "red"], data.ClassNames);
        Assert.Equal([1, 0, 0, 0.5f, 1], data.Sample(0).Target);
        Assert.Equal([0, 0.5f, 0, 1, 1], data.Sample(1).Target);
        Assert.Equal([0, 0, 0, 0, 0], data.Sample(2).Target);
        Assert.Equal(data.Image(0).Pixels.Bytes.Select(value => (float)value), data.Sample(0).Input);
    }

    [Fact]
    public void ALetterboxKeepsProportions()
    {
        var data = Load(Annotations, 8, 8, new BoxedImageOptions { Letterbox = true, Fill = 9 });
        Assert.Equal(new BoundingBox(0, 0.25f, 0.5f, 0.75f), data.Image(0).Box);
        Assert.Equal([9, 9, 9], data.Image(0).Pixels.Bytes[..3]);
    }

    [Fact]
    public void AComposedImageIsAnotherInEveryEpochAndOneInEvaluation()
    {
        var data = Load(Annotations, 32, 32, new BoxedImageOptions { Composition = new Composition() });
        var (first, second) = (data.Sample(0, epoch: 0), data.Sample(0, epoch: 1));
        Assert.NotEqual(first.Target, second.Target);
        Assert.Equal(first.Target, data.Sample(0, epoch: 0).Target);
        Assert.NotEqual(first.Target, data.Sample(0, epoch: 0, seed: 1).Target);
        var evaluated = data.Sample(0, training: false);
        Assert.Equal(evaluated.Input, data.Image(0).Pixels.Bytes.Select(value => (float)value));
        Assert.Equal(data.Image(0).Box, BoundingBox.From(evaluated.Target.AsSpan(1)));
        Assert.Equal(BoundingBox.None, data.Image(2).Box);
        Assert.Throws<ArgumentException>(() => Load(Annotations, 32, 32, new BoxedImageOptions { Composition = new Composition { SmallestScale = 0.5, LargestScale = 0.4 } }));
    }

    [Fact]
    public void TargetsFollowTheHeads()
    {
        Assert.Equal(new BoxTargets(0, 1, 5), BoxTargets.Of(LinearNetwork.Describe([LinearNetwork.Class("kind"), LinearNetwork.Box("box")])));
        Assert.Equal(new BoxTargets(4, 0, 5), BoxTargets.Of(LinearNetwork.Describe([LinearNetwork.Box("box"), LinearNetwork.Class("kind")])));
        Assert.Equal(new BoxTargets(-1, 0, 4), BoxTargets.Of(LinearNetwork.Describe([LinearNetwork.Box("box")])));
        Assert.Throws<ArgumentException>(() => BoxTargets.Of(LinearNetwork.Describe([LinearNetwork.Class("kind")])));
        Assert.Throws<ArgumentException>(() => BoxTargets.Of(LinearNetwork.Describe([LinearNetwork.Box("a"), LinearNetwork.Box("b")])));
    }

    [Theory]
    [InlineData("../secret.png", "red", "outside of the folder")]
    [InlineData("/etc/passwd", "red", "outside of the folder")]
    [InlineData("images/red.png", "green", "found the class \"green\", expected one of red, blue")]
    [InlineData("images", "red", "")]
    [InlineData("images/none.png", "red", "none.png")]
    public void WhatCanNotBeRead_IsRefusedByName(string file, string className, string message)
    {
        var error = Record.Exception(() => Load(
            [new BoxAnnotation(file, className, 0, 0, 10, 10)], 8, 8, new BoxedImageOptions { ClassNames = ["red", "blue"] }));
        Assert.True(error is InvalidDataException or IOException or UnauthorizedAccessException, $"{error}");
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void ABoxOutsideOfItsImage_IsRefusedByName() => Assert.Contains(
        "images/red.png: found a box", Assert.Throws<InvalidDataException>(() => Load([new BoxAnnotation("images/red.png", "red", 30, 0, 40, 10)], 8, 8)).Message);

    [Fact]
    public void Photographs_AreRead()
    {
        var data = Environment.GetEnvironmentVariable("CNNGEN_DATA") is { } root ? Path.Combine(root, "localization") : "";
        Assert.SkipUnless(File.Exists(Path.Combine(data, "manifest.csv")), "Set CNNGEN_DATA to a folder with localization/manifest.csv in it.");
        var annotations = BoxManifest.Read(Path.Combine(data, "manifest.csv"));
        Assert.Equal(2032, annotations.Count);
        var some = annotations.Where((_, i) => i % 100 == 0).ToArray();
        var images = BoxedImageDataset.Load(some, data, 64, 64, 3, new BoxedImageOptions { ClassNames = ["airplane", "face", "motorcycle"] }, TestContext.Current.CancellationToken);
        Assert.All(Enumerable.Range(0, images.Count), i => Assert.InRange(images.Image(i).Box.Area, 0.02f, 1));
    }

    private BoxedImageDataset Load(BoxAnnotation[] annotations, int height, int width, BoxedImageOptions? options = null) =>
        BoxedImageDataset.Load(annotations, _folder.Path, height, width, 3, options, TestContext.Current.CancellationToken);
}

using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Data;

/// <summary>Boxes follow their images: wherever an object's pixels go, its box holds them, and it is cut at the edges of the image.</summary>
public sealed class BoxAugmentationTests
{
    private const int Height = 24;
    private const int Width = 36;
    private static readonly (int, int, int) s_shape = (Height, Width, 1);

    public static TheoryData<string, Augmentation> Changes => new()
    {
        { "flip", new Augmentation { HorizontalFlip = true, VerticalFlip = true } },
        { "shift", new Augmentation { WidthShift = 0.5, HeightShift = 0.5 } },
        { "crop", new Augmentation { CropPadding = 12 } },
        { "scale", new Augmentation { Zoom = 0.6 } },
        { "rotation", new Augmentation { Rotation = 0.5 } },
        { "all", new Augmentation { HorizontalFlip = true, VerticalFlip = true, WidthShift = 0.3, HeightShift = 0.3, CropPadding = 5, Zoom = 0.5, Rotation = 0.25, Contrast = 0.2 } },
    };

    /// <summary>Pixels that are the object by more than half have their centres in the box; without turns the box is no larger than they are.</summary>
    [Theory]
    [MemberData(nameof(Changes))]
    public void TheBoxHoldsTheObjectsPixels(string name, Augmentation changes)
    {
        var data = new Objects().Augment(changes with { FillMode = FillMode.Constant, LeastVisible = 0 });
        var (seen, moved) = (0, 0);
        for (var index = 0; index < 60; index++)
        {
            var (image, target) = Read(data, index, epoch: 0, out _);
            var box = BoundingBox.From(target.AsSpan(1));
            Assert.Equal(box, box.Clipped());
            var pixels = Objects.BoxOf(image);
            moved += box == Objects.Box(index) ? 0 : 1;
            if (pixels is not { } found)
                continue;
            seen++;
            var (xMin, yMin, xMax, yMax) = box.ToPixels(Width, Height);
            Assert.True(
                xMin <= found.XMin + 0.5 && yMin <= found.YMin + 0.5 && xMax >= found.XMax - 0.5 && yMax >= found.YMax - 0.5,
                $"{name} {index}: {box.ToPixels(Width, Height)} does not hold {found}");
            if (name is not ("rotation" or "all"))
                Assert.True(xMin > found.XMin - 1.001 && yMin > found.YMin - 1.001 && xMax < found.XMax + 1.001 && yMax < found.YMax + 1.001, $"{name} {index}: {box.ToPixels(Width, Height)} is larger than {found}");
        }

        Assert.True(seen > 20 && moved > 20, $"{name}: {seen} seen, {moved} moved");
    }

    [Fact]
    public void MovesByWholePixelsAreExact()
    {
        var data = new Objects().Augment(new Augmentation { HorizontalFlip = true, WidthShift = 0.2, CropPadding = 3, FillMode = FillMode.Constant, LeastVisible = 0 });
        for (var index = 0; index < 60; index++)
        {
            var (image, target) = Read(data, index, epoch: 3, out _);
            var (xMin, yMin, xMax, yMax) = BoundingBox.From(target.AsSpan(1)).ToPixels(Width, Height);
            Assert.Equal(Objects.BoxOf(image) ?? (0, 0, 0, 0), (MathF.Round(xMin, 3), MathF.Round(yMin, 3), MathF.Round(xMax, 3), MathF.Round(yMax, 3)));
        }
    }

    [Fact]
    public void ASampleThatLosesItsBoxIsDropped()
    {
        var data = new Objects().Augment(new Augmentation { WidthShift = 1, FillMode = FillMode.Constant, LeastVisible = 0.5 });
        var (lost, kept) = (0, 0);
        for (var index = 0; index < 60; index++)
        {
            var (image, target) = Read(data, index, epoch: 0, out var weight);
            var before = Objects.Box(index).Area * Width * Height;
            var left = image.Count(value => value > 128);
            Assert.Equal(index % 3, target[0]);
            if (left < before * 0.499)
            {
                lost++;
                Assert.Equal((0f, BoundingBox.None), (weight, BoundingBox.From(target.AsSpan(1))));
            }
            else if (left > before * 0.501)
            {
                kept++;
                Assert.Equal((1f, true), (weight, BoundingBox.From(target.AsSpan(1)).HasArea));
            }
        }

        Assert.True(lost > 10 && kept > 10, $"{lost} lost, {kept} kept");
    }

    [Fact]
    public void AnImageWithoutAnObjectStaysOne()
    {
        var data = new ArrayDataset(new byte[Height * Width], [0, 0, 0, 0, 0], 5).Augment(new Augmentation { WidthShift = 1 });
        var (_, target) = Read(data, 0, epoch: 0, out var weight);
        Assert.Equal([0, 0, 0, 0, 0], target);
        Assert.Equal(1, weight);
    }

    [Fact]
    public void OtherValuesBesideABoxAreRefused()
    {
        var data = new ArrayDataset(new byte[Height * Width], [2, 3, 0, 0, 0.5f, 0.5f], 6).Augment(new Augmentation { WidthShift = 1 });
        var reading = new Reading(s_shape, 0, 0, true) { Boxes = [2] };
        Assert.Throws<InvalidDataException>(() => data.Read(0, new SampleWriter(new float[Height * Width], new float[6], new PixelScaling([1], [0]), reading)));
    }

    /// <summary>The network says which targets are boxes: nothing else has to.</summary>
    [Fact]
    public void ANetworkSaysWhereTheBoxesAre()
    {
        Assert.Equal([1], LinearNetwork.Describe([LinearNetwork.Class("kind"), LinearNetwork.Box("box")]).BoxTargets());
        Assert.Equal([0, 5], LinearNetwork.Describe([LinearNetwork.Box("a"), LinearNetwork.Class("kind"), LinearNetwork.Box("b")]).BoxTargets());
        using var network = LinearNetwork.DualHead();
        var history = network.Fit(LinearData.ClassesAndBoxes(64).Augment(new Augmentation { HorizontalFlip = true, ValueRange = (-5, 5) }), new FitOptions { Epochs = 2 });
        Assert.Equal(StopReason.Completed, history.StopReason);
    }

    private static (float[] Input, float[] Target) Read(IDataset data, int index, int epoch, out float weight)
    {
        var (input, target) = (new float[Height * Width], new float[5]);
        float[] weights = [1];
        data.Read(index, new SampleWriter(input, target, new PixelScaling([1], [0]), new Reading(s_shape, 7, epoch, true) { Boxes = [1] }, weights));
        weight = weights[0];
        return (input, target);
    }

    /// <summary>White rectangles on black, of class index modulo 3.</summary>
    private sealed class Objects : IDataset
    {
        public int Count => 60;

        public int InputLength => Height * Width;

        public int TargetLength => 5;

        public static BoundingBox Box(int index)
        {
            var random = new Random(index);
            var (width, height) = (random.Next(4, 18), random.Next(4, 14));
            var (left, top) = (random.Next(Width - width), random.Next(Height - height));
            return BoundingBox.FromPixels(left, top, left + width, top + height, Width, Height);
        }

        /// <summary>The edges around the pixels that are bright, in pixels; null where there are none.</summary>
        public static (float XMin, float YMin, float XMax, float YMax)? BoxOf(float[] image)
        {
            var places = Enumerable.Range(0, image.Length).Where(i => image[i] > 128).Select(i => (X: i % Width, Y: i / Width)).ToArray();
            return places.Length == 0 ? null : (places.Min(p => p.X), places.Min(p => p.Y), places.Max(p => p.X) + 1, places.Max(p => p.Y) + 1);
        }

        public void Read(int index, SampleWriter sample)
        {
            var (xMin, yMin, xMax, yMax) = Box(index).ToPixels(Width, Height);
            var pixels = new byte[Height * Width];
            for (var y = (int)MathF.Round(yMin); y < MathF.Round(yMax); y++)
                pixels.AsSpan(y * Width + (int)MathF.Round(xMin), (int)MathF.Round(xMax - xMin)).Fill(255);
            sample.SetPixels(pixels);
            sample.Target[0] = index % 3;
            Box(index).CopyTo(sample.Target[1..]);
        }
    }
}

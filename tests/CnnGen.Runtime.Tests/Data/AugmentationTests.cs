namespace CnnGen.Runtime.Tests.Data;

/// <summary>Each change alone, by its exact values, and what all of them promise.</summary>
public class AugmentationTests
{
    private static readonly (int Height, int Width, int Channels) s_shape = (6, 5, 3);

    [Fact]
    public void NothingAskedFor_ChangesNoBit()
    {
        var plain = Images(4);
        var same = plain.Augment(new Augmentation());
        for (var i = 0; i < 4; i++)
            Assert.Equal(plain.Sample(i, s_shape, scale: 1 / 255f).Input, same.Sample(i, s_shape, scale: 1 / 255f).Input);
        Assert.Equal((4, 90, 1), (same.Count, same.InputLength, same.TargetLength));
        Assert.Equal(plain.Sample(3).Target, same.Sample(3, s_shape).Target);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Flips_MirrorHalfOfTheImages(bool horizontal, bool vertical)
    {
        var plain = Images(400);
        var flipped = plain.Augment(new Augmentation { HorizontalFlip = horizontal, VerticalFlip = vertical });
        var counts = new Dictionary<(bool, bool), int>();
        for (var i = 0; i < 400; i++)
        {
            var (was, now) = (plain.Sample(i).Input, flipped.Sample(i, s_shape).Input);
            var found = new[] { (false, false), (true, false), (false, true), (true, true) }
                .Single(flip => now.AsSpan().SequenceEqual(Moved(was, (y, x) => (flip.Item2 ? 5 - y : y, flip.Item1 ? 4 - x : x))));
            counts[found] = counts.GetValueOrDefault(found) + 1;
        }

        Assert.All(counts.Keys, flip => Assert.True((!flip.Item1 || horizontal) && (!flip.Item2 || vertical)));
        var kinds = (horizontal ? 2 : 1) * (vertical ? 2 : 1);
        Assert.Equal(kinds, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 400 / kinds - 50, 400 / kinds + 50));
    }

    [Fact]
    public void CropPadding_CutsEveryWindowOfThePaddedImage()
    {
        var plain = Images(1);
        var cropped = plain.Augment(new Augmentation { CropPadding = 2, FillValue = 0.2 });
        var was = plain.Sample(0).Input;
        var found = new HashSet<(int, int)>();
        for (var epoch = 0; epoch < 300; epoch++)
        {
            var now = cropped.Sample(0, s_shape, epoch: epoch).Input;
            found.Add(Offsets(2).Single(offset => now.AsSpan().SequenceEqual(Moved(was, (y, x) => (y + offset.Y, x + offset.X), fill: 51))));
        }

        Assert.Equal(25, found.Count);
    }

    [Theory]
    [InlineData(FillMode.Constant)]
    [InlineData(FillMode.Nearest)]
    [InlineData(FillMode.Reflect)]
    [InlineData(FillMode.Wrap)]
    public void Shift_MovesByWholePixelsAndFillsTheGap(FillMode mode)
    {
        var plain = Images(1);
        var shifted = plain.Augment(new Augmentation { HeightShift = 0.34, WidthShift = 0.6, FillMode = mode, FillValue = 1 });
        var was = plain.Sample(0).Input;
        var found = new HashSet<(int, int)>();
        for (var epoch = 0; epoch < 400; epoch++)
        {
            var now = shifted.Sample(0, s_shape, epoch: epoch).Input;
            found.Add(Offsets(3).First(offset => now.AsSpan().SequenceEqual(
                Moved(was, (y, x) => (Filled(y + offset.Y, 6, mode), Filled(x + offset.X, 5, mode)), fill: 255))));
        }

        // At most 2.04 rows and 3 columns either way; wrapped, 3 columns to the right are 2 to the left.
        Assert.Equal(5 * (mode == FillMode.Wrap ? 5 : 7), found.Count);
        Assert.All(found, offset => Assert.InRange(offset.Item1, -2, 2));
    }

    [Theory]
    [InlineData(FillMode.Constant)]
    [InlineData(FillMode.Nearest)]
    [InlineData(FillMode.Reflect)]
    [InlineData(FillMode.Wrap)]
    public void RotationZoomFlipShiftAndCrop_AreOneBilinearSample(FillMode mode)
    {
        var augmentation = new Augmentation
        {
            Rotation = 0.3,
            Zoom = 0.5,
            WidthShift = 0.3,
            HeightShift = 0.2,
            HorizontalFlip = true,
            VerticalFlip = true,
            CropPadding = 1,
            FillMode = mode,
            FillValue = 0.5,
        };
        var plain = Images(1);
        var augmented = plain.Augment(augmentation);
        var was = plain.Sample(0).Input;
        for (var epoch = 0; epoch < 50; epoch++)
        {
            var random = new RandomStream(9, RandomPurpose.Augmentation, 0, (uint)epoch, 0);
            var expected = Sampled(was, ImageChanges.Draw(augmentation, 6, 5, ref random), mode, 127.5);
            var now = augmented.Sample(0, s_shape, seed: 9, epoch: epoch).Input;
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], now[i], 0.01);
        }
    }

    [Fact]
    public void AffineMap_TurnsZoomsFlipsAndShifts()
    {
        // What was at the right of a 5 x 5 image is at the top after a quarter turn counter-clockwise.
        var turned = AffineMap.Of(5, 5, false, false, Math.PI / 2, 1, 0, 0);
        Assert.Equal((4, 2), At(turned, 2, 0));
        var zoomed = AffineMap.Of(5, 5, false, false, 0, 0.5, 0, 0);
        Assert.Equal((1, 3), At(zoomed, 0, 4));
        var all = AffineMap.Of(4, 6, true, false, 0, 1, 2, -1);
        Assert.True(all.IsWhole);
        Assert.Equal((5, 2), At(all, 2, 1));
        Assert.False(zoomed.IsWhole);

        static (double, double) At(AffineMap map, int x, int y) =>
            (Math.Round(map.XX * x + map.XY * y + map.X0, 9), Math.Round(map.YX * x + map.YY * y + map.Y0, 9));
    }

    [Fact]
    public void Brightness_AddsAndClips()
    {
        var plain = Images(1);
        var brighter = plain.Augment(new Augmentation { Brightness = 0.5 });
        var was = plain.Sample(0).Input;
        var deltas = new List<float>();
        for (var epoch = 0; epoch < 300; epoch++)
        {
            var now = brighter.Sample(0, s_shape, epoch: epoch).Input;
            var inner = Array.FindIndex(now, value => value is > 0 and < 255);
            var delta = now[inner] - was[inner];
            deltas.Add(delta);
            for (var i = 0; i < was.Length; i++)
                Assert.Equal(Math.Clamp(was[i] + delta, 0, 255), now[i], 1e-3);
        }

        Assert.InRange(deltas.Min(), -127.5, -115);
        Assert.InRange(deltas.Max(), 115, 127.5);
        Assert.InRange(deltas.Average(), -15, 15);
    }

    [Fact]
    public void Contrast_ScalesAboutTheMeanOfEachChannel()
    {
        var plain = Images(1);
        var changed = plain.Augment(new Augmentation { Contrast = 0.4 });
        var was = plain.Sample(0).Input;
        var means = Enumerable.Range(0, 3).Select(channel => was.Where((_, i) => i % 3 == channel).Average()).ToArray();
        for (var epoch = 0; epoch < 20; epoch++)
        {
            var random = new RandomStream(0, RandomPurpose.Augmentation, 0, (uint)epoch, 0);
            var factor = ImageChanges.Draw(new Augmentation { Contrast = 0.4 }, 6, 5, ref random).Contrast;
            Assert.InRange(factor, 0.6, 1.4);
            var now = changed.Sample(0, s_shape, epoch: epoch).Input;
            for (var i = 0; i < was.Length; i++)
                Assert.Equal(Math.Clamp((was[i] - means[i % 3]) * factor + means[i % 3], 0, 255), now[i], 1e-2);
        }
    }

    [Fact]
    public void Cutout_CoversASquareWhoseCentreIsAnywhere()
    {
        var plain = Images(1);
        var covered = plain.Augment(new Augmentation { Cutout = 3, FillValue = 1 });
        var was = plain.Sample(0).Input;
        var found = new HashSet<(int, int)>();
        for (var epoch = 0; epoch < 400; epoch++)
        {
            var now = covered.Sample(0, s_shape, epoch: epoch).Input;
            found.Add(Enumerable.Range(0, 30).Select(i => (Y: i / 5, X: i % 5)).Single(centre =>
                now.AsSpan().SequenceEqual(Moved(was, (y, x) => Math.Abs(y - centre.Y) <= 1 && Math.Abs(x - centre.X) <= 1 ? (-1, -1) : (y, x), fill: 255))));
        }

        Assert.Equal(30, found.Count);
    }

    [Fact]
    public void Floats_AreChangedAsTheyAre()
    {
        var values = Enumerable.Range(0, 90).Select(i => i / 45f - 1).ToArray();
        var data = new ArrayDataset(values, [0]).Augment(new Augmentation { Brightness = 0.5, CropPadding = 1, ValueRange = (-1, 1) });
        var random = new RandomStream(0, RandomPurpose.Augmentation, 0, 0, 0);
        var changes = ImageChanges.Draw(new Augmentation { Brightness = 0.5, CropPadding = 1 }, 6, 5, ref random);
        var expected = Moved(values, (y, x) => (y + changes.CropY, x + changes.CropX), fill: -1).Select(value => Math.Clamp(value + 2 * changes.Brightness, -1, 1)).ToArray();
        var now = data.Sample(0, s_shape, scale: 77).Input;
        for (var i = 0; i < 90; i++)
            Assert.Equal(expected[i], now[i], 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public void AnyNumberOfChannels_IsMovedAlike(int channels)
    {
        var bytes = Enumerable.Range(0, 30 * channels).Select(i => (byte)(i * 37)).ToArray();
        var augmentation = new Augmentation { HorizontalFlip = true, CropPadding = 1, Rotation = 0.1, Contrast = 0.5 };
        var all = new ArrayDataset(bytes, [0]).Augment(augmentation).Sample(0, (6, 5, channels)).Input;
        for (var channel = 0; channel < channels; channel++)
        {
            var one = new ArrayDataset([.. bytes.Where((_, i) => i % channels == channel)], [0]).Augment(augmentation).Sample(0, (6, 5, 1)).Input;
            for (var i = 0; i < 30; i++)
                Assert.Equal(one[i], all[i * channels + channel], 1e-3);
        }
    }

    [Fact]
    public void SeedEpochAndIndexDecide_NotWhatWasReadBefore()
    {
        var data = Images(20).Augment(Everything);
        var first = data.Sample(7, s_shape, seed: 5, epoch: 2).Input;
        for (var i = 0; i < 20; i++)
            data.Sample(i, s_shape);
        Assert.Equal(first, data.Sample(7, s_shape, seed: 5, epoch: 2).Input);
        Assert.NotEqual(first, data.Sample(7, s_shape, seed: 5, epoch: 3).Input);
        Assert.NotEqual(first, data.Sample(7, s_shape, seed: 6, epoch: 2).Input);
    }

    [Fact]
    public void ManyThreads_SeeWhatOneSees()
    {
        var data = Images(200).Augment(Everything);
        var alone = Enumerable.Range(0, 200).Select(i => data.Sample(i, s_shape).Input).ToArray();
        Parallel.For(0, 200, i => Assert.Equal(alone[i], data.Sample(i, s_shape).Input));
    }

    [Fact]
    public void TurningAChangeOn_LeavesTheOthersAsTheyWere()
    {
        var flips = new Augmentation { HorizontalFlip = true };
        for (var epoch = 0u; epoch < 50; epoch++)
        {
            var (alone, together) = (new RandomStream(1, RandomPurpose.Augmentation, 0, epoch, 0), new RandomStream(1, RandomPurpose.Augmentation, 0, epoch, 0));
            Assert.Equal(
                ImageChanges.Draw(flips, 6, 5, ref alone).Map,
                ImageChanges.Draw(flips with { Brightness = 0.5, CropPadding = 3, Contrast = 0.1 }, 6, 5, ref together).Map);
        }
    }

    [Fact]
    public void TwiceAugmented_DrawsTwice()
    {
        var plain = Images(1);
        var flip = new Augmentation { HorizontalFlip = true };
        var (once, twice) = (plain.Augment(flip), plain.Augment(flip).Take(1).Augment(flip));
        var was = plain.Sample(0).Input;
        var same = 0;
        for (var epoch = 0; epoch < 100; epoch++)
        {
            // Were the numbers the same, the second flip would undo the first.
            same += twice.Sample(0, s_shape, epoch: epoch).Input.AsSpan().SequenceEqual(was) ? 1 : 0;
            Assert.Equal(was, twice.Sample(0, s_shape, epoch: epoch, training: false).Input);
        }

        Assert.InRange(same, 25, 75);
        Assert.NotEqual(once.Sample(0, s_shape, epoch: 0).Input, once.Sample(0, s_shape, epoch: Enumerable.Range(1, 20).First(epoch =>
            !once.Sample(0, s_shape, epoch: epoch).Input.AsSpan().SequenceEqual(once.Sample(0, s_shape).Input))).Input);
    }

    [Fact]
    public void OutsideTraining_NothingIsChanged()
    {
        var plain = Images(3);
        Assert.Equal(plain.Sample(2).Input, plain.Augment(Everything).Sample(2, s_shape, training: false).Input);
    }

    [Fact]
    public void Boxes_AreNotLeftBehind()
    {
        var boxes = new ArrayDataset(new byte[90], [0.1f, 0.2f, 0.5f, 0.9f], 4);
        var flip = new Augmentation { HorizontalFlip = true };
        Assert.Contains("TargetsIgnorePlace", Assert.Throws<InvalidDataException>(() => boxes.Augment(flip).Sample(0, s_shape)).Message);
        boxes.Augment(flip with { TargetsIgnorePlace = true }).Sample(0, s_shape);
        boxes.Augment(new Augmentation { Brightness = 0.3, Cutout = 2 }).Sample(0, s_shape);
        new ArrayDataset(new byte[90], [0.25f, 0.75f], 2).Augment(flip).Sample(0, s_shape);
    }

    [Fact]
    public void Settings_AreChecked()
    {
        var data = Images(1);
        foreach (var bad in (Augmentation[])[
            new() { HeightShift = -0.1 }, new() { WidthShift = 1.5 }, new() { CropPadding = -1 }, new() { Rotation = 0.6 }, new() { Zoom = 1 }, new() { Brightness = double.NaN },
            new() { Contrast = 2 }, new() { Cutout = -1 }, new() { FillMode = (FillMode)9 }, new() { FillValue = 255 }, new() { ValueRange = (1, 1) }])
        {
            Assert.Contains("expected", Assert.Throws<ArgumentException>(() => data.Augment(bad)).Message);
        }

        Assert.Contains("90 floats", Assert.Throws<InvalidOperationException>(() => data.Augment(Everything).Sample(0, (6, 5, 1))).Message);
    }

    [Fact]
    public void Reading_AllocatesNothing()
    {
        var data = Images(8).OneHot(10).Augment(Everything).Mixup();
        var (input, target, scaling) = (new float[90], new float[10], new PixelScaling([1], [0]));
        for (var i = 0; i < 8; i++)
        {
            Array.Clear(target);
            data.Read(i, new SampleWriter(input, target, scaling, new Reading(s_shape, 0, 0, true)));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 8; i++)
        {
            Array.Clear(target);
            data.Read(i, new SampleWriter(input, target, scaling, new Reading(s_shape, 0, 1, true)));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Augmentation Everything { get; } = new()
    {
        HorizontalFlip = true,
        VerticalFlip = true,
        HeightShift = 0.2,
        WidthShift = 0.2,
        CropPadding = 1,
        Rotation = 0.1,
        Zoom = 0.2,
        Brightness = 0.2,
        Contrast = 0.2,
        Cutout = 2,
    };

    private static ArrayDataset Images(int count) =>
        new([.. Enumerable.Range(0, 90 * count).Select(i => (byte)(i % 90 * 41 + i / 90 * 13))], [.. Enumerable.Range(0, count).Select(i => i % 10)]);

    private static (int Y, int X)[] Offsets(int most) =>
        [.. from y in Enumerable.Range(-most, 2 * most + 1) from x in Enumerable.Range(-most, 2 * most + 1) orderby Math.Abs(y) + Math.Abs(x) select (y, x)];

    private static float[] Moved(float[] image, Func<int, int, (int Y, int X)> from, float fill = float.NaN)
    {
        var moved = new float[90];
        for (var i = 0; i < 90; i++)
        {
            var (y, x) = from(i / 15, i / 3 % 5);
            moved[i] = y is >= 0 and < 6 && x is >= 0 and < 5 ? image[(y * 5 + x) * 3 + i % 3] : fill;
        }

        return moved;
    }

    private static int Filled(int place, int length, FillMode mode) => mode switch
    {
        FillMode.Nearest => Math.Clamp(place, 0, length - 1),
        FillMode.Wrap => (place + 10 * length) % length,
        FillMode.Reflect => Enumerable.Range(0, length).Concat(Enumerable.Range(0, length).Reverse()).ElementAt((place + 10 * length) % (2 * length)),
        _ => place >= 0 && place < length ? place : -1,
    };

    private static double[] Sampled(float[] image, ImageChanges changes, FillMode mode, double fill)
    {
        var sampled = new double[90];
        for (var i = 0; i < 90; i++)
        {
            var (y, x) = (i / 15 + changes.CropY, i / 3 % 5 + changes.CropX);
            sampled[i] = y is >= 0 and < 6 && x is >= 0 and < 5 ? Bilinear(y, x, i % 3) : 0.5 * 255;
        }

        return sampled;

        double Bilinear(int y, int x, int channel)
        {
            var (fromX, fromY) = (changes.Map.XX * x + changes.Map.XY * y + changes.Map.X0, changes.Map.YX * x + changes.Map.YY * y + changes.Map.Y0);
            var sum = 0.0;
            for (var tapY = (int)Math.Floor(fromY); tapY <= Math.Floor(fromY) + 1; tapY++)
            {
                for (var tapX = (int)Math.Floor(fromX); tapX <= Math.Floor(fromX) + 1; tapX++)
                {
                    var (inY, inX) = (Filled(tapY, 6, mode), Filled(tapX, 5, mode));
                    sum += (1 - Math.Abs(fromX - tapX)) * (1 - Math.Abs(fromY - tapY)) * (inY < 0 || inX < 0 ? fill : image[(inY * 5 + inX) * 3 + channel]);
                }
            }

            return sum;
        }
    }
}

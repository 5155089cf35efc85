namespace CnnGen.Runtime.Tests.Kernels;

/// <summary>Losses of boxes at the points that random boxes do not hit. Values and gradients elsewhere are tested with generated code.</summary>
public sealed unsafe class BoxLossTests
{
    private static readonly float[] s_true = [0.2f, 0.3f, 0.6f, 0.7f];

    private delegate double Loss(in LossImages images);

    private static readonly Dictionary<string, Loss> s_losses = new()
    {
        ["iou"] = static (in images) => Losses.IntersectionOverUnion(images),
        ["giou"] = static (in images) => Losses.GeneralizedIntersectionOverUnion(images),
        ["ciou"] = static (in images) => Losses.CompleteIntersectionOverUnion(images),
        ["mse"] = static (in images) => Losses.MeanSquaredError(images),
    };

    public static TheoryData<string> Names => [.. s_losses.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheTrueBoxHasNoLoss(string name) => Assert.Equal(0, Run(name, s_true, s_true).Loss, 1e-12);

    [Theory]
    [InlineData("iou")]
    [InlineData("giou")]
    [InlineData("ciou")]
    public void ItIsOneMinusTheOverlapOfTheBoxes(string name)
    {
        float[][] boxes = [[0.1f, 0.1f, 0.5f, 0.5f], [0.25f, 0.35f, 0.5f, 0.6f], [0.1f, 0.1f, 0.9f, 0.9f], [0.7f, 0.1f, 0.9f, 0.2f], [-0.5f, 0.3f, 0.2f, 1.4f]];
        foreach (var values in boxes)
        {
            var (box, target) = (BoundingBox.From(values), BoundingBox.From(s_true));
            var overlap = name switch
            {
                "iou" => box.IntersectionOverUnion(target),
                "giou" => box.GeneralizedIntersectionOverUnion(target),
                _ => box.CompleteIntersectionOverUnion(target),
            };
            Assert.Equal(1 - overlap, Run(name, values, s_true).Loss, 1e-6);
        }
    }

    /// <summary>Where boxes do not touch, iou has no gradient, and the others pull the box towards the target.</summary>
    [Fact]
    public void BoxesThatDoNotTouchArePulledTogether()
    {
        float[] far = [0.7f, 0.75f, 0.8f, 0.95f];
        Assert.Equal([0, 0, 0, 0], Run("iou", far, s_true).Gradient);
        foreach (var name in (string[])["giou", "ciou"])
        {
            var gradient = Run(name, far, s_true).Gradient;
            Assert.True(gradient[0] + gradient[2] > 0 && gradient[1] + gradient[3] > 0, $"{name}: {string.Join(", ", gradient)}");
        }
    }

    /// <summary>From the inside out, upside down, small and far away: descent reaches the target.</summary>
    [Theory]
    [InlineData("giou", 0.5f, 0.5f, 0.5f, 0.5f)]
    [InlineData("giou", 0.9f, 0.8f, 0.1f, 0.2f)]
    [InlineData("giou", 0.01f, 0.9f, 0.02f, 0.95f)]
    [InlineData("ciou", 0.5f, 0.5f, 0.5f, 0.5f)]
    [InlineData("ciou", 0.9f, 0.8f, 0.1f, 0.2f)]
    [InlineData("ciou", 0f, 0f, 0f, 0f)]
    public void DescentFindsTheBox(string name, params float[] box)
    {
        for (var step = 0; step < 3000; step++)
        {
            var gradient = Run(name, box, s_true).Gradient;
            var length = Math.Max(1, Math.Sqrt(gradient.Sum(slope => (double)slope * slope)));
            for (var i = 0; i < 4; i++)
                box[i] -= (float)(0.004 * gradient[i] / length);
        }

        Assert.True(BoundingBox.From(box).IntersectionOverUnion(BoundingBox.From(s_true)) > 0.95f, string.Join(", ", box));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnImageWithoutAnObjectHasNeitherLossNorGradient(string name)
    {
        float[] box = [0.1f, 0.3f, 0.5f, 0.6f];
        var (loss, gradient) = Run(name, box, s_true);
        var (withAnother, gradients) = Run(name, [.. box, .. box], [0, 0, 0, 0, .. s_true]);
        Assert.Equal(loss, withAnother, 1e-12);
        Assert.Equal([0, 0, 0, 0], gradients[..4]);
        Assert.Equal(gradient.Select(slope => slope / 2), gradients[4..], (a, b) => Math.Abs(a - b) < 1e-7f);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnOutputThatIsNoNumberGivesALossThatIsNone(string name)
    {
        foreach (var bad in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
        {
            for (var place = 0; place < 4; place++)
            {
                float[] box = [0.1f, 0.3f, 0.5f, 0.6f];
                box[place] = bad;
                Assert.False(double.IsFinite(Run(name, box, s_true).Loss), $"{bad} at {place}");
            }
        }
    }

    private static (double Loss, float[] Gradient) Run(string name, float[] boxes, float[] targets)
    {
        var gradient = new float[boxes.Length];
        fixed (float* output = boxes, target = targets, slopes = gradient)
        {
            Block block = new() { Target = target, Count = boxes.Length / 4, BatchSize = boxes.Length / 4 };
            return (s_losses[name](new LossImages(block, 0, 1, 0, 4, output, slopes, 1, 4, 1, boxes: true)), gradient);
        }
    }
}

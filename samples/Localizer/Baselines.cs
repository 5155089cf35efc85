using CnnGen;

namespace LocalizerSample;

/// <summary>What can be had without looking at the image: boxes that are the mean of those in training.</summary>
internal sealed class Baselines
{
    private readonly BoundingBox _mean;
    private readonly Dictionary<int, BoundingBox> _byClass;
    private readonly int _mostFrequent;

    public Baselines(IEnumerable<BoxedImage> train)
    {
        var classes = train.GroupBy(image => image.Label, image => image.Box).ToDictionary(group => group.Key, group => group.ToArray());
        _mean = Mean(classes.Values.SelectMany(boxes => boxes));
        _byClass = classes.ToDictionary(entry => entry.Key, entry => Mean(entry.Value));
        _mostFrequent = classes.MaxBy(entry => entry.Value.Length).Key;
    }

    /// <summary>One box and one class for all images.</summary>
    public Scores MeanBox(IReadOnlyCollection<BoxedImage> test) => Scores.Of([.. test.Select(image => (image, new Prediction(_mostFrequent, 1, _mean)))]);

    /// <summary>The box of the class, for one who knows the class.</summary>
    public Scores MeanBoxOfClass(IReadOnlyCollection<BoxedImage> test) =>
        Scores.Of([.. test.Select(image => (image, new Prediction(image.Label, 1, _byClass.GetValueOrDefault(image.Label, _mean))))]);

    private static BoundingBox Mean(IEnumerable<BoundingBox> boxes)
    {
        var all = boxes.Where(box => box.HasArea).DefaultIfEmpty(new BoundingBox(0, 0, 1, 1)).ToArray();
        return new BoundingBox(all.Average(box => box.XMin), all.Average(box => box.YMin), all.Average(box => box.XMax), all.Average(box => box.YMax));
    }
}

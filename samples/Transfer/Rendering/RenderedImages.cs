using System.Numerics;
using CnnGen;

namespace TransferSample.Rendering;

/// <summary>Drawings of 32 x 32 pixels: shapes, or faces of cats and dogs, in random colours and poses, with some noise.</summary>
internal sealed class RenderedImages : IDataset
{
    private const int Side = 32;
    private const int Length = Side * Side * 3;

    private readonly byte[] _pixels;
    private readonly int[] _labels;

    private RenderedImages(int count, ulong seed, IReadOnlyList<Figure> figures)
    {
        (_pixels, _labels) = (new byte[count * Length], new int[count]);
        Parallel.For(0, count, index =>
        {
            var random = new RandomStream(seed, RandomPurpose.Augmentation, 0, (uint)index);
            _labels[index] = random.NextIndex(figures.Count);
            Draw(figures[_labels[index]], _pixels.AsSpan(index * Length, Length), ref random);
        });
    }

    public int Count => _labels.Length;

    public int InputLength => Length;

    public int TargetLength => 1;

    /// <summary>Six classes: disc, ring, square, triangle, cross, bars.</summary>
    public static RenderedImages OfShapes(int count, ulong seed) => new(count, seed, Figures.Shapes);

    /// <summary>Two classes: cat, dog.</summary>
    public static RenderedImages OfFaces(int count, ulong seed) => new(count, seed, Figures.Faces);

    public void Read(int index, SampleWriter sample)
    {
        sample.SetPixels(_pixels.AsSpan(index * Length, Length));
        sample.Target[0] = _labels[index];
    }

    private static void Draw(Figure figure, Span<byte> pixels, ref RandomStream random)
    {
        var turn = Matrix3x2.CreateRotation(random.NextUniform(-0.3f, 0.3f));
        var size = random.NextUniform(9, 13);
        var centre = new Vector2(random.NextUniform(13, 19), random.NextUniform(13, 19));
        var paper = Colour(ref random);
        Vector3 ink;
        do
            ink = Colour(ref random);
        while (Vector3.Distance(ink, paper) < 90);
        for (var i = 0; i < Side * Side; i++)
        {
            var point = Vector2.Transform(new Vector2((i % Side) + 0.5f, (i / Side) + 0.5f) - centre, turn) / size;
            var covered = Math.Clamp(0.5f - (figure(point) * size), 0, 1);
            var colour = Vector3.Lerp(paper, ink, covered);
            for (var c = 0; c < 3; c++)
                pixels[(i * 3) + c] = (byte)Math.Clamp(colour[c] + random.NextUniform(-18, 18), 0, 255);
        }
    }

    private static Vector3 Colour(ref RandomStream random) => new(random.NextUniform(0, 255), random.NextUniform(0, 255), random.NextUniform(0, 255));
}

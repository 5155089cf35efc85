using CnnGen;

namespace LocalizerSample.Rendering;

/// <summary>Scenes that the sample draws itself; they are held as bytes. Targets are the shape and its box.</summary>
internal sealed class RenderedScenes : IDataset
{
    private readonly byte[] _pixels;
    private readonly (int Kind, BoundingBox Box)[] _truths;

    private RenderedScenes(byte[] pixels, (int, BoundingBox)[] truths) => (_pixels, _truths) = (pixels, truths);

    public int Count => _truths.Length;

    public int InputLength => SceneRenderer.Length;

    public int TargetLength => 5;

    /// <summary>Draws so many scenes; each depends on the seed and its place alone.</summary>
    public static RenderedScenes Create(int count, ulong seed)
    {
        var pixels = new byte[count * SceneRenderer.Length];
        var truths = new (int, BoundingBox)[count];
        Parallel.For(0, count, index => truths[index] = SceneRenderer.Render(seed, index, pixels.AsSpan(index * SceneRenderer.Length, SceneRenderer.Length)));
        return new RenderedScenes(pixels, truths);
    }

    public BoxedImage Image(int index) =>
        new(new ImagePixels(SceneRenderer.Side, SceneRenderer.Side, 3, Pixels(index).ToArray()), _truths[index].Kind, _truths[index].Box);

    public void Read(int index, SampleWriter sample)
    {
        sample.SetPixels(Pixels(index));
        sample.Target[0] = _truths[index].Kind;
        _truths[index].Box.CopyTo(sample.Target[1..]);
    }

    private ReadOnlySpan<byte> Pixels(int index) => _pixels.AsSpan(index * SceneRenderer.Length, SceneRenderer.Length);
}

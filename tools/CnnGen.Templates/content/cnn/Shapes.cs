using CnnGen;

namespace CnnApp;

/// <summary>
/// Images of circles, squares and triangles, drawn when they are read. Replace it by data of your own: an array (ArrayDataset), IDX files
/// (IdxDataset), or another class that implements IDataset.
/// </summary>
internal sealed class Shapes(int count, ulong seed) : IDataset
{
    private const int Side = 24;

    public int Count => count;

    public int InputLength => Side * Side;

    public int TargetLength => 1;

    public void Read(int index, SampleWriter sample)
    {
        // The seed and the index decide the image, so a sample is the same each time it is read.
        var random = new RandomStream(seed, RandomPurpose.Augmentation, 0, (uint)index);
        int shape = index % 3;
        float radius = random.NextUniform(4, 9);
        float x = random.NextUniform(radius, Side - radius);
        float y = random.NextUniform(radius, Side - radius);
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                float dx = (column + 0.5f - x) / radius;
                float dy = (row + 0.5f - y) / radius;
                bool inside = shape switch
                {
                    0 => dx * dx + dy * dy <= 1,
                    1 => Math.Max(Math.Abs(dx), Math.Abs(dy)) <= 0.85f,
                    _ => dy <= 0.8f && Math.Abs(dx) <= (dy + 1) * 0.55f,
                };
                sample.Input[row * Side + column] = (inside ? 0.8f : 0.1f) + random.NextUniform(-0.3f, 0.3f);
            }
        }

        sample.Target[0] = shape;
    }
}

namespace CnnGen;

internal static class WeightFile
{
    public static void Save(string path, WeightStore store) => throw new NotSupportedException();

    public static void Load(string path, WeightStore store) => throw new NotSupportedException();
}

namespace CnnGen;
internal static class CheckpointFile
{
    public static void Save(string path, WeightStore store, TrainingState state) => throw new NotSupportedException();
    public static void Load(string path, WeightStore store, TrainingState state) => throw new NotSupportedException();
}
internal static class AtomicFile { public static void Write(string path, Action<Stream> write) => throw new NotSupportedException(); }

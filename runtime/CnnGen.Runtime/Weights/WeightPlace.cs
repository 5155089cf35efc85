namespace CnnGen;

/// <summary>Finds weights in a file in memory that a network can read where they lie.</summary>
internal static unsafe class WeightPlace
{
    /// <summary>Floats behind the last one that kernels may read.</summary>
    private const int Slack = 16;

    /// <summary>What lies on a page is readable where one byte of it is; no system has smaller ones.</summary>
    private const nuint Page = 4096;

    /// <summary>The first weight; null where the file holds them in another layout or type, or where nothing is known of the memory behind them.</summary>
    /// <param name="file">A file that was checked to be the network's.</param>
    /// <param name="start">Where the file starts in memory.</param>
    /// <param name="length">Bytes of the file.</param>
    public static float* Find(SafetensorsFile file, byte* start, long length, NetworkDescription description)
    {
        if (!BitConverter.IsLittleEndian || description.Parameters.Length == 0)
            return null;
        var first = file.Find(description.Parameters[0].Name)!.Begin - (sizeof(float) * (long)description.Parameters[0].Offset);
        foreach (var parameter in description.Parameters)
        {
            var entry = file.Find(parameter.Name)!;
            if (entry.Dtype != SafetensorsDtype.Float32 || entry.Begin != first + (sizeof(float) * (long)parameter.Offset))
                return null;
        }

        var weights = start + file.DataStart + first;
        if (first < 0 || (nuint)weights % sizeof(float) != 0)
            return null;
        var end = (nuint)weights + (sizeof(float) * ((nuint)WeightStore.RoundUp(description.WeightsLength) + Slack));
        var readable = ((nuint)start + (nuint)length + Page - 1) / Page * Page;
        return end <= readable ? (float*)weights : null;
    }
}

namespace CnnGen.Layers.Tests;

/// <summary>A prediction as threads that share its parts might make it: each part by itself, the last one first, in working memory that another one has used.</summary>
internal static unsafe class PredictedInParts
{
    public static float[] Of(Network network, float[] image, int vectorBits)
    {
        var description = network.Description;
        using var arenas = new CpuArenas();
        using var input = new AlignedBuffer(description.InputLength);
        using var output = new AlignedBuffer(description.OutputLength);
        using var work = new AlignedBuffer(description.WorkLength);
        arenas.Ensure(1, description.PredictArenaLength);
        image.CopyTo(input.Span);
        work.Span.Fill(float.NaN);
        for (int call = 0; call < description.StepParts.Length; call++)
        {
            for (int part = description.StepParts[call] - 1; part >= 0; part--)
            {
                network.PredictStep(new Block
                {
                    Input = input.Pointer,
                    Output = output.Pointer,
                    Weights = network.Store.Pointer,
                    Derived = network.Store.Derived.Current(network),
                    Arena = arenas[0],
                    Work = work.Pointer,
                    Count = 1,
                    BatchSize = 1,
                    VectorBits = vectorBits,
                    Call = call,
                    FromPart = part,
                    ToPart = part + 1,
                });
            }
        }

        return output.Span.ToArray();
    }
}

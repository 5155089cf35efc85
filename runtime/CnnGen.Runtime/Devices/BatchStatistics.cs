namespace CnnGen;

/// <summary>What a training step gathers over its whole batch between two phases, in chunk 0 of the gradients.</summary>
internal sealed unsafe class BatchStatistics(ChunkGradients gradients)
{
    /// <summary>Gathers what the chunks left at the end of a phase. It is in the order of the chunks, so threads change no bit.</summary>
    /// <param name="chunkSize">Images of each chunk but the last.</param>
    /// <param name="count">Images of the batch.</param>
    public void Gather(PhaseEnd end, int chunks, int chunkSize, int count)
    {
        foreach (var moments in end.Moments)
            Merge(moments, chunks, chunkSize, count);
        foreach (var sum in end.Sums)
            gradients.Gather(chunks, sum.Offset, WeightStore.RoundUp(sum.Length));
    }

    /// <summary>Moves the moving averages towards the batch: moving = moving * momentum + batch * (1 - momentum).</summary>
    public void UpdateMoving(PhaseEnd end, float* weights)
    {
        foreach (var moments in end.Moments)
        {
            Move(weights + moments.Mean, gradients[0] + moments.Mean, moments);
            Move(weights + moments.Variance, gradients[0] + moments.Variance, moments);
        }
    }

    private static void Move(float* moving, float* batch, BatchMoments moments)
    {
        for (var channel = 0; channel < moments.Channels; channel++)
            moving[channel] = (float)(moving[channel] * moments.Momentum + batch[channel] * (1 - moments.Momentum));
    }

    /// <summary>
    /// T. Chan, G. Golub, R. LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances", 1979: means and squared deviations
    /// of two parts give those of the whole without the difference of two large numbers.
    /// </summary>
    private void Merge(BatchMoments moments, int chunks, int chunkSize, int count)
    {
        for (var channel = 0; channel < moments.Channels; channel++)
        {
            var (seen, mean, deviations) = (0.0, 0.0, 0.0);
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                var elements = (double)moments.Elements * Math.Min(chunkSize, count - chunk * chunkSize);
                var difference = gradients[chunk][moments.Mean + channel] - mean;
                var total = seen + elements;
                mean += difference * elements / total;
                deviations += gradients[chunk][moments.Variance + channel] + difference * difference * seen * elements / total;
                seen = total;
            }

            gradients[0][moments.Mean + channel] = (float)mean;
            gradients[0][moments.Variance + channel] = (float)(deviations / seen);
        }
    }
}

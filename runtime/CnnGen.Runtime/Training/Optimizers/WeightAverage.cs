namespace CnnGen;

/// <summary>Puts the moving average of the weights into the network.</summary>
internal sealed class WeightAverage(WeightStore store, TrainingScope scope, OptimizerState optimizer)
{
    /// <summary>Exchanges weights and average, where there is one; a second time brings the weights back.</summary>
    public void Swap()
    {
        if (optimizer.Average is not { } average)
            return;
        foreach (var parameter in store.Description.Parameters.Where((_, index) => scope.Trains(index)))
        {
            var values = store.Tensor(parameter);
            var averages = average.Span.Slice(parameter.Offset, parameter.Length);
            for (var i = 0; i < values.Length; i++)
                (values[i], averages[i]) = (averages[i], values[i]);
        }

        store.Changed();
    }
}

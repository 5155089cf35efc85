namespace CnnGen;

/// <summary>Which parameters a run of training changes.</summary>
internal sealed class TrainingScope
{
    private readonly bool[] _trains;

    private TrainingScope(NetworkDescription network, int first, bool[] trains, string name)
    {
        (First, _trains, Name) = (first, trains, name);
        FirstOffset = network.Parameters.Where(parameter => network.LayerOf(parameter) >= first).Select(parameter => parameter.Offset).FirstOrDefault();
    }

    /// <summary>The index of the first layer that is trained or observes the data.</summary>
    public int First { get; }

    /// <summary>Where its parameters start: what lies before has no gradient.</summary>
    public int FirstOffset { get; }

    /// <summary>What a checkpoint says of it: the first layer, where the run's options name one.</summary>
    public string Name { get; }

    /// <summary>Whether layers that models.json freezes may be among what is trained.</summary>
    public bool TrainsFrozen { get; private init; }

    /// <summary>Whether the optimizer changes a parameter, by its index.</summary>
    public bool Trains(int parameter) => _trains[parameter];

    /// <summary>Whether what is gathered there is used.</summary>
    public bool Trains(PhaseEnd end) => end.Layer >= First;

    /// <param name="from">A member of the network's own Layer: that layer and all behind it; null: what models.json says.</param>
    /// <exception cref="ArgumentException">It is a layer of another network, or there is nothing to train from there on.</exception>
    public static TrainingScope Of(NetworkDescription network, Enum? from = null)
    {
        var layers = Array.ConvertAll(network.Parameters, network.LayerOf);
        if (from is null)
        {
            var atFirst = Array.ConvertAll(network.Parameters, parameter => parameter.Trainable);
            var places = layers.Where((_, index) => atFirst[index]).Concat(Observing(network));
            return new TrainingScope(network, Math.Max(places.DefaultIfEmpty(0).Min(), 0), atFirst, "as declared");
        }

        if (network.LayerType is null || from.GetType() != network.LayerType || !Enum.IsDefined(network.LayerType, from))
            throw new ArgumentException($"FitOptions.TrainableFrom is {from.GetType()}.{from}; expected a member of {network.Name}.Layer.");
        var start = Convert.ToInt32(from, System.Globalization.CultureInfo.InvariantCulture);
        var trains = network.Parameters.Select((parameter, index) => parameter.HasGradient && layers[index] >= start).ToArray();
        var first = layers.Where((_, index) => trains[index]).Concat(Observing(network).Where(layer => layer >= start)).DefaultIfEmpty(-1).Min();
        if (!trains.Contains(true))
        {
            throw new ArgumentException(
                $"FitOptions.TrainableFrom is {from}, and neither that layer nor one behind it has anything to train; expected one that a layer with parameters follows, which is not \"trainable\": \"never\".");
        }

        return new TrainingScope(network, first, trains, network.Layers[start].Name) { TrainsFrozen = true };
    }

    /// <summary>Layers that take statistics of the batch.</summary>
    private static IEnumerable<int> Observing(NetworkDescription network) =>
        network.PhaseEnds.Where(end => end.Moments.Length > 0).Select(end => end.Layer);
}

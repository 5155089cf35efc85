using System.Globalization;
using System.Text;

namespace CnnGen;

/// <summary>Where the time of a prediction goes. <see cref="ToString"/> is a table.</summary>
public sealed class NetworkProfile
{
    internal NetworkProfile(string network, StepDescription[] steps, long[] bestTicks, double limit, int threads, Func<long, TimeSpan> time)
    {
        Network = network;
        Threads = threads;
        Limit = limit;
        Time = time(bestTicks.Sum());
        Layers = [.. Join(steps, bestTicks).Select(layer => Of(layer, time))];
    }

    /// <summary>The network's name.</summary>
    public string Network { get; }

    /// <summary>The threads that worked on the image.</summary>
    public int Threads { get; }

    /// <summary>Multiply-adds a second that one core can do at most, measured in registers just before.</summary>
    public double Limit { get; }

    /// <summary>The sum over the layers. Predicting takes less, by what measuring each layer apart costs.</summary>
    public TimeSpan Time { get; }

    /// <summary>The layers, in the order in which they are computed; layers that one kernel computes are one entry.</summary>
    public IReadOnlyList<LayerProfile> Layers { get; }

    /// <summary>A row a layer: microseconds, share of the time, share of the limit, algorithm, name.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Network}: {Time.TotalMicroseconds:N0} us, {Threads} thread{(Threads == 1 ? "" : "s")}, {Limit / 1e9:N0} G multiply-adds a second and core at most\n");
        var width = Math.Max("algorithm".Length, Layers.Max(layer => layer.Algorithm.Length));
        text.Append(CultureInfo.InvariantCulture, $"{"us",10} {"share",7} {"limit",7}  {"algorithm".PadRight(width)}  layer\n");
        foreach (var layer in Layers)
        {
            var limit = layer.MultiplyAdds == 0 ? "" : layer.LimitShare.ToString("P0", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{layer.Time.TotalMicroseconds,10:N1} {layer.Share,7:P1} {limit,7}  {layer.Algorithm.PadRight(width)}  {layer.Name}\n");
        }

        return text.ToString();
    }

    private LayerProfile Of((string Name, string Algorithm, long MultiplyAdds, long Ticks) layer, Func<long, TimeSpan> time)
    {
        var took = time(layer.Ticks);
        return new LayerProfile(
            layer.Name, layer.Algorithm, took, Time == TimeSpan.Zero ? 0 : took / Time, layer.MultiplyAdds,
            took == TimeSpan.Zero ? 0 : layer.MultiplyAdds / took.TotalSeconds / (Limit * Threads));
    }

    /// <summary>The calls of a layer as one; those that compute none, such as copies of images, by what they are.</summary>
    private static List<(string Name, string Algorithm, long MultiplyAdds, long Ticks)> Join(StepDescription[] steps, long[] ticks)
    {
        var layers = new List<(string Name, string Algorithm, long MultiplyAdds, long Ticks)>();
        for (var step = 0; step < steps.Length; step++)
        {
            var name = steps[step].Layers.Length > 0 ? steps[step].Layers : "(copy)";
            if (layers.Count > 0 && layers[^1].Name == name)
            {
                var last = layers[^1];
                layers[^1] = (name, last.Algorithm.Length > 0 ? last.Algorithm : steps[step].Algorithm, last.MultiplyAdds + steps[step].MultiplyAdds, last.Ticks + ticks[step]);
            }
            else
            {
                layers.Add((name, steps[step].Algorithm, steps[step].MultiplyAdds, ticks[step]));
            }
        }

        return layers;
    }
}

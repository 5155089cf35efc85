namespace CnnGen;

/// <summary>What one layer, or several that one kernel computes, took of a prediction.</summary>
/// <param name="Name">The layers by name: "conv2d_1, batch_normalization_1 and activation_1".</param>
/// <param name="Algorithm">How they were computed: "direct", "Winograd 4 x 4"; empty where there is but one way.</param>
/// <param name="Time">The shortest time of the measured rounds.</param>
/// <param name="Share">The part of the sum over all layers, from 0 to 1.</param>
/// <param name="MultiplyAdds">Of one image, as the definitions of the layers have them; 0 for layers without weights.</param>
/// <param name="LimitShare">
/// Multiply-adds a second over what the threads in use can do at most. Above 1 where an algorithm needs fewer than the definition; 0 for layers without weights.
/// </param>
public sealed record LayerProfile(string Name, string Algorithm, TimeSpan Time, double Share, long MultiplyAdds, double LimitShare);

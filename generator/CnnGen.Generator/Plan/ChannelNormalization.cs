namespace CnnGen.Generator.Plan;

/// <summary>(x - mean) / sqrt(variance + epsilon) * gamma + beta, with parameters of each channel: the expressions of their pointers.</summary>
internal sealed record ChannelNormalization(string Mean, string Variance, string? Gamma, string? Beta, float Epsilon);

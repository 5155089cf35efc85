namespace CnnGen;

/// <summary>How <see cref="OneCycle"/> goes from one rate to the next.</summary>
public enum AnnealStrategy
{
    /// <summary>Along half a cosine.</summary>
    Cos,

    /// <summary>In a line.</summary>
    Linear,
}

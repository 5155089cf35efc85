namespace CnnGen;

/// <summary>Which way a monitored value gets better.</summary>
public enum MonitorMode
{
    /// <summary>By the name: more is better for "accuracy" and "iou", less for everything else.</summary>
    Auto,

    /// <summary>Less is better.</summary>
    Min,

    /// <summary>More is better.</summary>
    Max,
}

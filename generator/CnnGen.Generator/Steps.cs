namespace CnnGen.Generator;

/// <summary>The names of the generator's steps, by which tests see what was computed again.</summary>
internal static class Steps
{
    /// <summary>An additional file and its text.</summary>
    public const string Read = "Read";

    /// <summary>What a file declares.</summary>
    public const string Spec = "Spec";

    /// <summary>What a file declares, and the networks of other files that those in it are built on.</summary>
    public const string Bases = "Bases";

    /// <summary>The checked graphs of a file.</summary>
    public const string Graph = "Graph";

    /// <summary>The plan of one network: equal plans give equal sources.</summary>
    public const string Plan = "Plan";

    /// <summary>The source files of one network.</summary>
    public const string Source = "Source";

    /// <summary>What comes of a weight file that the build embeds.</summary>
    public const string Embedded = "Embedded";

    /// <summary>What is wrong in one file.</summary>
    public const string Diagnostics = "Diagnostics";
}

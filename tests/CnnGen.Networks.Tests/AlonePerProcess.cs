namespace CnnGen.Networks.Tests;

/// <summary>Tests that look at the whole process, its memory or its environment: nothing else may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AlonePerProcess
{
    public const string Name = "alone in the process";
}

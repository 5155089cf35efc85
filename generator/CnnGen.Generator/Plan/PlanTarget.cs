namespace CnnGen.Generator.Plan;

/// <summary>What a plan is for.</summary>
internal enum PlanTarget
{
    /// <summary>Vector code: a batch goes through in blocks that fit the cache.</summary>
    Cpu,

    /// <summary>Kernels of many threads: a batch is one block, and every tensor has room for all of it.</summary>
    Gpu,
}

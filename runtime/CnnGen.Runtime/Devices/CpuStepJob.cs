namespace CnnGen;

/// <summary>One call of a prediction of one image, whose parts the workers share. All use the first arena, each with working memory of its own.</summary>
internal sealed unsafe class CpuStepJob(Network network, CpuArenas arenas, int vectorBits) : CpuJob(network, arenas, vectorBits)
{
    private readonly CpuArenas _arenas = arenas;

    /// <summary>Which call.</summary>
    public int Step;

    /// <summary>Its parts.</summary>
    public int Parts;

    /// <summary>The tasks that these are dealt out to.</summary>
    public int Tasks;

    public override void Run(int task, int worker)
    {
        var block = MakeBlock(first: 0, count: 1, arena: 0);
        block.Work = _arenas[worker];
        block.Call = Step;
        block.FromPart = (int)((long)task * Parts / Tasks);
        block.ToPart = (int)((long)(task + 1) * Parts / Tasks);
        Network.PredictStep(block);
    }
}

namespace CnnGen;

/// <summary>The forms of the weights that training reads: those of what is trained are written at each step, the others when they were changed from outside.</summary>
internal sealed class CpuTrainedForms(Network network, WorkerTeam team, AlignedBuffer derived)
{
    private readonly CpuDeriveJob _job = new(network, derived);
    private int[] _trained = [];
    private int[] _frozen = [];
    private long _version = -1;

    /// <summary>What the steps change.</summary>
    public TrainingScope Scope
    {
        set
        {
            var description = network.Description;
            var trained = description.Parameters.Where((_, index) => value.Trains(index)).Select(description.LayerOf).ToHashSet();
            var parts = Enumerable.Range(0, description.DerivedTasks - description.UntrainedDerivedTasks).ToLookup(
                part => part >= description.DerivedLayers.Length || trained.Contains(description.DerivedLayers[part]), part => description.UntrainedDerivedTasks + part);
            (_trained, _frozen, _version) = ([.. parts[true]], [.. parts[false]], -1);
        }
    }

    /// <summary>Writes what a step needs and what is not up to date.</summary>
    public void Write()
    {
        Write(_trained);
        if (_version == network.Store.OutsideVersion)
            return;
        Write(_frozen);
        _version = network.Store.OutsideVersion;
    }

    private void Write(int[] parts)
    {
        _job.Parts = parts;
        if (parts.Length > 0)
            team.Run(_job, parts.Length);
    }
}

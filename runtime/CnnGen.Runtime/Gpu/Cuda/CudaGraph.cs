namespace CnnGen.Gpu;

/// <summary>Launches that CUDA has recorded: one call runs them all, where each would cost the host more than a small kernel costs the device.</summary>
internal sealed unsafe class CudaGraph(CudaContext context) : IDisposable
{
    private nint _executable;

    ~CudaGraph() => Release();

    /// <summary>Whether there is a record to run.</summary>
    public bool IsRecorded => _executable != 0;

    /// <summary>Records launches instead of running them. Their kernels have been loaded before.</summary>
    public void Record(nint stream, Action launches)
    {
        var api = context.Api;
        api.Check(api.StreamBeginCapture(stream, CudaApi.CaptureOfThread), "cuStreamBeginCapture");
        nint graph = 0;
        try
        {
            launches();
        }
        catch
        {
            // The stream is of use again, and the error is the launch's.
            if (api.StreamEndCapture(stream, &graph) == 0)
                api.GraphDestroy(graph);
            throw;
        }

        api.Check(api.StreamEndCapture(stream, &graph), "cuStreamEndCapture");
        nint executable;
        var code = api.GraphInstantiate(&executable, graph, 0);
        api.GraphDestroy(graph);
        api.Check(code, "cuGraphInstantiate");
        _executable = executable;
    }

    /// <summary>Runs what was recorded.</summary>
    public void Launch(nint stream) => context.Api.Check(context.Api.GraphLaunch(_executable, stream), "cuGraphLaunch");

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        var executable = Interlocked.Exchange(ref _executable, 0);
        if (executable != 0 && context.TryBind())
            context.Api.GraphExecDestroy(executable);
    }
}

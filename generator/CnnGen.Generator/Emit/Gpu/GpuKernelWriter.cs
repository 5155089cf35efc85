using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Emit.Gpu;

/// <summary>
/// Writes one kernel of a plan for GPUs: the methods that run on the device, as ILGPU compiles them, and the method that launches them in the place of the
/// processor's method of the same name.
/// </summary>
/// <param name="name">The name of the launching method, and of the first kernel.</param>
/// <param name="parameters">Of the plan's kernel, as C# declares them for the processor.</param>
/// <param name="host">The body of the launching method.</param>
/// <param name="device">The class of kernels.</param>
/// <param name="shared">What all kernels of a network have in common.</param>
internal sealed class GpuKernelWriter(string name, string parameters, CodeWriter host, CodeWriter device, GpuShared shared)
{
    /// <summary>Threads of a group.</summary>
    public const int Threads = 256;

    private readonly Dictionary<string, string> _given = [];

    /// <summary>The parameters of the plan's kernel.</summary>
    public string Parameters => parameters;

    /// <summary>A parameter more for the next kernels: fixed numbers in the device's memory.</summary>
    public void Constants(string parameter, IEnumerable<float> values) => _given[parameter] = $"block.Constants + {Literal.Of(shared.AddConstants(values))}";

    /// <summary>A parameter more for the next kernels: memory that is theirs until the launching method returns.</summary>
    public void Work(string parameter, long floats)
    {
        shared.WorkLength = Math.Max(shared.WorkLength, floats);
        _given[parameter] = "block.Work";
    }

    /// <summary>A thread for each element of each image; the body finds the image in n and the element in element.</summary>
    public void PerElement(int elements, Action<CodeWriter> body, string suffix = "") => Launch(suffix, parameters, $"GpuGrid.Over((long)batch * {Literal.Of(elements)})", code =>
    {
        code.Line($"int index = Grid.IdxX * {Literal.Of(Threads)} + Group.IdxX;");
        code.Line($"if (index >= batch * {Literal.Of(elements)}) return;");
        code.Line($"int n = index / {Literal.Of(elements)};");
        code.Line($"int element = index - n * {Literal.Of(elements)};");
        body(code);
    });

    /// <summary>A thread for each element of what all images share; the body finds the element in element.</summary>
    public void PerParameter(int elements, Action<CodeWriter> body, string suffix = "") => Launch(suffix, parameters, $"GpuGrid.Over({Literal.Of(elements)})", code =>
    {
        code.Line($"int element = Grid.IdxX * {Literal.Of(Threads)} + Group.IdxX;");
        code.Line($"if (element >= {Literal.Of(elements)}) return;");
        body(code);
    });

    /// <summary>A kernel and its launch.</summary>
    /// <param name="suffix">The end of the kernel's name.</param>
    /// <param name="own">Its parameters, but for those of <see cref="Constants"/> and <see cref="Work"/>, which come first.</param>
    /// <param name="grid">A GpuGrid, from the parameters.</param>
    public void Launch(string suffix, string own, string grid, Action<CodeWriter> body)
    {
        var declared = _given.Keys.Select(key => "float* " + key).Append(own).Where(part => part.Length > 0);
        string all = string.Join(", ", declared);
        var arguments = _given.Values.Concat(own.Split(',').Select(part => part.Trim().Split(' ').Last()).Where(part => part.Length > 0));
        string kernel = name + suffix;
        host.Line($"block.Queue.Launch(Program, {Literal.Of(shared.AddKernel(kernel))}, {grid}, [{string.Join(", ", arguments)}]);");
        device.Line();
        using (device.Open($"public static void {kernel}({all.Replace("float*", "ArrayView<float>")})")) body(device);
    }
}

/// <summary>What the kernels of one network have in common.</summary>
internal sealed class GpuShared
{
    private readonly List<string> _kernels = [];
    private readonly List<float> _constants = [];

    /// <summary>The names of all kernels; a kernel's number is its place.</summary>
    public IReadOnlyList<string> Kernels => _kernels;

    /// <summary>Numbers that kernels read from the device's memory.</summary>
    public IReadOnlyList<float> Constants => _constants;

    /// <summary>Floats of the memory that kernels work in.</summary>
    public long WorkLength { get; set; }

    public int AddKernel(string name)
    {
        _kernels.Add(name);
        return _kernels.Count - 1;
    }

    public int AddConstants(IEnumerable<float> values)
    {
        int start = _constants.Count;
        _constants.AddRange(values);
        return start;
    }
}

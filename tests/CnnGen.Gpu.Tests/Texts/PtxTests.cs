using System.Text.RegularExpressions;
using CnnGen.Generator.Tests.Snapshots;
using CnnGen.Gpu.Tests.Devices;
using CnnGen.Ilgpu;

namespace CnnGen.Gpu.Tests.Texts;

/// <summary>What some kernels are in PTX: parameters, addresses, roots and quotients to the last digit, fused or not.</summary>
public sealed partial class PtxTests
{
    [Fact]
    public void Softmax() => Match(KernelLibrary.Softmax, 0);

    [Fact]
    public void Adam() => Match(KernelLibrary.Optimizers, 2);

    [Fact]
    public void Parameters() => Match(new GpuProgram(typeof(LaunchKernels).Assembly, typeof(LaunchKernels).FullName!, [nameof(LaunchKernels.Mixed)]), 0);

    [Fact]
    public void Every_kernel_of_the_library_compiles_for_each_generation_of_cards_and_for_OpenCL_without_double_precision()
    {
        var compiler = new IlgpuCompiler();
        GpuTarget[] targets = [new(GpuLanguage.Ptx, 61), new(GpuLanguage.Ptx, 75), new(GpuLanguage.Ptx, 90), GpuTarget.OpenCl];
        foreach (var target in targets)
        {
            foreach (var program in KernelLibrary.All)
            {
                for (var kernel = 0; kernel < program.Kernels.Length; kernel++)
                {
                    var text = compiler.Compile(program, kernel, target);
                    Assert.Contains($"Kernel_{program.Kernels[kernel]}", text.Source);
                    Assert.DoesNotContain("double", text.Source);
                    Assert.DoesNotContain(".f64", text.Source);
                    // Square roots and quotients of four digits are no use for training.
                    Assert.DoesNotContain(".approx", text.Source);
                }
            }
        }
    }

    [Fact]
    public void The_same_kernel_has_the_same_text_after_one_that_can_not_be_compiled()
    {
        var compiler = new IlgpuCompiler();
        var program = new GpuProgram(typeof(RefusedKernels).Assembly, typeof(RefusedKernels).FullName!, [nameof(RefusedKernels.Throws), nameof(RefusedKernels.OfBytes), "Missing"]);
        var before = compiler.Compile(KernelLibrary.Softmax, 0, GpuTarget.OpenCl).Source;
        Assert.Contains("ILGPU can't compile", Assert.Throws<InvalidOperationException>(() => compiler.Compile(program, 0, GpuTarget.OpenCl)).Message);
        Assert.Contains("a kernel takes ArrayView<float>", Assert.Throws<InvalidOperationException>(() => compiler.Compile(program, 1, GpuTarget.OpenCl)).Message);
        Assert.Contains("has no kernel Missing", Assert.Throws<InvalidOperationException>(() => compiler.Compile(program, 2, GpuTarget.OpenCl)).Message);
        Assert.Equal(Numbered(before), Numbered(compiler.Compile(KernelLibrary.Softmax, 0, GpuTarget.OpenCl).Source));
    }

    private static void Match(GpuProgram program, int kernel) =>
        Snapshot.Match("Ptx", program.Kernels[kernel] == "Forward" ? "Softmax" : program.Kernels[kernel], Numbered(new IlgpuCompiler().Compile(program, kernel, new GpuTarget(GpuLanguage.Ptx, 80)).Source), "ptx");

    /// <summary>ILGPU numbers names through a process: here they count from 0 in each text.</summary>
    internal static string Numbered(string text)
    {
        var numbers = new Dictionary<string, int>();
        return Number().Replace(text.ReplaceLineEndings("\n"), match =>
        {
            if (!numbers.TryGetValue(match.Value, out var number))
                numbers.Add(match.Value, number = numbers.Count);
            return FormattableString.Invariant($"_{number}");
        });
    }

    [GeneratedRegex(@"(?<=\w)_\d{3,}(?=_|\b)")]
    private static partial Regex Number();
}

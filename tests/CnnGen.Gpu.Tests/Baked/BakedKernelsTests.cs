using System.Reflection;
using CnnGen.Gpu.Tests.Devices;
using CnnGen.Ilgpu;
using CnnGen.Ilgpu.Baking;

namespace CnnGen.Gpu.Tests.Baked;

/// <summary>The kernels that the build of CnnGen.Gpu.Networks compiled: all are there, and they are what the compiler makes while a program runs.</summary>
public sealed class BakedKernelsTests
{
    private static readonly Assembly s_assembly = Queues.Baked();

    [Theory]
    [InlineData(GpuLanguage.OpenCl, 0)]
    [InlineData(GpuLanguage.Ptx, 50)]
    [InlineData(GpuLanguage.Ptx, 120)]
    public void Every_kernel_of_the_networks_and_of_the_library_is_there(GpuLanguage language, int architecture)
    {
        var target = new GpuTarget(language, architecture);
        GpuProgram[] programs = [.. KernelBaker.ProgramsOf(s_assembly)];
        Assert.Contains(programs, program => program.Owner == "CnnGen.Gpu.Networks.Digits+GpuKernels" && program.Kernels.Length > 10);
        foreach (var program in programs)
        {
            for (var kernel = 0; kernel < program.Kernels.Length; kernel++)
            {
                var text = BakedKernels.Find(program, kernel, target);
                Assert.NotNull(text);
                Assert.Same(text, GpuCompiler.Text(program, kernel, target));
                Assert.Contains(target.Language == GpuLanguage.Ptx ? $".entry {text.Entry}" : $"kernel void {text.Entry}", text.Source);
            }
        }
    }

    [Theory]
    [InlineData(GpuLanguage.Ptx, 50)]
    [InlineData(GpuLanguage.OpenCl, 0)]
    public void A_text_is_what_is_compiled_while_a_program_runs(GpuLanguage language, int architecture)
    {
        var target = new GpuTarget(language, architecture);
        var program = KernelBaker.ProgramsOf(s_assembly).First();
        foreach (var (owner, kernel) in ((GpuProgram, int)[])[(program, 0), (KernelLibrary.Softmax, 0)])
        {
            var (baked, compiled) = (BakedKernels.Find(owner, kernel, target)!, new IlgpuCompiler().Compile(owner, kernel, target));
            Assert.Equal(Texts.PtxTests.Numbered(compiled.Source), Texts.PtxTests.Numbered(baked.Source));
            Assert.Equal((compiled.Entry, compiled.SharedBytes), (baked.Entry, baked.SharedBytes));
            Assert.Equal(compiled.Parameters, baked.Parameters);
        }
    }

    [Fact]
    public void What_was_not_compiled_is_not_found_and_named()
    {
        var other = new GpuProgram(s_assembly, typeof(LaunchKernels).FullName!, [nameof(LaunchKernels.Mixed)]);
        Assert.Null(BakedKernels.Find(other, 0, GpuTarget.OpenCl));
        Assert.Null(BakedKernels.Find(KernelLibrary.Softmax, 0, new GpuTarget(GpuLanguage.Ptx, 35)));
        // A network's kernels are those of its own assembly.
        Assert.Null(BakedKernels.Find(KernelBaker.ProgramsOf(s_assembly).First() with { Assembly = typeof(Network).Assembly }, 0, GpuTarget.OpenCl));

        var message = GpuCompiler.Missing(other, 0, new GpuTarget(GpuLanguage.Ptx, 90), ["App", "Library"]).Message;
        Assert.StartsWith("CnnGen.Gpu.Tests.Devices.LaunchKernels.Mixed is not among the kernels that were compiled for CUDA's compute capability 9.0 when App, Library was built", message);
        Assert.Contains("<CnnGenBakeKernels> to true in the project that declares the network", message);
        Assert.Contains("There is nothing to compile CnnGen.Gpu.Tests.Devices.LaunchKernels.Mixed with for OpenCL", GpuCompiler.Missing(other, 0, GpuTarget.OpenCl, []).Message);
    }
}

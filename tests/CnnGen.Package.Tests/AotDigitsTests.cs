using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace CnnGen.Package.Tests;

/// <summary>The sample that is one small executable, without and with kernels for GPUs: published, run, and compared with itself under the JIT compiler.</summary>
public sealed partial class AotDigitsTests
{
    private const int MostBytes = 3_000_000;
    private const int MostBytesWithKernels = 4_000_000;

    private static readonly string s_project = Path.Combine(Packages.Root, "samples", "AotDigits");

    /// <summary>The same program for the JIT compiler, as the last publish built it.</summary>
    private static readonly string s_managed = Path.Combine(s_project, "bin", "Release", "net10.0", RuntimeInformation.RuntimeIdentifier, "aotdigits.dll");

    [Fact]
    public void The_executable_is_small_and_answers_and_trains_as_under_the_JIT_compiler()
    {
        PackageTests.SkipWithoutLinker();
        var folder = Directory.CreateTempSubdirectory("cnngen-aotdigits-");
        try
        {
            string executable = Publish(folder.FullName, MostBytes);
            string[] images = Draw(folder.FullName, executable);
            string answers = Command.Run(folder.FullName, executable, images);
            Assert.Equal(images.Select(path => Path.GetFileName(path)[0]), answers.Split('\n').Select(line => line[0]));
            Assert.Equal(Command.Run(folder.FullName, "dotnet", [s_managed, .. images]), answers);

            string losses = Command.Run(folder.FullName, executable, "--train", "native.safetensors", "640");
            Assert.Contains("epoch 8: loss", losses, StringComparison.Ordinal);
            Assert.Equal(losses.Replace("native", "managed", StringComparison.Ordinal), Command.Run(folder.FullName, "dotnet", s_managed, "--train", "managed.safetensors", "640"));
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder.FullName, "native.safetensors")), File.ReadAllBytes(Path.Combine(folder.FullName, "managed.safetensors")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void With_kernels_for_GPUs_it_is_small_too_has_no_ILGPU_in_it_and_answers_and_trains_on_OpenCL_as_on_the_processor()
    {
        PackageTests.SkipWithoutLinker();
        var folder = Directory.CreateTempSubdirectory("cnngen-aotdigits-");
        try
        {
            string executable = Publish(folder.FullName, MostBytesWithKernels, "-p:CnnGenGpu=true", "-p:IlcGenerateMapFile=true");
            // The names of all code, types and texts in it.
            string map = File.ReadAllText(Path.Combine(s_project, "obj", "Release", "net10.0", RuntimeInformation.RuntimeIdentifier, "native", "aotdigits.map.xml"));
            Assert.Contains("CnnGen_Runtime_CnnGen_Gpu_BakedKernels", map, StringComparison.Ordinal);
            Assert.DoesNotContain("ilgpu", map, StringComparison.OrdinalIgnoreCase);

            string[] images = Draw(folder.FullName, executable);
            string answers = Command.Run(folder.FullName, "dotnet", [s_managed, .. images]);
            Assert.Equal(answers, Command.Run(folder.FullName, executable, images));

            var (code, there) = Command.Try(folder.FullName, executable, ["--device", "opencl:0", .. images]);
            Assert.SkipWhen(code != 0 && there.StartsWith("There is no device opencl:0", StringComparison.Ordinal), "There is no OpenCL device: install a driver, or pocl-opencl-icd.");
            Assert.True(code == 0, there);
            AssertNear(answers, there);
            Assert.Equal(there, Command.Run(folder.FullName, "dotnet", [s_managed, "--device", "opencl:0", .. images]));

            string losses = Command.Run(folder.FullName, executable, "--device", "opencl:0", "--train", "weights.safetensors", "64");
            Assert.Contains("epoch 8: loss", losses, StringComparison.Ordinal);
            AssertNear(Command.Run(folder.FullName, "dotnet", s_managed, "--train", "weights.safetensors", "64"), losses);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The executable, without a warning.</summary>
    private static string Publish(string folder, int mostBytes, params string[] properties)
    {
        // Each assembly's warnings one by one; they are errors here as everywhere.
        string published = Command.Run(folder, "dotnet", ["publish", s_project, "-c", "Release", "-o", "out", "-p:TrimmerSingleWarn=false", .. properties]);
        Assert.DoesNotContain("warning IL", published, StringComparison.Ordinal);
        string executable = Path.Combine(folder, "out", OperatingSystem.IsWindows() ? "aotdigits.exe" : "aotdigits");
        Assert.InRange(new FileInfo(executable).Length, 1, mostBytes);
        return executable;
    }

    private static string[] Draw(string folder, string executable)
    {
        Command.Run(folder, executable, "--draw", "images");
        return [.. Directory.GetFiles(Path.Combine(folder, "images")).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The same words, and numbers that differ by the last of four digits at most: sums of a device are in another order.</summary>
    private static void AssertNear(string expected, string found)
    {
        Assert.Equal(Number().Replace(expected, "#"), Number().Replace(found, "#"));
        var (here, there) = (Numbers(expected), Numbers(found));
        for (int index = 0; index < here.Length; index++) Assert.InRange(there[index], here[index] - 1.01e-4, here[index] + 1.01e-4);
    }

    private static double[] Numbers(string text) => [.. Number().Matches(text).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex Number();
}

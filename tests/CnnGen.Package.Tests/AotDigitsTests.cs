using System.Runtime.InteropServices;

namespace CnnGen.Package.Tests;

/// <summary>The sample that is one small executable: published, run, and compared with itself under the JIT compiler.</summary>
public sealed class AotDigitsTests
{
    private const int MostBytes = 3_000_000;

    [Fact]
    public void The_executable_is_small_and_answers_and_trains_as_under_the_JIT_compiler()
    {
        PackageTests.SkipWithoutLinker();
        var folder = Directory.CreateTempSubdirectory("cnngen-aotdigits-");
        try
        {
            string project = Path.Combine(Packages.Root, "samples", "AotDigits");
            // Each assembly's warnings one by one; they are errors here as everywhere.
            string published = Command.Run(folder.FullName, "dotnet", "publish", project, "-c", "Release", "-o", "out", "-p:TrimmerSingleWarn=false");
            Assert.DoesNotContain("warning IL", published, StringComparison.Ordinal);
            string executable = Path.Combine(folder.FullName, "out", OperatingSystem.IsWindows() ? "aotdigits.exe" : "aotdigits");
            Assert.InRange(new FileInfo(executable).Length, 1, MostBytes);

            Command.Run(folder.FullName, executable, "--draw", "images");
            string[] images = [.. Directory.GetFiles(Path.Combine(folder.FullName, "images")).Select(path => Path.GetRelativePath(folder.FullName, path)).Order(StringComparer.Ordinal)];
            string managed = Path.Combine(project, "bin", "Release", "net10.0", RuntimeInformation.RuntimeIdentifier, "aotdigits.dll");
            string answers = Command.Run(folder.FullName, executable, images);
            Assert.Equal(images.Select(path => Path.GetFileName(path)[0]), answers.Split('\n').Select(line => line[0]));
            Assert.Equal(Command.Run(folder.FullName, "dotnet", [managed, .. images]), answers);

            string losses = Command.Run(folder.FullName, executable, "--train", "native.safetensors", "640");
            Assert.Contains("epoch 8: loss", losses, StringComparison.Ordinal);
            Assert.Equal(losses.Replace("native", "managed", StringComparison.Ordinal), Command.Run(folder.FullName, "dotnet", managed, "--train", "managed.safetensors", "640"));
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder.FullName, "native.safetensors")), File.ReadAllBytes(Path.Combine(folder.FullName, "managed.safetensors")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

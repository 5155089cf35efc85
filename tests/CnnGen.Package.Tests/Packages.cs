[assembly: AssemblyFixture(typeof(CnnGen.Package.Tests.Packages))]

namespace CnnGen.Package.Tests;

/// <summary>The packages of this source, under a version of their own, in a folder outside the tree; and room for projects that use them.</summary>
public sealed class Packages : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cnngen-packages-");

    public Packages()
    {
        Directory.CreateDirectory(Feed);
        foreach (var project in (string[])["runtime/CnnGen.Runtime", "runtime/CnnGen.Ilgpu", "runtime/CnnGen.Images", "runtime/CnnGen.Onnx", "runtime/CnnGen.Report", "tools/CnnGen.Templates", "tools/CnnGen.Tool"])
            Command.Run(Root, "dotnet", "pack", project, "-c", "Release", "-o", Feed, $"-p:Version={Version}", "-v", "quiet");
        File.WriteAllText(
            Path.Combine(_folder.FullName, "nuget.config"),
            $"""<configuration><packageSources><add key="this" value="{Feed}" /></packageSources></configuration>""");
    }

    public string Version { get; } = $"0.0.0-test{Guid.NewGuid():N}";

    /// <summary>The folder with the packages.</summary>
    public string Feed => Path.Combine(_folder.FullName, "feed");

    public static string Root { get; } = FindRoot();

    /// <summary>A new folder, with files in it.</summary>
    public string NewFolder(string name, params (string Name, string Text)[] files)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, name)).FullName;
        foreach (var (file, text) in files)
        {
            string path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        return folder;
    }

    public void Dispose()
    {
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (string package in Directory.GetFiles(Feed, "*.nupkg"))
        {
            string unpacked = Path.Combine(cache, Path.GetFileName(package).Replace($".{Version}.nupkg", "", StringComparison.Ordinal).ToLowerInvariant(), Version);
            if (Directory.Exists(unpacked)) Directory.Delete(unpacked, recursive: true);
        }

        _folder.Delete(recursive: true);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CnnGen.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie in a folder with CnnGen.sln.");
        return folder.FullName;
    }
}

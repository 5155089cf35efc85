using System.IO.Compression;

namespace CnnGen.Package.Tests;

/// <summary>The tool <c>cnngen</c> as <c>dotnet tool install</c> gives it to a user.</summary>
public sealed class ToolTests(Packages packages)
{
    private const string Models = """
        { "models": { "Tiny": {
          "input": { "shape": [6, 6, 3] },
          "layers": [
            { "type": "Conv2D", "name": "edges", "filters": 4, "kernel_size": 3, "activation": "relu" },
            { "type": "GlobalAveragePooling2D" },
            { "type": "Dense", "name": "kind", "units": 2, "activation": "softmax" }
          ]
        } } }
        """;

    /// <summary>Writes the network as an ONNX model, which the tool then takes.</summary>
    private const string Program = """
        using CnnGen.Onnx;
        using Fresh;
        using var net = new Tiny();
        net.SaveOnnx("tiny.onnx");
        """;

    [Fact]
    public void Installed_from_a_folder_it_imports_verifies_and_summarizes()
    {
        string folder = packages.NewFolder("tool");
        Model(folder);
        string tools = Path.Combine(folder, "tools");
        Command.Run(folder, "dotnet", "tool", "install", "CnnGen.Tool", "--tool-path", tools, "--version", packages.Version);
        string cnngen = Path.Combine(tools, OperatingSystem.IsWindows() ? "cnngen.exe" : "cnngen");

        string imported = Command.Run(folder, cnngen, "import", "tiny.onnx", "--name", "Again", "-o", "imported");
        Assert.Contains("3 layers", imported, StringComparison.Ordinal);
        Assert.Contains("edges", Command.Run(folder, cnngen, "summary", Path.Combine("imported", "Again.models.json")), StringComparison.Ordinal);
        Assert.Contains("agrees", Command.Run(folder, cnngen, "verify", "tiny.onnx"), StringComparison.Ordinal);

        // Where ONNX Runtime is not there, all but "verify" works, and that says why it does not.
        string any = Path.Combine(folder, "any");
        ZipFile.ExtractToDirectory(Path.Combine(packages.Feed, $"CnnGen.Tool.any.{packages.Version}.nupkg"), any);
        string elsewhere = Path.Combine(any, "tools", "net10.0", "any", "cnngen.dll");
        Command.Run(folder, "dotnet", elsewhere, "import", "tiny.onnx", "--name", "Again", "-o", "elsewhere");
        var (code, output) = Command.Try(folder, "dotnet", elsewhere, "verify", "tiny.onnx");
        Assert.Equal(1, code);
        Assert.StartsWith("error: ONNX Runtime, which models are compared with, is not part of cnngen for ", output, StringComparison.Ordinal);
    }

    private void Model(string folder)
    {
        string app = packages.NewFolder("tool/model", ("model.csproj", PackageTests.Project($"""
            <ItemGroup><PackageReference Include="CnnGen" Version="{packages.Version}" /><PackageReference Include="CnnGen.Onnx" Version="{packages.Version}" /></ItemGroup>
            """)), ("models.json", Models), ("Program.cs", Program));
        Command.Run(app, "dotnet", "run", "-c", "Release");
        File.Move(Path.Combine(app, "tiny.onnx"), Path.Combine(folder, "tiny.onnx"));
    }
}

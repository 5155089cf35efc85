using System.Runtime.InteropServices;

namespace CnnGen.Package.Tests;

/// <summary>What a user has: the packages, a project outside the tree, models.json and ten lines of C#.</summary>
public sealed class PackageTests(Packages packages)
{
    private const string Models = """
        { "models": { "Stripes": {
          "input": { "shape": [8, 8, 1] },
          "layers": [
            { "type": "Conv2D", "filters": 8, "kernel_size": 3, "activation": "relu" }, { "type": "MaxPooling2D" }, { "type": "Flatten" },
            { "type": "Dense", "name": "kind", "units": 2, "activation": "softmax", "labels": ["down", "across"] }
          ],
          "compile": { "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"] }
        } } }
        """;

    // Prints a hash of the losses' and the outputs' bits: two programs that print the same have trained alike, bit for bit.
    private const string Training = """
        var images = new float[500 * 64];
        var labels = new int[500];
        var random = new Random(1);
        for (int n = 0; n < 500; n++)
        {
            labels[n] = n % 2;
            for (int i = 0; i < 64; i++) images[n * 64 + i] = (labels[n] == 0 ? i % 8 : i / 8) / 2 % 2 + random.NextSingle();
        }

        using var net = new Stripes();
        var history = net.Fit(new ArrayDataset(images, labels), new FitOptions { Epochs = 4 });
        net.Save("stripes.safetensors");
        using var loaded = Stripes.Load("stripes.safetensors");
        long bits = 17;
        foreach (double loss in history["loss"]) bits = bits * 31 + BitConverter.DoubleToInt64Bits(loss);
        for (int n = 0; n < 20; n++) bits = bits * 31 + BitConverter.SingleToInt32Bits(loaded.Predict(images.AsSpan(n * 64, 64)).Kind.Probability);
        Console.WriteLine($"accuracy {history["accuracy"][^1]:F2} bits {bits:x} {net.Device.Name}");
        """;

    private string Reference => $"""<ItemGroup><PackageReference Include="CnnGen" Version="{packages.Version}" /></ItemGroup>""";

    internal static string Project(string rest, string type = "Exe", string rootNamespace = "Fresh") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>{type}</OutputType><TargetFramework>net10.0</TargetFramework><RootNamespace>{rootNamespace}</RootNamespace>
            <Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings><TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <InvariantGlobalization>true</InvariantGlobalization><PublishAot Condition="'$(OutputType)' == 'Exe'">true</PublishAot>
            <IsAotCompatible>true</IsAotCompatible>
          </PropertyGroup>
          {rest}
        </Project>
        """;

    // Says whether what was trained on the processor predicts the same on the device that the first argument names.
    private const string Elsewhere = """

        if (args.Length > 0)
        {
            using var there = Stripes.Load("stripes.safetensors", Device.Named(args[0]));
            float here = net.Predict(images.AsSpan(0, 64)).Kind.Probability, found = there.Predict(images.AsSpan(0, 64)).Kind.Probability;
            Console.WriteLine($"{there.Device.Id} {MathF.Abs(here - found) < 1e-5f}");
        }
        """;

    [Fact]
    public void A_fresh_project_trains_and_its_native_executable_trains_alike_bit_for_bit_and_predicts_on_a_GPU()
    {
        string folder = packages.NewFolder("fresh",
            ("fresh.csproj", Project($"""
                {Reference}<ItemGroup><PackageReference Include="CnnGen.Ilgpu" Version="{packages.Version}" /></ItemGroup>
                <PropertyGroup><CnnGenGpu>true</CnnGenGpu></PropertyGroup>
                """)),
            ("models.json", Models), ("Program.cs", "using CnnGen;\nusing Fresh;\n" + Training + Elsewhere));
        string managed = Command.Run(folder, "dotnet", "run", "-c", "Release");
        Assert.Matches("^accuracy (0.9[5-9]|1.00) bits ", managed);
        SkipWithoutLinker();
        Command.Run(folder, "dotnet", "publish", "-c", "Release", "-o", "out");
        string executable = Path.Combine(folder, "out", OperatingSystem.IsWindows() ? "fresh.exe" : "fresh");
        Assert.Equal(managed, Command.Run(folder, executable));
        Assert.InRange(new FileInfo(executable).Length, 1, 3_500_000);

        // Compiled once for each build; equal kernels are equal bytes.
        byte[][] kernels = [.. Directory.GetFiles(Path.Combine(folder, "obj"), "fresh.kernels", SearchOption.AllDirectories).Select(File.ReadAllBytes)];
        Assert.Equal(2, kernels.Length);
        Assert.Equal(kernels[0], kernels[1]);

        var (code, output) = Command.Try(folder, executable, "opencl:0");
        Assert.SkipWhen(code != 0 && output.Contains("There is no device opencl:0", StringComparison.Ordinal), "There is no OpenCL device: install a driver, or pocl-opencl-icd.");
        Assert.EndsWith("opencl:0 True", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_that_can_not_compile_kernels_says_why()
    {
        string folder = packages.NewFolder("unbaked", ("unbaked.csproj", Project($"""
            {Reference}<ItemGroup><PackageReference Include="CnnGen.Ilgpu" Version="{packages.Version}" /></ItemGroup>
            <PropertyGroup><CnnGenBakeKernels>true</CnnGenBakeKernels></PropertyGroup>
            """, "Library")), ("models.json", Models));
        var (code, output) = Command.Try(folder, "dotnet", "build", "-c", "Release");
        Assert.NotEqual(0, code);
        Assert.Contains("error CNN038: CnnGenBakeKernels is true, but there are no kernels to compile since CnnGenGpu is \"\"", output, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(folder, "references.txt"), "");
        string tool = Path.Combine(Packages.Root, "tools", "CnnGen.Bake", "bin", "Release", "net10.0", "CnnGen.Bake.dll");
        (code, output) = Command.Try(folder, "dotnet", "exec", tool, "unbaked.dll", "unbaked.kernels", "references.txt");
        Assert.Equal(1, code);
        Assert.Equal("unbaked.dll : error CNN037: the project does not reference CnnGen.Ilgpu, which compiles kernels; add a reference to it", output);
    }

    [Fact]
    public void An_app_that_references_a_library_with_a_network_gets_its_vectors_too()
    {
        SkipWithoutLinker();
        string folder = packages.NewFolder(
            "shipped",
            ("library/library.csproj", Project(Reference, "Library", "Shipped")), ("library/models.json", Models),
            ("app/app.csproj", Project("""<ItemGroup><ProjectReference Include="../library/library.csproj" /></ItemGroup>""", rootNamespace: "App")),
            ("app/Program.cs", "using CnnGen;\nusing Shipped;\n" + Training + "\nConsole.WriteLine($\"vectors {System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated}\");"));
        string app = Path.Combine(folder, "app");
        Command.Run(app, "dotnet", "publish", "-c", "Release", "-o", "out");
        string output = Command.Run(app, Path.Combine(app, "out", OperatingSystem.IsWindows() ? "app.exe" : "app"));
        Assert.StartsWith("accuracy ", output, StringComparison.Ordinal);
        if (RuntimeInformation.OSArchitecture == Architecture.X64) Assert.EndsWith("vectors True", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_lie_in_the_assembly_or_the_build_says_what_does_not_fit()
    {
        string folder = packages.NewFolder("embedded", ("embedded.csproj", Project(Reference)), ("models.json", Models), ("Program.cs", "using CnnGen;\nusing Fresh;\n" + Training));
        string trained = Command.Run(folder, "dotnet", "run", "-c", "Release");
        Assert.Contains("bits", trained, StringComparison.Ordinal);

        File.Move(Path.Combine(folder, "stripes.safetensors"), Path.Combine(folder, "weights.safetensors"));
        File.WriteAllText(
            Path.Combine(folder, "embedded.csproj"), Project(Reference + """<ItemGroup><CnnWeights Include="weights.safetensors" Model="Stripes" /></ItemGroup>"""));
        File.WriteAllText(Path.Combine(folder, "Program.cs"), """
            using Fresh;
            using var inside = Stripes.LoadEmbedded();
            using var file = Stripes.Load("weights.safetensors");
            var image = new float[64];
            Console.WriteLine(inside.Predict(image).Kind.Probability == file.Predict(image).Kind.Probability ? "the same" : "different");
            """);
        Assert.Equal("the same", Command.Run(folder, "dotnet", "run", "-c", "Release"));

        File.WriteAllText(Path.Combine(folder, "models.json"), Models.Replace("\"filters\": 8", "\"filters\": 9", StringComparison.Ordinal));
        var (code, output) = Command.Try(folder, "dotnet", "build", "-c", "Release");
        Assert.NotEqual(0, code);
        Assert.Contains("weights.safetensors(1,1): error CNN030: weights.safetensors does not hold the weights of Stripes: \"conv2d_1.kernel\" is 3 x 3 x 1 x 8, expected 3 x 3 x 1 x 9", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_and_reports_are_packages_of_their_own()
    {
        string references = string.Concat(new[] { "CnnGen", "CnnGen.Images", "CnnGen.Report" }.Select(id => $"""<PackageReference Include="{id}" Version="{packages.Version}" />"""));
        string folder = packages.NewFolder("report", ("report.csproj", Project($"<ItemGroup>{references}</ItemGroup>")), ("models.json", Models), ("Program.cs", """
            using CnnGen;
            using CnnGen.Report;
            using Fresh;
            using var net = new Stripes();
            new NetworkReport(net).Write("written");
            var picture = Directory.GetFiles("written/pictures", "*.png").First();
            Console.WriteLine(ImageFile.Load(picture, net).Length);
            """));
        Assert.Equal("64", Command.Run(folder, "dotnet", "run", "-c", "Release"));
        Assert.Contains("conv2d_1", File.ReadAllText(Path.Combine(folder, "written", "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_template_makes_a_project_that_trains()
    {
        string folder = packages.NewFolder("template");
        string hive = Path.Combine(folder, "hive");
        Command.Run(folder, "dotnet", "new", "install", Path.Combine(packages.Feed, $"CnnGen.Templates.{packages.Version}.nupkg"), "--debug:custom-hive", hive);
        Command.Run(folder, "dotnet", "new", "cnn", "-n", "My-Shapes", "-o", "app", "--no-update-check", "--debug:custom-hive", hive);
        string app = Path.Combine(folder, "app");
        string project = Path.Combine(app, "My-Shapes.csproj");
        string text = File.ReadAllText(project);
        string written = $"Version=\"{ReleaseVersion()}\"";
        Assert.Contains(written, text, StringComparison.Ordinal);
        File.WriteAllText(project, text.Replace(written, $"Version=\"{packages.Version}\"", StringComparison.Ordinal));
        string output = Command.Run(app, "dotnet", "run", "-c", "Release");
        Assert.Matches("epoch 5: .*\nloss 0\\.\\d+  accuracy 0\\.9", output);
        Assert.True(File.Exists(Path.Combine(app, "models.schema.json")));
        Assert.True(File.Exists(Path.Combine(app, "shapenet.safetensors")));
    }

    /// <summary>The version that Directory.Build.props gives all packages, and so the one that a new project must reference.</summary>
    private static string ReleaseVersion()
    {
        string props = File.ReadAllText(Path.Combine(Packages.Root, "Directory.Build.props"));
        return props.Split("<Version>")[1].Split("</Version>")[0];
    }

    internal static void SkipWithoutLinker() => Assert.SkipUnless(
        OperatingSystem.IsWindows() || new[] { "clang", "gcc" }.Any(name =>
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)))),
        "NativeAOT needs clang or gcc to link, and neither is on the PATH.");
}

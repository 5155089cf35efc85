using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Tests;

/// <summary>The generator in a compiler, with files that can be edited between its runs.</summary>
internal sealed class GeneratorRun
{
    private readonly Dictionary<string, AdditionalText> _files;
    private readonly string? _allowUnsafeBlocks;
    private string _rootNamespace = "Tests";
    private string? _gpu;
    private string? _bakeKernels;
    private GeneratorDriver _driver;

    public GeneratorRun(params (string Path, string Text)[] files)
        : this("true", files)
    {
    }

    public GeneratorRun(string? allowUnsafeBlocks, params (string Path, string Text)[] files)
    {
        _allowUnsafeBlocks = allowUnsafeBlocks;
        _files = files.ToDictionary(file => file.Path, AdditionalText (file) => new TextInMemory(file.Path, file.Text));
        _driver = CSharpGeneratorDriver.Create(
            [new CnnGenerator().AsSourceGenerator()],
            files.Select(file => _files[file.Path]),
            optionsProvider: new BuildProperties(allowUnsafeBlocks, "Tests", null, null),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        EditCSharp("class Program;");
    }

    public Compilation Compilation { get; private set; } = CSharpCompilation.Create("Tests");

    /// <summary>The project's root namespace, "Tests" at first.</summary>
    public string RootNamespace
    {
        set
        {
            _rootNamespace = value;
            EditProject();
        }
    }

    /// <summary>The property CnnGenGpu, not set at first.</summary>
    public string? Gpu
    {
        set
        {
            _gpu = value;
            EditProject();
        }
    }

    /// <summary>The property CnnGenBakeKernels, not set at first.</summary>
    public string? BakeKernels
    {
        set
        {
            _bakeKernels = value;
            EditProject();
        }
    }

    /// <summary>The emitted texts by the names of their files.</summary>
    public IReadOnlyDictionary<string, string> Sources =>
        Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    private GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    /// <summary>Why each output of the step is what it is; none where the step did not run.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) => Result.TrackedSteps.TryGetValue(step, out var runs)
        ? [.. runs.SelectMany(run => run.Outputs).Select(output => output.Reason)]
        : [];

    public void EditCSharp(string text)
    {
        Compilation = CSharpCompilation.Create("Tests", [CSharpSyntaxTree.ParseText(text)]);
        _driver = _driver.RunGenerators(Compilation);
    }

    public void EditFile(string path, string text)
    {
        var edited = new TextInMemory(path, text);
        _driver = _driver.ReplaceAdditionalText(_files[path], edited).RunGenerators(Compilation);
        _files[path] = edited;
    }

    private sealed class TextInMemory(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private void EditProject() => _driver = _driver.WithUpdatedAnalyzerConfigOptions(new BuildProperties(_allowUnsafeBlocks, _rootNamespace, _gpu, _bakeKernels)).RunGenerators(Compilation);

    private sealed class BuildProperties(string? allowUnsafeBlocks, string rootNamespace, string? gpu, string? bakeKernels) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties(allowUnsafeBlocks, rootNamespace, gpu, bakeKernels);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        /// <summary>"Digits.weights.json" is the header of weights for Digits, as the build's targets say it.</summary>
        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
            textFile.Path.EndsWith(".weights.json", StringComparison.Ordinal) ? new WeightMetadata(textFile.Path.Split('.')[0]) : GlobalOptions;
    }

    private sealed class WeightMetadata(string model) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key switch
            {
                "build_metadata.AdditionalFiles.CnnGenModel" => model,
                "build_metadata.AdditionalFiles.CnnGenWeights" => "weights/" + model + ".safetensors",
                _ => null,
            };
            return value is not null;
        }
    }

    private sealed class Properties(string? allowUnsafeBlocks, string rootNamespace, string? gpu, string? bakeKernels) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key switch
            {
                "build_property.RootNamespace" => rootNamespace,
                "build_property.AllowUnsafeBlocks" => allowUnsafeBlocks,
                "build_property.CnnGenGpu" => gpu,
                "build_property.CnnGenBakeKernels" => bakeKernels,
                _ => null,
            };
            return value is not null;
        }
    }
}

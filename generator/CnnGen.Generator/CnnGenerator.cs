using System.Linq;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Embedding;
using CnnGen.Generator.Emit.Gpu;
using CnnGen.Generator.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator;

/// <summary>
/// Makes classes of the networks in models.json and *.models.json. It never looks at the compilation, so that a C# edit
/// computes nothing again; diagnostics have an output of their own, so that text that moves does not emit again.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class CnnGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var settings = context.AnalyzerConfigOptionsProvider.Select((options, _) => BuildSettings.Read(options.GlobalOptions));
        var rootNamespace = settings.Select((build, _) => build.RootNamespace);

        var files = context.AdditionalTextsProvider
            .Where(file => ModelsFile.IsOne(file.Path))
            .Select((file, cancel) => new ModelsFile(file.Path, file.GetText(cancel)?.ToString() ?? ""))
            .WithTrackingName(Steps.Read);
        var specs = files.Combine(rootNamespace)
            .Select((pair, _) => (File: pair.Left, Reading: Guarded.Run(pair.Left.FileName, () => FrontEnd.ReadSpec(pair.Left.Text, pair.Right))))
            .WithTrackingName(Steps.Spec);
        var bases = specs.Combine(specs.Collect())
            .Select((pair, _) => (Spec: pair.Left, Bases: CheckedFile.BasesOf(pair.Left.File, pair.Left.Reading, pair.Right.Select(spec => spec.Reading.Value?.Spec).OfType<FileSpec>())))
            .WithTrackingName(Steps.Bases);
        var graphs = bases
            .Select((pair, _) => CheckedFile.From(pair.Spec.File, pair.Spec.Reading, pair.Bases))
            .WithTrackingName(Steps.Graph);
        var duplicates = graphs.Select((file, _) => file.NamesOnly).Collect().Select((names, _) => DuplicateNames.Find(names));

        var plans = graphs
            .SelectMany((file, _) => file.Graphs)
            .Combine(duplicates)
            .Where(pair => !pair.Right.Contains(pair.Left.Namespace + "." + pair.Left.Name))
            .Combine(settings.Select((build, _) => build.WantsGpu))
            .Select((pair, _) => Guarded.Run(pair.Left.Left.Name, () => BackEnd.Plan(pair.Left.Left, pair.Right)))
            .WithTrackingName(Steps.Plan);
        var sources = plans
            .Select((plan, _) => plan.Value is null
                ? new Guarded<SourceFiles>(plan.Subject, null, plan.Failure)
                : Guarded.Run(plan.Subject, () => new SourceFiles(BackEnd.Emit(plan.Value).ToEquatableArray())))
            .WithTrackingName(Steps.Source);
        context.RegisterSourceOutput(sources, AddSources);

        context.RegisterSourceOutput(settings.Select((build, _) => build.WantsGpu ? GpuRegistration.Text(build.BakesKernels) : null), AddGpuRegistration);

        var headers = context.AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Select((pair, cancel) => WeightHeader.Of(pair.Left, pair.Right.GetOptions(pair.Left), cancel)!)
            .Where(header => header is not null);
        var embedded = headers.Combine(graphs.SelectMany((file, _) => file.Graphs).Collect())
            .Select((pair, _) => Guarded.Run(pair.Left.FileName, () => EmbeddedWeights.Of(pair.Left, pair.Right)))
            .WithTrackingName(Steps.Embedded);
        context.RegisterSourceOutput(embedded, AddEmbedded);

        var diagnostics = graphs.Combine(duplicates)
            .Select((pair, _) => FileDiagnostics.Of(pair.Left, pair.Right))
            .WithTrackingName(Steps.Diagnostics);
        context.RegisterSourceOutput(diagnostics, Report);

        var refusal = files.Collect().Select((all, _) => all.Length > 0).Combine(settings)
            .Select((pair, _) => pair.Left && pair.Right.RefusesUnsafeBlocks ? pair.Right.AllowUnsafeBlocks : null);
        context.RegisterSourceOutput(refusal, ReportUnsafeBlocks);
    }

    private static void AddSources(SourceProductionContext context, Guarded<SourceFiles> sources)
    {
        if (sources.Value is null)
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticCatalog.InternalError, Location.None, sources.Subject, sources.Failure));
            return;
        }

        foreach (var (hintName, text) in sources.Value.Files) context.AddSource(hintName, text);
    }

    private static void AddGpuRegistration(SourceProductionContext context, string? text)
    {
        if (text is not null) context.AddSource(GpuRegistration.HintName, text);
    }

    private static void AddEmbedded(SourceProductionContext context, Guarded<EmbeddedWeights> embedded)
    {
        if (embedded.Value is not { } weights)
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticCatalog.InternalError, Location.None, embedded.Subject, embedded.Failure));
            return;
        }

        foreach (var diagnostic in weights.Diagnostics) context.ReportDiagnostic(diagnostic.At(weights.WeightsPath, SourceText.From("")));
        if (weights.HintName is not null) context.AddSource(weights.HintName, weights.Text);
    }

    private static void Report(SourceProductionContext context, FileDiagnostics file)
    {
        var text = SourceText.From(file.Text);
        foreach (var diagnostic in file.Diagnostics) context.ReportDiagnostic(diagnostic.At(file.Path, text));
    }

    private static void ReportUnsafeBlocks(SourceProductionContext context, string? allowUnsafeBlocks)
    {
        if (allowUnsafeBlocks is null) return;
        context.ReportDiagnostic(Diagnostic.Create(DiagnosticCatalog.UnsafeBlocksNeeded, Location.None, allowUnsafeBlocks));
    }

    /// <summary>What is emitted for one network.</summary>
    private sealed record SourceFiles(EquatableArray<(string HintName, string Text)> Files);

    /// <summary>What is wrong in one file; the text is kept only where there is something to place in it.</summary>
    private sealed record FileDiagnostics(string Path, string Text, EquatableArray<DiagnosticInfo> Diagnostics)
    {
        public static FileDiagnostics Of(CheckedFile file, DuplicateNames duplicates)
        {
            var all = file.Diagnostics.Concat(duplicates.In(file.Names)).ToEquatableArray();
            return new FileDiagnostics(file.File.Path, all.Count > 0 ? file.File.Text : "", all);
        }
    }
}

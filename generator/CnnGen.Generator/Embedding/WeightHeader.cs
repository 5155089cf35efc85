using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CnnGen.Generator.Embedding;

/// <summary>
/// The header of a weight file that the build embeds. The file itself is binary, which a generator can't read: the build writes its JSON header
/// as a text beside it.
/// </summary>
/// <param name="Model">The network whose weights the project says they are.</param>
/// <param name="WeightsPath">The safetensors file.</param>
/// <param name="Text">Its header.</param>
internal sealed record WeightHeader(string Model, string WeightsPath, string Text)
{
    /// <summary>Metadata that CnnGen.targets puts on an additional file.</summary>
    private const string ModelKey = "build_metadata.AdditionalFiles.CnnGenModel";

    private const string WeightsKey = "build_metadata.AdditionalFiles.CnnGenWeights";

    public string FileName => System.IO.Path.GetFileName(WeightsPath);

    /// <summary>The manifest resource that the build makes of the weight file.</summary>
    public string ResourceName => "CnnGen.Weights." + Model + ".safetensors";

    /// <summary>The header that an additional file is; null where it is something else.</summary>
    public static WeightHeader? Of(AdditionalText file, AnalyzerConfigOptions options, System.Threading.CancellationToken cancel) =>
        options.TryGetValue(ModelKey, out string? model) && options.TryGetValue(WeightsKey, out string? path) && path.Length > 0
            ? new WeightHeader(model, path, file.GetText(cancel)?.ToString() ?? "")
            : null;
}

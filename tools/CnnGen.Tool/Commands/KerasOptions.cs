using System.CommandLine;
using CnnGen.Import.Keras;

namespace CnnGen.Tool.Commands;

/// <summary>What is said of a Keras model beside its file.</summary>
internal sealed class KerasOptions
{
    public Option<FileInfo?> Weights { get; } = new("--weights") { Description = "Of a Keras configuration: a safetensors file with its weights, conv2d/kernel or conv2d.kernel." };

    public Option<Preprocessing> Preprocessing { get; } = new("--preprocess")
    {
        Description = "Of a Keras model: what was done to its images, as its preprocess_input has it. By default nothing: 0 to 255, red first.",
    };

    public void AddTo(Command command)
    {
        command.Add(Weights);
        command.Add(Preprocessing);
    }

    /// <param name="shape">Height, width and channels; null: those of the file.</param>
    /// <param name="metadata">Texts for the weight file.</param>
    public KerasImportOptions Read(ParseResult parsed, IReadOnlyList<int>? shape, IReadOnlyDictionary<string, string> metadata) => new()
    {
        InputShape = shape is null or { Count: 3 } ? shape : throw new ArgumentException("--input-shape of a Keras model is height,width,channels: 224,224,3."),
        InputSettings = PreprocessingKeys.Of(parsed.GetValue(Preprocessing)),
        Weights = parsed.GetValue(Weights)?.FullName,
        Metadata = metadata,
    };
}

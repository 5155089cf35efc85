using System.CommandLine;
using System.Globalization;
using System.Text;
using CnnGen.Import.Onnx;
using CnnGen.Onnx;

namespace CnnGen.Tool.Commands;

/// <summary>What commands that read an ONNX model are told about it.</summary>
internal sealed class OnnxOptions
{
    public Argument<FileInfo> Model { get; } = new("model") { Description = "The model: an .onnx file; to import also one of Keras, .h5, .keras or its configuration as .json." };

    public Option<string?> Name { get; } = new("--name") { Description = "The name of the class; by default the file's, as far as C# allows." };

    public Option<string[]> Bind { get; } = new("--bind") { Description = "An input that is a constant, and its value as a tensor file: NAME=FILE.pb.", AllowMultipleArgumentsPerToken = false };

    public Option<string?> InputShape { get; } = new("--input-shape") { Description = "The dimensions of one image where the model leaves them open: 3,224,224." };

    public void AddTo(Command command)
    {
        command.Add(Model);
        command.Add(Name);
        command.Add(Bind);
        command.Add(InputShape);
    }

    /// <summary>The model, and what is said of it.</summary>
    /// <param name="metadata">Texts for the weight file.</param>
    public (OnnxModel Model, OnnxImportOptions Options) Read(ParseResult parsed, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var file = parsed.GetRequiredValue(Model);
        var options = new OnnxImportOptions
        {
            Name = NameOf(parsed),
            Bind = (parsed.GetValue(Bind) ?? []).Select(Binding).ToDictionary(pair => pair.Key, pair => pair.Value),
            InputShape = ShapeOf(parsed),
            Metadata = metadata ?? new Dictionary<string, string>(),
        };
        return (OnnxModel.Load(file.FullName), options);
    }

    /// <summary>The name of the class.</summary>
    public string NameOf(ParseResult parsed) =>
        ClassName(parsed.GetValue(Name) ?? Path.GetFileNameWithoutExtension(parsed.GetRequiredValue(Model).Name), isGiven: parsed.GetValue(Name) is not null);

    /// <summary>The dimensions of one image; null where they are not said.</summary>
    public int[]? ShapeOf(ParseResult parsed) => parsed.GetValue(InputShape) is { } shape ? Shape(shape) : null;

    private static KeyValuePair<string, OnnxTensor> Binding(string text) => text.LastIndexOf('=') is > 0 and var at
        ? KeyValuePair.Create(text[..at], OnnxTensor.Load(text[(at + 1)..]))
        : throw new ArgumentException($"--bind is \"{text}\"; expected NAME=FILE.pb.");

    private static int[] Shape(string text) =>
        [.. text.Split(',', 'x').Select(side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number : throw new ArgumentException($"--input-shape is \"{text}\"; expected numbers with commas between: 3,224,224."))];

    private static string ClassName(string text, bool isGiven)
    {
        var name = new StringBuilder();
        var startsWord = true;
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) && (name.Length > 0 || char.IsAsciiLetter(c)))
                name.Append(startsWord ? char.ToUpperInvariant(c) : c);
            startsWord = !char.IsAsciiLetterOrDigit(c);
        }

        var made = name.Length == 0 ? "Model" : name.ToString();
        return !isGiven || made == text ? made : throw new ArgumentException($"--name is \"{text}\"; expected a name that begins with a capital letter, of letters and digits: \"{made}\".");
    }
}

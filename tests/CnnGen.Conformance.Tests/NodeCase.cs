using CnnGen.Import;
using CnnGen.Import.Onnx;

namespace CnnGen.Conformance.Tests;

/// <summary>A case of the ONNX project: a model of one operator or a few, an input and the outputs.</summary>
/// <param name="Folder">Of model.onnx and test_data_set_0.</param>
internal sealed record NodeCase(string Folder)
{
    public string Name => Path.GetFileName(Folder);

    /// <summary>The name of the class.</summary>
    public string ClassName => string.Concat(Name.Split('_').Select(part => part.Length == 0 ? "" : char.ToUpperInvariant(part[0]) + part[1..]));

    public OnnxModel Model { get; } = OnnxModel.Load(Path.Combine(Folder, "model.onnx"));

    public static IReadOnlyList<NodeCase> All(string folder) =>
        [.. Directory.GetFiles(folder, "model.onnx", SearchOption.AllDirectories).Select(path => new NodeCase(Path.GetDirectoryName(path)!)).OrderBy(item => item.Name, StringComparer.Ordinal)];

    public OnnxTensor? Input(int index) => Tensor($"input_{index}.pb");

    public OnnxTensor? Output(int index) => Tensor($"output_{index}.pb");

    /// <summary>The import with every input but the first bound as a constant.</summary>
    /// <exception cref="ImportException">The case is refused.</exception>
    public OnnxImport Import() => Import(Model, tensor => tensor);

    /// <summary>Likewise, of another model with these inputs.</summary>
    /// <param name="change">Of what is bound.</param>
    public OnnxImport Import(OnnxModel model, Func<OnnxTensor, OnnxTensor> change)
    {
        var bound = new Dictionary<string, OnnxTensor>();
        for (var i = 1; i < model.Graph.Inputs.Count; i++)
        {
            if (model.Graph.Inputs[i].Kind == OnnxValueKind.Tensor && Input(i) is { } tensor)
                bound[model.Graph.Inputs[i].Name] = change(tensor);
        }

        return OnnxImporter.Import(model, new OnnxImportOptions { Name = ClassName, Bind = bound });
    }

    private OnnxTensor? Tensor(string file) => Path.Combine(Folder, "test_data_set_0", file) is var path && File.Exists(path) ? OnnxTensor.Load(path) : null;
}

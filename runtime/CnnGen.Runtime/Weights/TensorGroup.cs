namespace CnnGen;

/// <summary>A set of numbers in the layout of a network's weights, as tensors of a file: the parameters' names, with something before them.</summary>
internal sealed class TensorGroup(NetworkDescription description, string prefix)
{
    /// <summary>The tensors to write.</summary>
    /// <param name="values">All numbers with the unused room between them.</param>
    public IEnumerable<SafetensorsSource> Sources(Func<ReadOnlySpan<float>> values) =>
        description.Parameters.Select(parameter => new SafetensorsSource(
            prefix + parameter.Name, parameter.Shape, () => values().Slice(parameter.Offset, parameter.Length)));

    /// <summary>Whether a tensor of this name belongs to the group.</summary>
    public bool Has(string name) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && description.Parameters.Any(parameter => parameter.Name == name[prefix.Length..]);

    /// <summary>What keeps a file's tensors from being this group's, a line each.</summary>
    public IEnumerable<string> Differences(SafetensorsFile file) => Differences(file, prefix, description.Parameters);

    /// <summary>What keeps a file from holding these parameters, a line each.</summary>
    public static IEnumerable<string> Differences(SafetensorsFile file, string prefix, IEnumerable<ParameterDescription> parameters)
    {
        foreach (var parameter in parameters)
        {
            var name = prefix + parameter.Name;
            if (file.Find(name) is not { } entry)
                yield return $"\"{name}\" ({ShapeText.Of(parameter.Shape)}) is missing";
            else if (!entry.Shape.SequenceEqual(parameter.Shape.Select(dimension => (long)dimension)))
                yield return $"\"{name}\" is {string.Join(" x ", entry.Shape)}, expected {ShapeText.Of(parameter.Shape)}";
            else if (!SafetensorsDtype.IsReadable(entry.Dtype))
                yield return $"\"{name}\" has elements of type {entry.Dtype}, expected {SafetensorsDtype.Readable}";
        }
    }

    /// <summary>Reads all tensors, which must be in the file.</summary>
    public void Read(SafetensorsFile file, Span<float> values) => Read(file, prefix, description.Parameters, values);

    /// <summary>Reads the tensors of these parameters, which must be in the file.</summary>
    public static void Read(SafetensorsFile file, string prefix, IEnumerable<ParameterDescription> parameters, Span<float> values)
    {
        foreach (var parameter in parameters)
            file.CopyTo(prefix + parameter.Name, values.Slice(parameter.Offset, parameter.Length));
    }
}

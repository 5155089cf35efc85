using PureHDF;
using PureHDF.VOL.Native;

namespace CnnGen.Import.Keras;

/// <summary>Weights in an HDF5 file: those of Keras 2 by layer and name, those of Keras 3 by layer and number.</summary>
internal sealed class Hdf5Weights : KerasWeights
{
    private readonly NativeFile _file;
    private readonly long _fileLength;
    private readonly IH5Group? _byName;
    private readonly IH5Group? _byNumber;

    /// <param name="fileLength">Bytes of the file.</param>
    public Hdf5Weights(NativeFile file, long fileLength)
    {
        (_file, _fileLength) = (file, fileLength);
        _byNumber = GroupIn(file, "layers") ?? GroupIn(file, "_layer_checkpoint_dependencies");
        _byName = GroupIn(file, "model_weights") ?? (_byNumber is null ? file : null);
    }

    /// <summary>The model's configuration, where the file has one.</summary>
    public string? Config => _file.AttributeExists("model_config") ? _file.Attribute("model_config").Read<string>() : null;

    public override (int[] Shape, float[] Values)? Find(KerasLayer layer, string container, KerasParameter parameter, int index) =>
        FindDataset(layer, container, parameter, index) is { } dataset ? Read(dataset, $"{layer.Name}/{parameter.Name}") : null;

    public override void Dispose() => _file.Dispose();

    private IH5Dataset? FindDataset(KerasLayer layer, string container, KerasParameter parameter, int index)
    {
        if (_byNumber is not null && GroupIn(_byNumber, container) is { } numbered && GroupIn(numbered, "vars") is { } values)
            return DatasetIn(values, index.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (_byName is null || GroupIn(_byName, layer.Name) is not { } group || !group.AttributeExists("weight_names"))
            return null;
        foreach (var path in group.Attribute("weight_names").Read<string[]>())
        {
            var name = path[(path.LastIndexOf('/') + 1)..];
            if (parameter.Names.Contains(name.EndsWith(":0", StringComparison.Ordinal) ? name[..^2] : name))
                return DatasetAt(group, path);
        }

        return null;
    }

    private (int[] Shape, float[] Values) Read(IH5Dataset dataset, string name)
    {
        var shape = dataset.Space.Dimensions;
        var length = shape.Aggregate(1UL, (product, side) => side != 0 && product > ulong.MaxValue / side ? ulong.MaxValue : product * side);
        var size = (ulong)dataset.Type.Size;
        if (dataset.Type.Class != H5DataTypeClass.FloatingPoint || size is not (4 or 8))
            throw new ImportException("weights of another type", $"The weights \"{name}\" are of class {dataset.Type.Class} with {size} bytes each; expected float32 or float64.");
        if (length > (ulong)_fileLength / size)
            throw new ImportException("damaged", $"The weights \"{name}\" have {length} numbers, which a file of {_fileLength} bytes does not hold; it is compressed or damaged. Save it without compression.");
        var values = size == 4 ? dataset.Read<float[]>() : Array.ConvertAll(dataset.Read<double[]>(), value => (float)value);
        return ([.. shape.Select(side => checked((int)side))], values);
    }

    private static IH5Dataset? DatasetAt(IH5Group group, string path)
    {
        var parts = path.Split('/');
        foreach (var part in parts[..^1])
        {
            if (GroupIn(group, part) is not { } inner)
                return null;
            group = inner;
        }

        return DatasetIn(group, parts[^1]);
    }

    private static IH5Group? GroupIn(IH5Group group, string name) => name.Length > 0 && group.LinkExists(name) ? group.Get(name) as IH5Group : null;

    private static IH5Dataset? DatasetIn(IH5Group group, string name) => name.Length > 0 && group.LinkExists(name) ? group.Get(name) as IH5Dataset : null;
}

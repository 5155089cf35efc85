using System.Text.Json;
using System.Text.Unicode;

namespace CnnGen;

/// <summary>Reads and checks the JSON header of a safetensors file.</summary>
internal ref struct SafetensorsHeader
{
    public const string MetadataKey = "__metadata__";

    // More than any tensor of a network has, so that a header can't be one endless shape.
    private const int MostDimensions = 64;

    private readonly string _file;
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SafetensorsEntry> _entries = new(StringComparer.Ordinal);
    private Utf8JsonReader _json;

    private SafetensorsHeader(ReadOnlySpan<byte> json, string file)
    {
        // Four levels: the header, a tensor, its shape, and one to spare for the message about a list in a list.
        _json = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 4 });
        _file = file;
    }

    /// <param name="json">The header.</param>
    /// <param name="dataLength">Bytes behind the header.</param>
    /// <param name="file">What to call the file in errors.</param>
    /// <exception cref="InvalidDataException">The header is not one, or does not describe the data exactly.</exception>
    public static (Dictionary<string, string> Metadata, SafetensorsEntry[] Entries) Read(ReadOnlySpan<byte> json, long dataLength, string file)
    {
        if (!Utf8.IsValid(json))
            throw new InvalidDataException($"{file}: found bytes in the header that are no UTF-8; the file is damaged.");

        var header = new SafetensorsHeader(json, file);
        try
        {
            header.ReadRoot();
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file}: the header is no valid JSON ({exception.Message}); the file is damaged.", exception);
        }

        var entries = header._entries.Values.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End).ToArray();
        long end = 0;
        foreach (var entry in entries)
        {
            if (entry.Begin != end)
                throw header.Error($"tensor \"{entry.Name}\" at byte {entry.Begin}", $"{end}, where the one before it ends");
            end = entry.End;
        }

        return end == dataLength
            ? (header._metadata, entries)
            : throw header.Error($"{dataLength} bytes of data", $"{end} by the header");
    }

    private void ReadRoot()
    {
        _json.Read();
        Expect(JsonTokenType.StartObject, "header");
        var hasMetadata = false;
        while (ReadKey(out var name))
        {
            if (name != MetadataKey)
                ReadTensor(name);
            else if (hasMetadata)
                throw Error($"{MetadataKey} twice", "it once");
            else
                ReadMetadata();
            hasMetadata |= name == MetadataKey;
        }

        // Whatever is left must be white space; the JSON reader says so otherwise.
        _json.Read();
    }

    private void ReadMetadata()
    {
        Expect(JsonTokenType.StartObject, MetadataKey);
        while (ReadKey(out var key))
        {
            Expect(JsonTokenType.String, $"{MetadataKey} \"{key}\"");
            if (!_metadata.TryAdd(key, Text()))
                throw Error($"\"{key}\" twice in {MetadataKey}", "it once");
        }
    }

    private void ReadTensor(string name)
    {
        Expect(JsonTokenType.StartObject, $"tensor \"{name}\"");
        string? dtype = null;
        long[]? shape = null, offsets = null;
        while (ReadKey(out var key))
        {
            switch (key)
            {
                case "dtype" when dtype is null:
                    Expect(JsonTokenType.String, $"dtype of \"{name}\"");
                    dtype = Text();
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(name, key);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(name, key);
                    break;
                default:
                    throw Error($"the key \"{key}\" in tensor \"{name}\"", "dtype, shape and data_offsets, each once");
            }
        }

        if (dtype is null || shape is null || offsets is not [var begin, var end])
            throw Error($"tensor \"{name}\" without dtype, shape or two data_offsets", "all of them");
        if (SafetensorsDtype.Size(dtype) is not { } size)
            throw Error($"the element type \"{dtype}\" of tensor \"{name}\"", SafetensorsDtype.Readable);
        if (begin > end || ByteLength(shape, size) != end - begin)
        {
            throw Error(
                $"tensor \"{name}\" at bytes {begin} to {end}", $"as many bytes as {dtype} of shape [{string.Join(", ", shape)}] takes");
        }

        if (!_entries.TryAdd(name, new SafetensorsEntry(name, dtype, shape, begin, end)))
            throw Error($"tensor \"{name}\" twice", "it once");
    }

    private long[] ReadNumbers(string name, string key)
    {
        Expect(JsonTokenType.StartArray, $"{key} of \"{name}\"");
        var numbers = new List<long>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out var number) || number < 0)
                throw Error($"something else in {key} of tensor \"{name}\"", $"whole numbers from 0 to {long.MaxValue}");
            if (numbers.Count == MostDimensions)
                throw Error($"more than {MostDimensions} numbers in {key} of tensor \"{name}\"", $"at most {MostDimensions}");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    /// <summary>-1 where it is more than a file can have.</summary>
    private static long ByteLength(long[] shape, int size)
    {
        var product = (Int128)size;
        foreach (var dimension in shape)
        {
            product *= dimension;
            if (product > long.MaxValue)
                return -1;
        }

        return (long)product;
    }

    /// <summary>Reads a key and goes to its value; false at the end of the object.</summary>
    private bool ReadKey(out string key)
    {
        key = "";
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndObject)
            return false;

        key = Text();
        _json.Read();
        return true;
    }

    private readonly string Text()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException($"{_file}: found half a surrogate pair in a string of the header; the file is damaged.", exception);
        }
    }

    private readonly void Expect(JsonTokenType type, string what)
    {
        if (_json.TokenType != type)
            throw Error($"{_json.TokenType} as {what}", type.ToString());
    }

    private readonly InvalidDataException Error(string found, string expected) =>
        new($"{_file}: found {found}, expected {expected}; the file is damaged or no safetensors file.");
}

namespace CnnGen.Onnx.Tests;

/// <summary>Files of the ONNX project, where the environment variable CNNGEN_DATA names a folder that has them.</summary>
internal static class OnnxData
{
    private static readonly string? s_data = Environment.GetEnvironmentVariable("CNNGEN_DATA") is { Length: > 0 } data ? data : null;

    /// <summary>A folder of them; the test is skipped where there is none.</summary>
    public static string Folder(string name) => Required(Path.Combine("onnx", name));

    /// <summary>A folder with a trained network; the test is skipped where there is none.</summary>
    public static string Pretrained(string name) => Required(Path.Combine("pretrained", name));

    private static string Required(string path)
    {
        var folder = s_data is null ? "" : Path.Combine(s_data, path);
        Assert.SkipUnless(Directory.Exists(folder), $"CNNGEN_DATA names no folder with {path}.");
        return folder;
    }
}

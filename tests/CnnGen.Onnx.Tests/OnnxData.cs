namespace CnnGen.Onnx.Tests;

/// <summary>Files of the ONNX project, where the environment variable CNNGEN_DATA names a folder that has them.</summary>
internal static class OnnxData
{
    private static readonly string? s_folder = Environment.GetEnvironmentVariable("CNNGEN_DATA") is { Length: > 0 } data ? Path.Combine(data, "onnx") : null;

    /// <summary>A folder of them; the test is skipped where there is none.</summary>
    public static string Folder(string name)
    {
        var folder = s_folder is null ? "" : Path.Combine(s_folder, name);
        Assert.SkipUnless(Directory.Exists(folder), $"CNNGEN_DATA names no folder with onnx/{name}.");
        return folder;
    }
}

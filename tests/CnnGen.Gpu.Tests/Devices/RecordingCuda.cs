using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace CnnGen.Gpu.Tests.Devices;

/// <summary>The driver of recording_cuda.c, compiled once. Tests that use it are one class, since it keeps one log.</summary>
internal sealed unsafe class RecordingCuda
{
    private static readonly Lazy<string?> s_path = new(Compile);

    private readonly nint _library;

    private RecordingCuda(string path)
    {
        _library = NativeLibrary.Load(path);
        Api = new CudaApi(DriverLibrary.TryLoad(path)!);
        ((delegate* unmanaged<void>)NativeLibrary.GetExport(_library, "record_clear"))();
        Fail(alloc: false, load: false);
    }

    public CudaApi Api { get; }

    /// <summary>What was asked of the driver.</summary>
    public string Log => Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)NativeLibrary.GetExport(_library, "recorded"))())!;

    /// <summary>The driver; the test is skipped where there is no C compiler.</summary>
    public static RecordingCuda Open()
    {
        Assert.SkipWhen(s_path.Value is null, "There is no C compiler (gcc) to make the recording driver with.");
        return new RecordingCuda(s_path.Value);
    }

    /// <summary>What the next launches' parameters are: 'v' a view, 'n' a number.</summary>
    public void Expect(string layout)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(layout + "\0"))
            ((delegate* unmanaged<byte*, void>)NativeLibrary.GetExport(_library, "record_layout"))(text);
    }

    /// <summary>Whether allocating and loading fail from now on.</summary>
    public void Fail(bool alloc, bool load) =>
        ((delegate* unmanaged<int, int, void>)NativeLibrary.GetExport(_library, "record_fail"))(alloc ? 1 : 0, load ? 1 : 0);

    private static string? Compile()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var folder = Directory.CreateTempSubdirectory("cnngen-cuda-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var source = Path.Combine(folder, "recording_cuda.c");
        using (var stream = typeof(RecordingCuda).Assembly.GetManifestResourceStream("recording_cuda.c")!)
        using (var file = File.Create(source))
            stream.CopyTo(file);
        var path = Path.Combine(folder, "librecording_cuda.so");
        try
        {
            using var compiler = Process.Start(new ProcessStartInfo("gcc", ["-std=gnu11", "-O1", "-shared", "-fPIC", "-o", path, source]))!;
            compiler.WaitForExit();
            Assert.Equal(0, compiler.ExitCode);
            return path;
        }
        catch (Win32Exception)
        {
            // No such program.
            return null;
        }
    }
}

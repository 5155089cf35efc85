using System.Globalization;
using System.Reflection;
using CnnGen.Bake;

// The process in which a build compiles a project's kernels. What compiles them is the CnnGen.Ilgpu that the project references, so that text and program are of one version;
// nothing of ILGPU gets into MSBuild's own process, where a file stays locked once it was loaded.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var assembly, var output, var references])
{
    Console.Error.WriteLine("usage: CnnGen.Bake ASSEMBLY OUTPUT REFERENCES");
    Console.Error.WriteLine("compiles the GPU kernels in ASSEMBLY, with the assemblies that the lines of the file REFERENCES name, and writes them to OUTPUT");
    return 2;
}

try
{
    var bake = new ReferencedAssemblies(File.ReadAllLines(references)).Baker();
    bake(Assembly.LoadFrom(Path.GetFullPath(assembly)), output);
    return 0;
}
catch (Exception exception) when (exception is InvalidOperationException or IOException or UnauthorizedAccessException or BadImageFormatException or ReflectionTypeLoadException)
{
    // As compilers say it, on one line, so that the build shows it as an error of its own.
    Console.Error.WriteLine($"{Path.GetFileName(assembly)} : error CNN037: {exception.Message.ReplaceLineEndings(" ")}");
    return 1;
}

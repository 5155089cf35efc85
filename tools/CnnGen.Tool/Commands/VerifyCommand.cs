using System.CommandLine;
using System.Globalization;
using CnnGen.Import.Onnx;
using CnnGen.Onnx;
using CnnGen.Tool.Running;
using Spectre.Console;

namespace CnnGen.Tool.Commands;

/// <summary><c>cnngen verify MODEL.onnx</c> runs the import of a model and the model in ONNX Runtime, and compares.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var onnx = new OnnxOptions();
        var input = new Option<FileInfo?>("--input") { Description = "The images as a tensor file (.pb); by default random ones." };
        var seed = new Option<int>("--seed") { Description = "The seed of random images.", DefaultValueFactory = _ => 1 };
        var batch = new Option<int>("--batch") { Description = "How many random images.", DefaultValueFactory = _ => 1 };
        var tolerance = new Option<double>("--tolerance") { Description = "The most that an output may differ: max|a - b| / max|b|.", DefaultValueFactory = _ => 1e-4 };
        var command = new Command("verify", "Compares the import of an ONNX model with the model in ONNX Runtime.") { input, seed, batch, tolerance };
        onnx.AddTo(command);
        command.SetAction(parsed => Guard.Run(
            () =>
            {
                var (model, options) = onnx.Read(parsed);
                var import = OnnxImporter.Import(model, options);
                var images = parsed.GetValue(input) is { } file
                    ? OnnxTensor.Load(file.FullName).ToSingles()
                    : RandomImages(parsed.GetValue(batch) * import.Input.Length, parsed.GetValue(seed));
                if (images.Length == 0 || images.Length % import.Input.Length != 0)
                    throw new InvalidDataException($"Found {images.Length} numbers, expected a multiple of the {import.Input.Length} of one image.");
                return Compare(parsed.GetRequiredValue(onnx.Model).FullName, model, options, import, images, parsed.GetValue(tolerance));
            },
            Console.Error));
        return command;
    }

    private static float[] RandomImages(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble())];
    }

    private static int Compare(string path, OnnxModel model, OnnxImportOptions options, OnnxImport import, float[] images, double tolerance)
    {
        var graph = ImportedRun.Declare(import);
        using var network = new CompiledNetworks([graph]).Create(graph);
        var actual = ImportedRun.Predict(import, network, images);
        long[] shape = [images.Length / import.Input.Length, .. import.Input.Dimensions.Select(side => (long)side)];
        var expected = OnnxRun.Predict(path, model, import.Input.Name, images, shape, options.Bind);
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in (string[])["output", "shape", "largest value", "largest difference", ""]) table.AddColumn(column);
        var isClose = true;
        for (var i = 0; i < expected.Count; i++)
        {
            if (expected[i].Length != actual[i].Length)
                throw new InvalidDataException($"Found {actual[i].Length} numbers of {import.Outputs[i].Name}, ONNX Runtime gives {expected[i].Length}.");
            double largest = expected[i].Max(value => Math.Abs((double)value));
            var difference = expected[i].Zip(actual[i], (e, a) => e.Equals(a) ? 0 : double.IsNaN((double)e - a) ? double.PositiveInfinity : Math.Abs((double)e - a)).Max();
            var agrees = difference <= tolerance * largest;
            isClose &= agrees;
            table.AddRow(
                Markup.Escape(import.Outputs[i].Name), "N x " + string.Join(" x ", import.Outputs[i].Dimensions), Text(largest), Text(difference), agrees ? "[green]agrees[/]" : "[red]differs[/]");
        }

        AnsiConsole.Write(table);
        return isClose ? 0 : 1;
    }

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}

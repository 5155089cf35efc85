using System.Globalization;
using AotDigits;
using CnnGen;

// Numbers look the same on every machine.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

const string Usage = """
    aotdigits FILE...            names the digit in each image, PNG, JPEG or BMP
    aotdigits                    the same with an image on standard input
    aotdigits --time N FILE...   predicts N times and says how long one prediction takes
    aotdigits --draw DIR         draws ten digits to try it with
    aotdigits --train FILE [N]   trains anew, on N drawn digits, and writes the weights to a file

    Before all of these, where the program was published with -p:CnnGenGpu=true: --device NAME, such as best, cuda:0, opencl:0 or cpu.

    """;

try
{
    Device? device = null;
#if GPU
    if (args is ["--device", var name, .. var rest])
        (device, args) = (Device.Named(name), rest);
#endif
    switch (args)
    {
        case ["--help" or "-h"]:
            Console.Out.Write(Usage);
            break;
        case ["--train", var file]:
            Training.Run(file, images: 30_000, device);
            break;
        case ["--train", var file, var count] when Parse(count) is { } images:
            Training.Run(file, images, device);
            break;
        case ["--draw", var folder]:
            Drawings.Write(folder, count: 10);
            break;
        case ["--time", var count, .. var files] when files.Length > 0 && Parse(count) is { } times:
            Recognition.Run(files, times, device);
            break;
        case [['-', '-', ..] option, ..]:
            throw new ArgumentException($"{option} is no option, or what is behind it is not what it takes.\n{Usage}");
        default:
            Recognition.Run(args, times: 0, device);
            break;
    }

    return 0;
}
catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static int? Parse(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1_000_000 ? number : null;

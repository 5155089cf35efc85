using System.Globalization;
using CnnGen;
using TransferSample;

// Numbers look the same on every machine.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

const string HowToGetPhotographs = """
    Without --data and --weights this runs on drawings. For photographs it needs

      a folder of images   train/cat, train/dog, test/cat and test/dog with JPEG, PNG or BMP files in them: a thousand of each are plenty.
                           The pictures of the Asirra competition ("Dogs vs. Cats") are what the numbers in docs/transfer.md were measured on.
      SqueezeNet's weights the safetensors file of a Keras SqueezeNet 1.1 without its top, made this network's by
                           cnngen weights squeezenet.safetensors --models samples/Pretrained/SqueezeNet.models.json --layout hwio -o SqueezeNet.safetensors

      dotnet run -c Release --project samples/Transfer -- --data DIR --weights SqueezeNet.safetensors

    """;

var parsed = CommandLine.Create(Run).Parse(args);
if (parsed.Errors is [var error, ..])
{
    Console.Error.WriteLine($"{error.Message} See --help.");
    return 2;
}

try
{
    return parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or DatasetException or ArgumentException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static void Run(Settings settings)
{
    if (settings.Data is not null)
    {
        PetPhotos.Run(settings);
        return;
    }

    Console.WriteLine(HowToGetPhotographs);
    RenderedPets.Run(settings);
}

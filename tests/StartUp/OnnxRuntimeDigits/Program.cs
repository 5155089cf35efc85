using Microsoft.ML.OnnxRuntime;
using StbImageSharp;

// An image of 28 x 28 pixels, bright on dark, as a digit and its probability.
using var resource = typeof(Program).Assembly.GetManifestResourceStream("digits.onnx")!;
var model = new byte[resource.Length];
resource.ReadExactly(model);
using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
using var session = new InferenceSession(model, options);
using var run = new RunOptions();
foreach (var path in args)
{
    using var file = File.OpenRead(path);
    var image = ImageResult.FromStream(file, ColorComponents.Grey);
    var pixels = Array.ConvertAll(image.Data, value => value / 255f);
    using var input = OrtValue.CreateTensorValueFromMemory(pixels, [1, 28, 28, 1]);
    using var outputs = session.Run(run, ["input"], [input], ["digit"]);
    var probabilities = outputs[0].GetTensorDataAsSpan<float>();
    var best = 0;
    for (var i = 1; i < probabilities.Length; i++)
    {
        if (probabilities[i] > probabilities[best]) best = i;
    }

    Console.Out.WriteLine($"{best}  {probabilities[best]:0.0000}  {path}");
}

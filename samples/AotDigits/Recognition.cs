using System.Diagnostics;
using CnnGen;

namespace AotDigits;

/// <summary>Names the digits in image files, with the weights that are part of the program.</summary>
internal static class Recognition
{
    private const int Side = 28;

    /// <param name="files">Image files; none: an image on standard input.</param>
    /// <param name="times">How often to predict each to measure it; 0: once.</param>
    /// <param name="device">Where to; null: the processor, with one thread, since one image is too little work for more.</param>
    public static void Run(ReadOnlySpan<string> files, int times, Device? device)
    {
        using var network = Digits.LoadEmbedded(device ?? Device.Cpu(threads: 1));
        if (files.Length == 0)
        {
            using var input = Console.OpenStandardInput();
            Console.Out.WriteLine(Answer(network, ImageFile.Load(input, Side, Side, channels: 1, "standard input")));
        }

        foreach (var file in files)
        {
            var pixels = ImageFile.Load(file, Side, Side, channels: 1);
            Console.Out.WriteLine($"{Answer(network, pixels)}  {file}");
            if (times > 0) Console.Out.WriteLine($"{Microseconds(network, pixels, times):0.00} us a prediction, the median of {times:N0}, on {network.Device}");
        }
    }

    private static string Answer(Digits network, byte[] pixels)
    {
        BrightOnDark(pixels);
        var digit = network.Predict(pixels).Digit;
        return $"{digit.LabelText}  {digit.Probability:0.0000}";
    }

    /// <summary>The network knows bright digits on a dark ground: a picture whose border is bright is turned into that.</summary>
    private static void BrightOnDark(Span<byte> pixels)
    {
        var sum = 0;
        for (var i = 0; i < Side; i++)
            sum += pixels[i] + pixels[((Side - 1) * Side) + i] + pixels[i * Side] + pixels[(i * Side) + Side - 1];
        if (sum <= 4 * Side * byte.MaxValue / 2)
            return;
        foreach (ref var pixel in pixels)
            pixel = (byte)(byte.MaxValue - pixel);
    }

    private static double Microseconds(Digits network, byte[] pixels, int times)
    {
        var ticks = new long[times];
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            network.Predict(pixels);
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }

        Array.Sort(ticks);
        return ticks[times / 2] * 1e6 / Stopwatch.Frequency;
    }
}

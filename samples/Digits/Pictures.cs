using CnnGen;

namespace DigitsSample;

/// <summary>Pictures of what a network has learned.</summary>
internal static class Pictures
{
    private const int Zoom = 10;

    /// <summary>Loss and accuracy of the epochs, one chart above the other.</summary>
    public static Bitmap OfHistory(History history)
    {
        var loss = Chart(history, "loss");
        var accuracy = Chart(history, "accuracy");
        var both = new Bitmap(loss.Width, loss.Height + accuracy.Height, Rgb.White);
        Copy(loss, both, top: 0);
        Copy(accuracy, both, top: loss.Height);
        return both;
    }

    /// <summary>The filters of a convolution.</summary>
    /// <param name="kernel">Height x width x input channels x output channels.</param>
    public static Bitmap OfFilters(WeightTensor kernel) =>
        FilterGrid.Render(kernel.Span, kernel.Shape[0], kernel.Shape[1], kernel.Shape[2], kernel.Shape[3]);

    /// <summary>What each layer with feature maps makes of an image.</summary>
    public static IEnumerable<(string Layer, Bitmap Picture)> OfFeatureMaps(Classifier classifier, byte[] image)
    {
        // Activations stay in the network until its next call.
        classifier.Predict(image);
        foreach (var layer in classifier.Network.Description.Layers)
        {
            if (layer.OutputShape is [var height, var width, var channels])
                yield return (layer.Name, FeatureMapGrid.Render(classifier.Network.GetActivation(layer.Name), height, width, channels));
        }
    }

    /// <summary>An image, enlarged.</summary>
    /// <param name="pixels">Height x width bytes, 0 black.</param>
    public static Bitmap OfImage(byte[] pixels, int height, int width)
    {
        var picture = new Bitmap(width * Zoom, height * Zoom, Rgb.Black);
        for (var place = 0; place < pixels.Length; place++)
        {
            var gray = pixels[place];
            picture.FillRectangle(place % width * Zoom, place / width * Zoom, Zoom, Zoom, new Rgb(gray, gray, gray));
        }

        return picture;
    }

    private static Bitmap Chart(History history, string name)
    {
        var chart = new LineChart { Title = name, XLabel = "epoch" };
        // A run that was stopped in its first epoch has nothing to draw.
        if (history.Epochs > 0)
            chart.Add("training", history[name]).Add("test", history[$"val_{name}"]);
        return chart.Render(width: 900, height: 420);
    }

    private static void Copy(Bitmap picture, Bitmap target, int top)
    {
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
                target[x, top + y] = picture[x, y];
        }
    }
}

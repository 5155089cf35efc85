namespace CnnGen.Report.Charts;

/// <summary>The attributes of a layer in a few words, for its diagram.</summary>
internal static class LayerDetails
{
    /// <summary>"3 x 3, stride 2, relu".</summary>
    public static string Of(LayerSettings settings) => string.Join(", ", Words(settings));

    private static IEnumerable<string> Words(LayerSettings settings)
    {
        if (Window(settings) is { } window)
            yield return Pair(window);
        if (Strides(settings) is { } strides && strides != (1, 1) && strides != Window(settings))
            yield return $"stride {Pair(strides, isSquareOnce: true)}";
        if (settings.Has("Dilation") && settings.Size("Dilation") is var dilation && dilation != (1, 1))
            yield return $"dilation {Pair(dilation, isSquareOnce: true)}";
        if (settings.Has("Groups") && settings.Whole("Groups") > 1)
            yield return FormattableString.Invariant($"groups {settings.Whole("Groups")}");
        if (settings.Has("Rate"))
            yield return FormattableString.Invariant($"rate {settings.Number("Rate")}");
        if (settings.Has("Activation") && settings.Text("Activation") is var activation && activation != "linear")
            yield return activation;
    }

    private static (int, int)? Window(LayerSettings settings) =>
        settings.Has("KernelHeight") ? (settings.Whole("KernelHeight"), settings.Whole("KernelWidth"))
        : settings.Has("Kernel") ? settings.Size("Kernel")
        : settings.Has("PoolHeight") ? (settings.Whole("PoolHeight"), settings.Whole("PoolWidth"))
        : null;

    private static (int, int)? Strides(LayerSettings settings) =>
        settings.Has("StrideY") ? (settings.Whole("StrideY"), settings.Whole("StrideX"))
        : settings.Has("Strides") ? settings.Size("Strides")
        : null;

    private static string Pair((int Height, int Width) size, bool isSquareOnce = false) => isSquareOnce && size.Height == size.Width
        ? FormattableString.Invariant($"{size.Height}")
        : FormattableString.Invariant($"{size.Height} x {size.Width}");
}

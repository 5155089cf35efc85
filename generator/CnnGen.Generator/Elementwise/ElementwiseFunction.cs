namespace CnnGen.Generator.Elementwise;

/// <summary>
/// One function of one number, as code. In the texts <c>{V}</c> is the vector class ("Vector512"), <c>{x}</c> the input,
/// <c>{y}</c> the output and <c>{g}</c> the gradient of the loss by the output. Constants stand in the texts.
/// </summary>
/// <param name="Name">Keras's name.</param>
/// <param name="Forward">The output.</param>
/// <param name="Backward">The gradient by the input, from the output where that is enough, so that the input need not be kept; else from the input.</param>
/// <param name="NeverFalls">Whether a larger input never gives a smaller output: the largest of several outputs is then the output of the largest.</param>
/// <param name="Trains">Whether a gradient comes through it: what is the same number almost everywhere stops training.</param>
internal sealed record ElementwiseFunction(string Name, string Forward, string Backward, bool NeverFalls = false, bool Trains = true)
{
    /// <summary>Whether the gradient needs the input.</summary>
    public bool NeedsInput => Backward.Contains("{x}");

    /// <summary>Whether the gradient needs the output.</summary>
    public bool NeedsOutput => Backward.Contains("{y}");

    public string Apply(string vectorClass, string x) => Forward.Replace("{V}", vectorClass).Replace("{x}", x);

    /// <param name="source">The input where <see cref="NeedsInput"/>, else the output.</param>
    public string Differentiate(string vectorClass, string source, string gradient) =>
        Backward.Replace("{V}", vectorClass).Replace("{x}", source).Replace("{y}", source).Replace("{g}", gradient);
}

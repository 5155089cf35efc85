namespace CnnGen.Generator.Elementwise;

/// <summary>
/// One function of one number, as code. In the texts <c>{V}</c> is the vector class ("Vector512"), <c>{x}</c> the input,
/// <c>{y}</c> the output and <c>{g}</c> the gradient of the loss by the output.
/// </summary>
/// <param name="Name">Keras's name.</param>
/// <param name="Forward">The output.</param>
/// <param name="Backward">The gradient by the input, from the output alone, so that the input need not be kept.</param>
/// <param name="NeverFalls">Whether a larger input never gives a smaller output: the largest of several outputs is then the output of the largest.</param>
internal sealed record ElementwiseFunction(string Name, string Forward, string Backward, bool NeverFalls = false)
{
    public string Apply(string vectorClass, string x) => Forward.Replace("{V}", vectorClass).Replace("{x}", x);

    public string Differentiate(string vectorClass, string y, string gradient) =>
        Backward.Replace("{V}", vectorClass).Replace("{y}", y).Replace("{g}", gradient);
}

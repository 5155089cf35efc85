namespace CnnGen.Runtime.Tests.Training.Optimizers;

/// <summary>The formula of one weight as its paper has it, in double precision. Step t counts from 1; the memory is three numbers of the weight's own.</summary>
internal delegate double Formula(double weight, double gradient, int t, double rate, double[] memory);

/// <summary>Optimizers in plain loops: clip, decay, formula, average, for weights in named tensors.</summary>
internal sealed class ReferenceOptimizer(Optimizer options, Formula formula, double[][] weights, bool[] decays)
{
    private readonly double[][][] _memory = [.. weights.Select(tensor => tensor.Select(_ => new double[3]).ToArray())];
    private readonly double[][] _averages = [.. weights.Select(tensor => new double[tensor.Length])];
    private int _steps;

    public double[][] Averages => _averages;

    public void Step(double[][] gradients, double rate)
    {
        _steps++;
        var lengths = gradients.Select(tensor => Math.Sqrt(tensor.Sum(g => g * g))).ToArray();
        var length = Math.Sqrt(lengths.Sum(l => l * l));
        for (var k = 0; k < weights.Length; k++)
        {
            for (var i = 0; i < weights[k].Length; i++)
            {
                var g = gradients[k][i];
                if (options.ClipNorm is { } norm && lengths[k] > norm)
                    g *= norm / lengths[k];
                if (options.GlobalClipNorm is { } global && length > global)
                    g *= global / length;
                if (options.ClipValue is { } value)
                    g = Math.Clamp(g, -value, value);
                if (decays[k])
                    weights[k][i] -= rate * options.WeightDecay * weights[k][i];
                weights[k][i] = formula(weights[k][i], g, _steps, rate, _memory[k][i]);
                _averages[k][i] = _steps == 1 ? weights[k][i] : options.EmaMomentum * _averages[k][i] + (1 - options.EmaMomentum) * weights[k][i];
                if (options.UseEma && options.EmaOverwriteFrequency is { } often && _steps % often == 0)
                    weights[k][i] = _averages[k][i];
            }
        }
    }
}

using CnnGen.Runtime.Tests.Networks;

namespace CnnGen.Runtime.Tests.Training.Optimizers;

/// <summary>Each step of each optimizer against its formula in double precision.</summary>
public sealed unsafe class OptimizerTests
{
    private const int Steps = 12;

    private static readonly NetworkDescription s_network = LinearNetwork.Describe([LinearNetwork.Class("a"), LinearNetwork.Box("b")]);

    private static readonly Dictionary<string, Func<Optimizer, Optimizer>> s_variants = new()
    {
        ["plain"] = optimizer => optimizer,
        ["decay"] = optimizer => optimizer with { WeightDecay = 0.3 },
        ["decay but for biases"] = optimizer => optimizer with { WeightDecay = 0.3, ExcludeFromWeightDecay = ["bias", "b.kernel"] },
        ["clipnorm"] = optimizer => optimizer with { ClipNorm = 1.2 },
        ["global_clipnorm"] = optimizer => optimizer with { GlobalClipNorm = 1.5 },
        ["clipvalue"] = optimizer => optimizer with { ClipValue = 0.25 },
        ["ema"] = optimizer => optimizer with { UseEma = true, EmaMomentum = 0.7 },
        ["ema that overwrites, with all else"] = optimizer => optimizer with
        {
            UseEma = true,
            EmaMomentum = 0.6,
            EmaOverwriteFrequency = 3,
            WeightDecay = 0.1,
            GlobalClipNorm = 1,
        },
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var name in Formulas.All.Keys)
            {
                foreach (var variant in s_variants.Keys)
                    cases.Add(name, variant);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EachStepFollowsTheFormula(string name, string variant)
    {
        var optimizer = s_variants[variant](Formulas.All[name].Optimizer);
        var parameters = s_network.Parameters;
        using var weights = new AlignedBuffer(s_network.WeightsLength);
        using var gradients = new AlignedBuffer(s_network.WeightsLength);
        using var state = optimizer.CreateState(s_network);
        var ranges = WeightRange.Of(s_network, TrainingScope.Of(s_network));
        var norms = new GradientNorms(s_network, ranges);
        double[][] expected = [.. parameters.Select((parameter, k) => Enumerable.Range(0, parameter.Length).Select(i => (double)MathF.Cos(i + 7 * k)).ToArray())];
        for (var k = 0; k < parameters.Length; k++)
            Floats(expected[k]).CopyTo(weights.Span[parameters[k].Offset..]);
        var decays = parameters.Select(parameter => optimizer.ExcludeFromWeightDecay.Count == 0 || parameter.Name == "a.kernel").ToArray();
        var reference = new ReferenceOptimizer(optimizer, Formulas.All[name].Formula, expected, decays);

        for (var step = 0; step < Steps; step++)
        {
            var rate = optimizer.LearningRate.RateOf(step, null!) / (1 + 0.1 * step);
            double[][] slopes = [.. parameters.Select((parameter, k) => Enumerable.Range(0, parameter.Length)
                .Select(i => (double)(MathF.Sin((i + 1) * (step + 1) + k) * (k + 1) / 4)).ToArray())];
            for (var k = 0; k < parameters.Length; k++)
                Floats(slopes[k]).CopyTo(gradients.Span[parameters[k].Offset..]);
            reference.Step(slopes, rate);

            for (var range = 0; range < ranges.Length; range++)
                norms.Add(range, gradients.Pointer + ranges[range].Start, ranges[range].PaddedLength);
            Assert.Null(norms.Finish(optimizer));
            state.BeginStep(rate, step);
            foreach (var range in ranges)
                state.Update(range, weights.Pointer, gradients.Pointer, norms.Scale(range.Parameter));

            for (var k = 0; k < parameters.Length; k++)
            {
                Compare(expected[k], weights.Span.Slice(parameters[k].Offset, parameters[k].Length));
                if (state.Average is { } average)
                    Compare(reference.Averages[k], average.Span.Slice(parameters[k].Offset, parameters[k].Length));
            }
        }

        // The room between tensors is nobody's.
        Assert.Equal(0, weights.Span[parameters[0].Length]);
    }

    [Fact]
    public void RoundingOfAVarianceIsNoNaN()
    {
        // A constant gradient has no variance; in single precision the difference of its squares falls below -epsilon.
        var optimizer = new RmsProp(0.01) { Centered = true };
        using var weights = new AlignedBuffer(s_network.WeightsLength);
        using var gradients = new AlignedBuffer(s_network.WeightsLength);
        using var state = optimizer.CreateState(s_network);
        gradients.Span.Fill(123.457f);
        for (var step = 0; step < 300; step++)
        {
            state.BeginStep(0.01, step);
            state.Update(WeightRange.Of(s_network, TrainingScope.Of(s_network))[0], weights.Pointer, gradients.Pointer, 1);
        }

        Assert.True(float.IsFinite(weights.Span[0]) && weights.Span[0] < 0);
    }

    [Fact]
    public void NormsAreTakenInDoublePrecisionAndNameWhatIsNotFinite()
    {
        var ranges = WeightRange.Of(s_network, TrainingScope.Of(s_network));
        var norms = new GradientNorms(s_network, ranges);
        using var gradients = new AlignedBuffer(s_network.WeightsLength);
        gradients.Span[s_network.Parameters[2].Offset + 1] = 3e30f;
        Assert.Null(Measure());
        Assert.Equal(1e-30f / 3, norms.Scale(2), 1e-6f / 3e30f);
        Assert.Equal(1, norms.Scale(0));
        gradients.Span[s_network.Parameters[3].Offset] = float.NaN;
        Assert.Equal("b.bias", Measure()?.Name);
        gradients.Span[s_network.Parameters[0].Offset + 17] = float.PositiveInfinity;
        Assert.Equal("a.kernel", Measure()?.Name);

        ParameterDescription? Measure()
        {
            for (var range = 0; range < ranges.Length; range++)
                norms.Add(range, gradients.Pointer + ranges[range].Start, ranges[range].PaddedLength);
            return norms.Finish(new Sgd { ClipNorm = 1 });
        }
    }

    private static float[] Floats(double[] values) => [.. values.Select(value => (float)value)];

    private static void Compare(double[] expected, ReadOnlySpan<float> found)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 1e-5 * Math.Max(1, Math.Abs(expected[i])));
    }
}

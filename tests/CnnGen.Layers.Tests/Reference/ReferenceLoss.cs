using CnnGen.Generator.Graph;

namespace CnnGen.Layers.Tests.Reference;

/// <summary>A loss of one image by its definition, in double precision. Its gradient is the difference of two losses.</summary>
internal sealed class ReferenceLoss(LossSettings settings, Shape shape, double[] target, bool isBox)
{
    private const double SmallStep = 1e-6;

    public int TargetLength => target.Length;

    private bool IsOfProbabilities => settings.Type.EndsWith("crossentropy", StringComparison.Ordinal) && !settings.FromLogits;

    private bool IsSparse => settings.Type.StartsWith("sparse_", StringComparison.Ordinal);

    private bool HasNoObject => isBox && !(target[2] > target[0] && target[3] > target[1]);

    /// <summary>Numbers that a term of the loss is made of: those of a pixel where they are the probabilities of classes, all of a box where its overlap counts, one otherwise.</summary>
    private int TermLength => settings.Type is "mse" or "mae" or "huber" or "binary_crossentropy" or "binary_focal_crossentropy" ? 1 : shape.Channels;

    /// <summary>By each number of the output. Only the term that it is part of is taken twice: with all of them, large outputs would take forever.</summary>
    public double[] Gradient(double[] output)
    {
        var gradient = new double[output.Length];
        for (int i = 0; i < output.Length; i++)
        {
            double value = output[i];
            int term = i / TermLength;
            // Probabilities stay between 0 and 1, but for one that is 1 already, of which the logarithm is taken all the same.
            double step = SmallStep * (IsOfProbabilities ? 10 * Math.Min(value, value < 1 ? 1 - value : 1) : 1);
            output[i] = value + step;
            double above = Term(output, term);
            output[i] = value - step;
            gradient[i] = (above - Term(output, term)) / (2 * step * (output.Length / TermLength));
            output[i] = value;
        }

        return gradient;
    }

    public double Of(double[] output)
    {
        int terms = output.Length / TermLength;
        double sum = 0;
        for (int term = 0; term < terms; term++) sum += Term(output, term);
        return sum / terms;
    }

    private double Term(double[] output, int i) => HasNoObject ? 0 : settings.Type switch
    {
        "iou" => ReferenceBox.Missing(output, target) + 1 - ReferenceBox.Iou(output, target),
        "giou" => ReferenceBox.Missing(output, target) + 1 - ReferenceBox.Giou(output, target),
        "ciou" => ReferenceBox.Missing(output, target) + 1 - ReferenceBox.Ciou(output, target),
        "mse" => (output[i] - target[i]) * (output[i] - target[i]),
        "mae" => Math.Abs(output[i] - target[i]),
        "huber" => Huber(Math.Abs(output[i] - target[i]), settings.Delta),
        "binary_crossentropy" or "binary_focal_crossentropy" => Binary(output[i], target[i]),
        _ => Categorical(output, i),
    };

    private static double Huber(double error, double delta) => error <= delta ? error * error / 2 : delta * (error - (delta / 2));

    private double Binary(double output, double target)
    {
        double p = settings.FromLogits ? 1 / (1 + Math.Exp(-output)) : output;
        double t = (target * (1 - settings.LabelSmoothing)) + (settings.LabelSmoothing / 2);
        double loss = -(t * Math.Log(p)) - ((1 - t) * Math.Log(1 - p));
        if (settings.Type == "binary_crossentropy") return loss;
        double right = (t * p) + ((1 - t) * (1 - p));
        double balance = settings.Alpha is double alpha ? (t * alpha) + ((1 - t) * (1 - alpha)) : 1;
        return balance * Math.Pow(1 - right, settings.Gamma) * loss;
    }

    private double Categorical(double[] output, int pixel)
    {
        int classes = shape.Channels;
        double[] p = output[(pixel * classes)..((pixel + 1) * classes)];
        if (settings.FromLogits)
        {
            double sum = p.Sum(Math.Exp);
            p = p.Select(x => Math.Exp(x) / sum).ToArray();
        }

        double loss = 0;
        for (int c = 0; c < classes; c++)
        {
            double t = IsSparse ? (target[pixel] == c ? 1 : 0) : target[(pixel * classes) + c];
            t = (t * (1 - settings.LabelSmoothing)) + (settings.LabelSmoothing / classes);
            double focus = settings.Type.Contains("focal", StringComparison.Ordinal) ? settings.Alpha!.Value * Math.Pow(1 - p[c], settings.Gamma) : 1;
            loss -= focus * t * Math.Log(p[c]);
        }

        return loss;
    }
}

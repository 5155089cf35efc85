namespace CnnGen.Runtime.Tests.Training.Optimizers;

/// <summary>Every optimizer in each of its forms, with its formula.</summary>
internal static class Formulas
{
    public static IReadOnlyDictionary<string, (Optimizer Optimizer, Formula Formula)> All { get; } = new Dictionary<string, (Optimizer, Formula)>
    {
        ["SGD"] = (new Sgd(0.1), (w, g, _, lr, _) => w - lr * g),
        ["momentum"] = (new Sgd(0.1) { Momentum = 0.9 }, (w, g, _, lr, m) => w + (m[0] = 0.9 * m[0] - lr * g)),
        ["Nesterov"] = (new Sgd(0.1) { Momentum = 0.9, Nesterov = true }, (w, g, _, lr, m) =>
        {
            m[0] = 0.9 * m[0] - lr * g;
            return w + 0.9 * m[0] - lr * g;
        }
        ),
        ["Adam"] = (new Adam(0.01) { Beta2 = 0.99, Epsilon = 1e-3 }, (w, g, t, lr, m) => w - AdamStep(g, t, lr, m, 0.99, 1e-3, amsgrad: false)),
        ["AMSGrad"] = (new Adam(0.01) { Beta2 = 0.9, Amsgrad = true }, (w, g, t, lr, m) => w - AdamStep(g, t, lr, m, 0.9, 1e-7, amsgrad: true)),
        ["AdamW"] = (new AdamW(0.01), (w, g, t, lr, m) => w - AdamStep(g, t, lr, m, 0.999, 1e-7, amsgrad: false)),
        ["RMSprop"] = (new RmsProp(0.01), (w, g, _, lr, m) =>
        {
            m[0] = 0.9 * m[0] + 0.1 * g * g;
            return w - lr * g / Math.Sqrt(m[0] + 1e-7);
        }
        ),
        ["RMSprop centered with momentum"] = (new RmsProp(0.01) { Rho = 0.8, Momentum = 0.5, Epsilon = 1e-2, Centered = true }, (w, g, _, lr, m) =>
        {
            m[0] = 0.8 * m[0] + 0.2 * g * g;
            m[1] = 0.8 * m[1] + 0.2 * g;
            m[2] = 0.5 * m[2] + lr * g / Math.Sqrt(m[0] - m[1] * m[1] + 1e-2);
            return w - m[2];
        }
        ),
        ["Adagrad"] = (new Adagrad(0.05), (w, g, t, lr, m) =>
        {
            m[0] = (t == 1 ? 0.1 : m[0]) + g * g;
            return w - lr * g / Math.Sqrt(m[0] + 1e-7);
        }
        ),
        ["Lion"] = (new Lion(0.01), (w, g, _, lr, m) =>
        {
            var direction = Math.Sign(0.9 * m[0] + 0.1 * g);
            m[0] = 0.99 * m[0] + 0.01 * g;
            return w - lr * direction;
        }
        ),
    };

    // Algorithm 1 of Kingma and Ba with epsilon hat: m hat / (sqrt(v hat) + epsilon) where epsilon is not corrected.
    private static double AdamStep(double g, int t, double lr, double[] m, double beta2, double epsilon, bool amsgrad)
    {
        m[0] = 0.9 * m[0] + 0.1 * g;
        m[1] = beta2 * m[1] + (1 - beta2) * g * g;
        m[2] = Math.Max(m[2], m[1]);
        return lr * Math.Sqrt(1 - Math.Pow(beta2, t)) / (1 - Math.Pow(0.9, t)) * m[0] / (Math.Sqrt(amsgrad ? m[2] : m[1]) + epsilon);
    }
}

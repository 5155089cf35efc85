namespace CnnGen;

/// <summary>
/// The parameters of one network, or of several instances that share them: float32 in the layout of the weight file, each tensor at a multiple
/// of 16 floats. It lives as long as one instance refers to it.
/// </summary>
internal sealed unsafe class WeightStore
{
    private const int Alignment = 16;

    private readonly object _gate = new();
    private readonly AlignedBuffer _values;
    private int _references = 1;
    private bool _training;

    public WeightStore(NetworkDescription description, ulong seed)
    {
        CheckLayout(description);
        Description = description;
        Derived = new DerivedWeights(this);
        _values = new AlignedBuffer(RoundUp(description.WeightsLength));
        WeightInitializer.Fill(this, seed);
    }

    public NetworkDescription Description { get; }

    /// <summary>The weights in the other forms that predicting reads.</summary>
    public DerivedWeights Derived { get; }

    /// <summary>The first parameter.</summary>
    public float* Pointer => _values.Pointer;

    /// <summary>Grows with every change from outside and with every training step.</summary>
    public long Version { get; private set; }

    /// <summary>All parameters with the unused room between them.</summary>
    public Span<float> Values => _values.Span;

    /// <summary>The next multiple of 16 floats.</summary>
    public static int RoundUp(int length) => checked(length + Alignment - 1) / Alignment * Alignment;

    /// <summary>The values of one tensor.</summary>
    public Span<float> Tensor(ParameterDescription parameter) => _values.Span.Slice(parameter.Offset, parameter.Length);

    /// <summary>Says that values were changed.</summary>
    public void Changed() => Version++;

    /// <summary>Adds an instance.</summary>
    public void Share()
    {
        lock (_gate)
        {
            if (_references == 0)
                throw new ObjectDisposedException(Description.Name, $"This {Description.Name} was disposed, so there are no weights to share.");
            if (_training)
                throw new InvalidOperationException($"{Description.Name} is being trained; share it before or after Fit, not during.");
            _references++;
        }
    }

    /// <summary>Takes an instance away; the last one frees the memory.</summary>
    public void Release()
    {
        lock (_gate)
        {
            if (--_references > 0)
                return;
            _values.Dispose();
            Derived.Dispose();
        }
    }

    /// <summary>Claims the weights for training.</summary>
    public void BeginTraining()
    {
        lock (_gate)
        {
            if (_references > 1)
            {
                throw new InvalidOperationException(
                    $"The weights of this {Description.Name} are shared by {_references} instances, and Fit would change them under the others. " +
                    "Dispose the instances that Share() made, or train a network of its own and save and load its weights.");
            }

            if (_training)
                throw new InvalidOperationException($"This {Description.Name} is already being trained; Fit can't be called from a callback of Fit.");
            _training = true;
        }
    }

    /// <summary>Ends what <see cref="BeginTraining"/> began.</summary>
    public void EndTraining()
    {
        lock (_gate)
            _training = false;
    }

    private static void CheckLayout(NetworkDescription description)
    {
        var end = 0;
        foreach (var parameter in description.Parameters)
        {
            if (parameter.Offset % Alignment != 0 || parameter.Offset < end || parameter.Offset + parameter.Length > description.WeightsLength)
            {
                throw new InvalidOperationException(
                    $"{description.Name}'s parameter {parameter.Name} lies at {parameter.Offset}, length {parameter.Length}; expected a multiple of " +
                    $"{Alignment} from {end} within {description.WeightsLength}. Build the project again with the generator of this package.");
            }

            end = parameter.Offset + parameter.Length;
        }
    }
}

namespace CnnGen;

/// <summary>
/// The parameters of one network, or of several instances that share them: float32 in the layout of the weight file, each tensor at a multiple
/// of 16 floats. It lives as long as one instance refers to it. The memory is made when it is first asked for, so that weights which are read where they lie
/// cost none.
/// </summary>
internal sealed unsafe class WeightStore
{
    private const int Alignment = 16;

    private readonly object _gate = new();
    private readonly ulong _seed;
    private AlignedBuffer? _own;
    private float* _pointer;
    private int _references = 1;
    private bool _training;

    public WeightStore(NetworkDescription description, ulong seed)
    {
        CheckLayout(description);
        Description = description;
        Derived = new DerivedWeights(this);
        _seed = seed;
    }

    public NetworkDescription Description { get; }

    /// <summary>The weights in the other forms that predicting reads.</summary>
    public DerivedWeights Derived { get; }

    /// <summary>The first parameter.</summary>
    public float* Pointer => _pointer != null ? _pointer : First();

    /// <summary>Grows with every change from outside and with every training step.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Whether the weights lie in memory that is not the network's.</summary>
    public bool IsBorrowed => _pointer != null && _own is null;

    /// <summary>All parameters with the unused room between them, to change them.</summary>
    public Span<float> Values => Own().Span;

    /// <summary>All parameters as they are.</summary>
    public ReadOnlySpan<float> Current => Read(0, RoundUp(Description.WeightsLength));

    /// <summary>The next multiple of 16 floats.</summary>
    public static int RoundUp(int length) => checked(length + Alignment - 1) / Alignment * Alignment;

    /// <summary>The values of one tensor, to change them.</summary>
    public Span<float> Tensor(ParameterDescription parameter) => Values.Slice(parameter.Offset, parameter.Length);

    /// <summary>The values of one tensor as they are.</summary>
    public ReadOnlySpan<float> CurrentOf(ParameterDescription parameter) => Read(parameter.Offset, parameter.Length);

    /// <summary>Takes weights where they lie, until something changes them.</summary>
    /// <param name="weights">In the layout of the network, for as long as there is the process, with 64 readable bytes behind them; nobody writes to them.</param>
    public void Borrow(float* weights)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_references == 0, this);
            _own = null;
            _pointer = weights;
        }

        Changed();
    }

    /// <summary>Grows with every change from outside.</summary>
    public long OutsideVersion { get; private set; }

    /// <summary>Says that values were changed from outside.</summary>
    public void Changed()
    {
        Version++;
        OutsideVersion++;
    }

    /// <summary>Says that a training step has changed what it trains.</summary>
    public void Stepped() => Version++;

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
            _own?.Dispose();
            _pointer = null;
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

        Own();
    }

    /// <summary>Ends what <see cref="BeginTraining"/> began.</summary>
    public void EndTraining()
    {
        lock (_gate)
            _training = false;
    }

    private float* First()
    {
        Own();
        return _pointer;
    }

    /// <summary>Memory of the store's own, with the weights as they are: the first ones by the seed, or a copy of what is borrowed.</summary>
    private AlignedBuffer Own()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_references == 0, this);
            if (_own is not null)
                return _own;
            var own = new AlignedBuffer(RoundUp(Description.WeightsLength));
            if (_pointer == null)
                WeightInitializer.Fill(Description, own.Span, _seed);
            else
                new ReadOnlySpan<float>(_pointer, own.Length).CopyTo(own.Span);
            _own = own;
            // Whoever sees the pointer without the lock must see what it points to, and whose it is.
            Thread.MemoryBarrier();
            _pointer = own.Pointer;
            return own;
        }
    }

    private ReadOnlySpan<float> Read(int offset, int length) =>
        IsBorrowed ? new ReadOnlySpan<float>(_pointer + offset, length) : Own().Span.Slice(offset, length);

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

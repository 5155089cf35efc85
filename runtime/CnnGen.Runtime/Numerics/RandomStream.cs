namespace CnnGen;

/// <summary>Reads the numbers of one Philox sequence one after another. The arguments decide all of them.</summary>
/// <remarks>A mutable struct: pass it by <c>ref</c>.</remarks>
public struct RandomStream
{
    private readonly ulong _seed;
    private readonly uint _step;
    private readonly uint _domain;
    private ulong _element;
    private PhiloxWords _words;
    private int _used;

    /// <inheritdoc cref="Philox.Words(ulong, RandomPurpose, uint, uint, ulong)"/>
    /// <param name="element">The first element; each is four numbers.</param>
    public RandomStream(ulong seed, RandomPurpose purpose, uint stream, uint step, ulong element = 0)
    {
        _seed = seed;
        _step = step;
        _domain = Philox.Domain(purpose, stream);
        _element = element;
        _used = 4;
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextWord()
    {
        if (_used == 4)
        {
            _words = Philox.Words(_seed, (uint)_element, (uint)(_element >> 32), _step, _domain);
            _element++;
            _used = 0;
        }

        return _words[_used++];
    }

    /// <summary>The next number in [0, 1).</summary>
    public float NextUniform() => Philox.ToUniform(NextWord());

    /// <summary>The next number in [<paramref name="low"/>, <paramref name="high"/>].</summary>
    public float NextUniform(float low, float high) => low + (high - low) * NextUniform();

    /// <summary>The next number of the normal distribution with mean 0 and deviation 1.</summary>
    public float NextNormal()
    {
        var word = NextWord();
        return Philox.ToNormalPair(word, NextWord()).First;
    }

    /// <summary>The next number in 0 .. <paramref name="count"/> - 1, each equally likely.</summary>
    public int NextIndex(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);

        // D. Lemire, "Fast Random Integer Generation in an Interval", 2019: the high half of a product,
        // and the few low halves that would favour some results are drawn again.
        var bound = (uint)count;
        var product = (ulong)NextWord() * bound;
        if ((uint)product < bound)
        {
            var rejected = (0u - bound) % bound;
            while ((uint)product < rejected)
                product = (ulong)NextWord() * bound;
        }

        return (int)(product >> 32);
    }
}

using System.ComponentModel;

namespace CnnGen;

/// <summary>The images of a block as the loss of one head sees them, one after another. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct LossImages
{
    private readonly float* _output;
    private readonly float* _target;
    private readonly float* _gradient;
    private readonly float* _weights;
    private readonly int _heads;
    private readonly int _targets;
    private readonly int _pixels;
    private readonly int _channels;
    private readonly int _count;
    private readonly float _scale;
    private readonly bool _areBoxes;

    /// <summary>The images of a block.</summary>
    /// <param name="block">Targets and weights of samples, of all heads.</param>
    /// <param name="head">Which head this is.</param>
    /// <param name="heads">Heads of the network: weights of an image.</param>
    /// <param name="target">Where this head's target is among those of an image, in floats.</param>
    /// <param name="targets">Floats of all targets of an image.</param>
    /// <param name="output">What the head's layer made: images x pixels x channels, without borders.</param>
    /// <param name="gradient">Where the gradient goes, laid out as the output; null where none is wanted.</param>
    /// <param name="pixels">Pixels of an image's output; 1 for a vector.</param>
    /// <param name="channels">Numbers a pixel: the classes of a categorical loss.</param>
    /// <param name="weight">The weight of the head's loss.</param>
    /// <param name="boxes">Whether targets are boxes: an image without an object has neither loss nor gradient.</param>
    public LossImages(
        in Block block, int head, int heads, int target, int targets, float* output, float* gradient, int pixels, int channels, float weight, bool boxes = false)
    {
        _output = output;
        _target = block.Target + target;
        _gradient = gradient;
        _weights = block.SampleWeights is null ? null : block.SampleWeights + head;
        _heads = heads;
        _targets = targets;
        _pixels = pixels;
        _channels = channels;
        _count = block.Count;
        _scale = weight / block.BatchSize;
        _areBoxes = boxes;
    }

    /// <summary>The weighted sum of the images' losses; the gradient is that of (loss weight / batch size x this sum).</summary>
    internal double Sum<TLoss>(TLoss loss)
        where TLoss : struct, IImageLoss
    {
        long length = (long)_pixels * _channels;
        double sum = 0;
        for (int n = 0; n < _count; n++)
        {
            float weight = _weights is null ? 1 : _weights[(long)n * _heads];
            float* gradient = _gradient is null ? null : _gradient + (n * length);
            float* target = _target + ((long)n * _targets);
            if (_areBoxes && !BoundingBox.From(new ReadOnlySpan<float>(target, 4)).HasArea)
            {
                if (gradient is not null) new Span<float>(gradient, (int)length).Clear();
                continue;
            }

            sum += weight * loss.Of(_output + (n * length), target, gradient, _pixels, _channels, _scale * weight);
        }

        return sum;
    }
}

/// <summary>The loss of one image.</summary>
internal unsafe interface IImageLoss
{
    /// <summary>The loss; where there is room for it, the gradient of (scale x loss) is written.</summary>
    double Of(float* output, float* target, float* gradient, int pixels, int channels, float scale);
}

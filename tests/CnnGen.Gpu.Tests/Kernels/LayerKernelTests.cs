using CnnGen.Gpu.Tests.Devices;

namespace CnnGen.Gpu.Tests.Kernels;

/// <summary>The kernels of layers that do not depend on a network, against the processor's functions.</summary>
public sealed unsafe class LayerKernelTests
{
    // On the simulator, a case of a thread a pixel and one of a group.
    public static TheoryData<string, int> DevicesAndChannels => new() { { "simulator", 10 }, { "simulator", 70 }, { "opencl", 1 }, { "opencl", 10 }, { "opencl", 70 }, { "opencl", 300 } };

    [Theory, MemberData(nameof(DevicesAndChannels))]
    public void Softmax_goes_forward_and_back(string device, int channels)
    {
        // Two images of 2 x 3 pixels, rows and images apart.
        var (row, image) = ((3 * channels) + 5, (2 * ((3 * channels) + 5)) + 7);
        var x = KernelCase.Numbers(2 * image, 1);
        x[0] = 80;
        x[(3 * channels) - 1] = float.NaN;
        new KernelCase(device, x).Compare(
            b => CnnGen.Softmax.Forward(b[0], 2, image, 2, row, 3, channels), (block, v) => Softmax.Forward(block, v[0], 2, image, 2, row, 3, channels));
        new KernelCase(device, x).Compare(
            b => CnnGen.LogSoftmax.Forward(b[0], 2, image, row, 2, 3, channels), (block, v) => LogSoftmax.Forward(block, v[0], 2, image, row, 2, 3, channels));
        var (y, g) = (KernelCase.Numbers(2 * image, 2, 0, 1), KernelCase.Numbers(2 * image, 3));
        new KernelCase(device, y, g).Compare(
            b => CnnGen.Softmax.Backward(b[0], image, 2, row, b[1], 2, image, 2, row, 3, channels),
            (block, v) => Softmax.Backward(block, v[0], image, 2, row, v[1], 2, image, 2, row, 3, channels), 1e-5f);
        new KernelCase(device, y, g).Compare(
            b => CnnGen.LogSoftmax.Backward(b[0], image, row, b[1], 2, image, row, 2, 3, channels),
            (block, v) => LogSoftmax.Backward(block, v[0], image, row, v[1], 2, image, row, 2, 3, channels), 1e-5f);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Local_response_normalization_goes_forward_and_back(string device, int size)
    {
        const int channels = 11;
        const int image = 2 * 3 * channels;
        var (x, g) = (KernelCase.Numbers(2 * image, 1), KernelCase.Numbers(2 * image, 2));
        new KernelCase(device, x, new float[2 * image]).Compare(
            b =>
            {
                using var squares = new AlignedBuffer(channels + size + 80);
                CnnGen.LocalResponseNormalization.Forward(b[0], image, 33, b[1], image, 33, 2, 3, channels, size, 0.3f, 0.75f, 1.5f, 2, squares.Pointer);
            },
            (block, v) => LocalResponseNormalization.Forward(block, v[0], image, 33, v[1], image, 33, 2, 3, channels, size, 0.3f, 0.75f, 1.5f, 2, v[1]));
        foreach (var accumulate in (bool[])[false, true])
        {
            new KernelCase(device, x, g, KernelCase.Numbers(2 * image, 3)).Compare(
                b =>
                {
                    using var squares = new AlignedBuffer(channels + size + 80);
                    using var quotients = new AlignedBuffer(channels + size + 80);
                    CnnGen.LocalResponseNormalization.Backward(
                        b[0], image, 33, b[1], image, 33, b[2], image, 33, accumulate, 2, 3, channels, size, 0.3f, 0.75f, 1.5f, 2, squares.Pointer, quotients.Pointer);
                },
                (block, v) => LocalResponseNormalization.Backward(
                    block, v[0], image, 33, v[1], image, 33, v[2], image, 33, accumulate, 2, 3, channels, size, 0.3f, 0.75f, 1.5f, 2, v[2], v[2]), 1e-5f);
        }
    }

    public static TheoryData<string, int> Sizes => new() { { "simulator", 5 }, { "opencl", 1 }, { "opencl", 4 }, { "opencl", 5 } };

    [Theory, MemberData(nameof(Queues.Names), MemberType = typeof(Queues))]
    public void Dropout_masks_have_the_bits_of_the_processors(string device)
    {
        foreach (var (length, first) in ((int, long)[])[(1, 0), (64, 0), (1000, 0), (200, 70), (130, (1L << 35) - 50)])
        {
            new KernelCase(device, new float[length]).Compare(
                b => CnnGen.Dropout.Mask(b[0], length, 0.3f, 0xFEDC_BA98_7654_3210, 77, 5, first),
                (block, v) => Dropout.Mask(block, v[0], length, 0.3f, 0xFEDC_BA98_7654_3210, 77, 5, first), 0);
        }
    }

    [Theory, MemberData(nameof(Queues.Names), MemberType = typeof(Queues))]
    public void Statistics_of_groups_are_merged(string device)
    {
        var moments = KernelCase.Numbers(3 * 32, 1, 0, 5);
        new KernelCase(device, moments).Compare(
            b => CnnGen.GroupStatistics.Merge(b[0], 16, 3, 12, 4, 49), (block, v) => GroupStatistics.Merge(block, v[0], 16, 3, 12, 4, 49));
        float[][] buffers = [moments, KernelCase.Numbers(12, 2), KernelCase.Numbers(12, 3), KernelCase.Numbers(12, 4)];
        new KernelCase(device, buffers).Compare(
            b => CnnGen.GroupStatistics.MergeGradients(b[0], 16, b[1], b[2], b[3], 3, 12, 4, 49),
            (block, v) => GroupStatistics.MergeGradients(block, v[0], 16, v[1], v[2], v[3], 3, 12, 4, 49));
        new KernelCase(device, buffers).Compare(
            b => CnnGen.GroupStatistics.MergeGradients(b[0], 16, null, null, b[3], 3, 12, 4, 49),
            (block, v) => GroupStatistics.MergeGradients(block, v[0], 16, null, null, v[3], 3, 12, 4, 49));
    }

    [Theory, MemberData(nameof(Queues.Names), MemberType = typeof(Queues))]
    public void Normalizations_are_folded(string device)
    {
        float[][] buffers =
        [
            KernelCase.Numbers(27 * 20, 1), KernelCase.Numbers(20, 2), KernelCase.Numbers(20, 3), KernelCase.Numbers(20, 4), KernelCase.Numbers(20, 5),
            KernelCase.Numbers(20, 6, 0, 3), new float[27 * 20], new float[64],
        ];
        new KernelCase(device, buffers).Compare(
            b => CnnGen.Folding.Normalization(b[0], b[1], b[2], b[3], b[4], b[5], 1e-3f, 27, 20, b[6], b[7]),
            (block, v) => Folding.Normalization(block, v[0], v[1], v[2], v[3], v[4], v[5], 1e-3f, 27, 20, v[6], v[7]));
        new KernelCase(device, buffers).Compare(
            b => CnnGen.Folding.Normalization(b[0], null, null, null, b[4], b[5], 1e-3f, 27, 20, b[6], b[7]),
            (block, v) => Folding.Normalization(block, v[0], null, null, null, v[4], v[5], 1e-3f, 27, 20, v[6], v[7]));
    }
}

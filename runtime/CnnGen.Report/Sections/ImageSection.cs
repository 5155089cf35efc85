using CnnGen.Report.Charts;
using CnnGen.Report.Html;

namespace CnnGen.Report.Sections;

/// <summary>What an image is.</summary>
internal static class ImageSection
{
    public static Section Of(ImageSample image)
    {
        var (height, width, channels) = image.Shape;
        var (_, _, rows, columns) = NumbersPicture.Part(image);
        var section = new Section("image", "An image is numbers", channels == 1
            ? $"The network reads {height} x {width} numbers, one a pixel: how bright it is, from 0 (black) to 255 (white)."
            : $"The network reads {height} x {width} x {channels} numbers: for each pixel {string.Join(", ", image.ChannelNames)}, each from 0 to 255.");
        return section.Add([
            (NumbersPicture.Whole(image), $"A test image of {height} x {width} pixels. The frame is what is shown as numbers."),
            .. image.ChannelNames.Take(4).Select((name, channel) => (NumbersPicture.Of(image, channel), $"The middle {rows} x {columns} pixels: {name}.")),
        ]);
    }
}

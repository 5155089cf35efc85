namespace CnnGen;

/// <summary>Boxes that follow the changes of their image.</summary>
internal static class MovedBox
{
    /// <summary>The box around what was in the box, cut at the edges of the image; none where less than a part of it is left.</summary>
    /// <param name="leastVisible">The part of the moved box's area that must lie in the image.</param>
    public static BoundingBox Of(BoundingBox box, in ImageChanges changes, int height, int width, double leastVisible)
    {
        var map = changes.Map.Inverse();
        var (first, second) = (Corner(map, box.XMin * width, box.YMin * height), Corner(map, box.XMax * width, box.YMin * height));
        var (third, fourth) = (Corner(map, box.XMin * width, box.YMax * height), Corner(map, box.XMax * width, box.YMax * height));
        var moved = BoundingBox.FromPixels(
            Math.Min(Math.Min(first.X, second.X), Math.Min(third.X, fourth.X)), Math.Min(Math.Min(first.Y, second.Y), Math.Min(third.Y, fourth.Y)),
            Math.Max(Math.Max(first.X, second.X), Math.Max(third.X, fourth.X)), Math.Max(Math.Max(first.Y, second.Y), Math.Max(third.Y, fourth.Y)),
            width, height);

        // What leaves the moved image is gone before the crop, even where the crop's padding would have had room for it.
        var left = moved.Clipped();
        var (cropX, cropY) = ((float)changes.CropX / width, (float)changes.CropY / height);
        var visible = new BoundingBox(left.XMin - cropX, left.YMin - cropY, left.XMax - cropX, left.YMax - cropY).Clipped();
        return visible.Area >= leastVisible * moved.Area ? visible : BoundingBox.None;
    }

    /// <summary>Where an edge between pixels goes. Maps count from the centre of the first pixel, edges from its corner.</summary>
    private static (double X, double Y) Corner(in AffineMap map, double x, double y) =>
        (map.XX * (x - 0.5) + map.XY * (y - 0.5) + map.X0 + 0.5, map.YX * (x - 0.5) + map.YY * (y - 0.5) + map.Y0 + 0.5);
}

namespace CnnGen.Report.Drawing;

/// <summary>Pictures as text, so that a page needs no other file.</summary>
internal static class DataUri
{
    public static string Of(Bitmap bitmap)
    {
        using var png = new MemoryStream();
        PngWriter.WriteRgb(png, bitmap.Pixels, bitmap.Width, bitmap.Height);
        return $"data:image/png;base64,{Convert.ToBase64String(png.GetBuffer(), 0, (int)png.Length)}";
    }
}

namespace CnnGen.Report;

/// <summary>A part of an image in pixels; it may begin or end outside of the image, where padding lies.</summary>
/// <param name="Top">The first row.</param>
/// <param name="Left">The first column.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct ReceptiveField(int Top, int Left, int Height, int Width);

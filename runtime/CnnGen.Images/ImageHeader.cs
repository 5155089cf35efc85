namespace CnnGen;

/// <summary>What a file says of its image before it is decoded.</summary>
/// <param name="Orientation">EXIF's: 1 is upright.</param>
/// <param name="CheckExpansion">Throws where the data would expand to more than the image needs; null where the structure forbids it.</param>
internal readonly record struct ImageHeader(int Height, int Width, int Orientation = 1, Action? CheckExpansion = null);

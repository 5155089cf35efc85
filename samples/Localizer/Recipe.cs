namespace LocalizerSample;

/// <summary>What is trained, and how, where the command line does not say it.</summary>
internal sealed record Recipe(string Network, int Epochs, int BatchSize, double LearningRate)
{
    public static Recipe Scenes { get; } = new("Locator", 12, 32, 0.003);

    public static Recipe Photographs { get; } = new("PhotoLocator", 60, 16, 0.002);

    /// <summary>Photographs of one class, of which there are few.</summary>
    public static Recipe OneClass { get; } = new("FaceLocator", 100, 16, 0.002);

    public static Recipe For(bool photographs, bool oneClass) => !photographs ? Scenes : oneClass ? OneClass : Photographs;
}

namespace CnnGen.Generator.Plan;

/// <summary>When a call of the forward or the backward pass runs.</summary>
/// <param name="BackTo">Only where this layer is trained, which is so where training begins at it or before; null: at any rate.</param>
/// <param name="Of">Whether it leads from images to the features that nothing trained comes before, or takes these from the caller.</param>
/// <param name="IfThawed">Only where a run trains what models.json freezes.</param>
internal readonly record struct CallCondition(int? BackTo, FeatureSide Of = FeatureSide.Both, bool IfThawed = false);

internal enum FeatureSide
{
    Both,

    /// <summary>From an image to its features.</summary>
    Images,

    /// <summary>Where the caller hands in features instead of images.</summary>
    Features,
}

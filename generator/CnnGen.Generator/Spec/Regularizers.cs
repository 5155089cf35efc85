using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Spec;

/// <summary>
/// The regularizers with Keras 3's attributes. Keras's "l1_l2" has zeros for defaults, with which it would do nothing: here both are written.
/// </summary>
internal static class Regularizers
{
    private static readonly NumberKey s_l1 = new("l1", "The factor of the sum of absolute values.", 0.01);
    private static readonly NumberKey s_l2 = new("l2", "The factor of the sum of squares.", 0.01);
    private static readonly NumberKey s_bothL1 = new("l1", "The factor of the sum of absolute values.", 0) { IsRequired = true };
    private static readonly NumberKey s_bothL2 = new("l2", "The factor of the sum of squares.", 0) { IsRequired = true };

    public static IReadOnlyList<Variant<Regularizer>> All { get; } =
    [
        new("l1", "Adds l1 * sum |w| to the loss.", [s_l1], reader => new Regularizer(reader.Read(s_l1), 0)),
        new("l2", "Adds l2 * sum w^2 to the loss.", [s_l2], reader => new Regularizer(0, reader.Read(s_l2))),
        new("l1_l2", "Adds l1 * sum |w| + l2 * sum w^2 to the loss.", [s_bothL1, s_bothL2], reader => new Regularizer(reader.Read(s_bothL1), reader.Read(s_bothL2))),
    ];
}

using System;
using System.Collections.Immutable;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Spec;

/// <summary>A key of models.json that sets a property of an object of the runtime.</summary>
/// <param name="Property">The property: "Beta1" for "beta_1", unless it is named otherwise.</param>
/// <param name="Read">Gives its value in a form that <see cref="RuntimeArgument"/> takes.</param>
internal sealed record RuntimeAttribute(SpecKey Key, string Property, Func<ObjectReader, object?> Read)
{
    public static RuntimeAttribute Of<T>(SpecKey<T> key, string? property = null) =>
        new(key, property ?? Identifiers.Pascal(key.Name), reader => reader.Read(key));

    public static RuntimeAttribute OfNames(SpecKey<ImmutableArray<JsonString>> key) => new(
        key,
        Identifiers.Pascal(key.Name),
        reader => reader.Read(key) is { IsDefault: false } names ? names.Select(name => name.Value).ToEquatableArray() : null);

    /// <summary>A key whose words are members of an enumeration: "cos" is Cos.</summary>
    public static RuntimeAttribute OfEnum(ChoiceKey key, string type) => new(
        key,
        Identifiers.Pascal(key.Name),
        reader => reader.Read(key) is { } word ? new RuntimeEnum(type, Identifiers.Pascal(word)) : null);
}

namespace CnnGen.Generator.Graph;

/// <summary>An object of the runtime that generated code makes: an optimizer or a learning-rate schedule.</summary>
/// <param name="Class">"Adam".</param>
/// <param name="Arguments">What models.json says of it; the class has defaults for all else.</param>
internal sealed record RuntimeObject(string Class, EquatableArray<RuntimeArgument> Arguments);

/// <param name="Property">The property that gets the value: "LearningRate".</param>
/// <param name="InConstructor">Whether it is the constructor's, which asks for what has no default.</param>
/// <param name="Value">A double, int, bool, string, <see cref="RuntimeEnum"/>, <see cref="RuntimeObject"/>, or an equatable array of doubles or strings.</param>
internal sealed record RuntimeArgument(string Property, bool InConstructor, object Value);

/// <summary>A member of an enumeration of the runtime.</summary>
internal sealed record RuntimeEnum(string Type, string Member);

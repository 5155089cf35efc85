using System;
using System.Linq;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Emit;

/// <summary>The expression that makes an object of the runtime: "new global::CnnGen.Sgd() { Momentum = 0.9d }".</summary>
internal static class RuntimeObjectText
{
    private const string Runtime = "global::CnnGen.";

    public static string Of(RuntimeObject made)
    {
        string constructor = string.Join(", ", made.Arguments.Where(argument => argument.InConstructor).Select(argument => Camel(argument.Property) + ": " + Value(argument.Value)));
        string initializer = string.Join(", ", made.Arguments.Where(argument => !argument.InConstructor).Select(argument => argument.Property + " = " + Value(argument.Value)));
        return $"new {Runtime}{made.Class}({constructor})" + (initializer.Length == 0 ? "" : $" {{ {initializer} }}");
    }

    private static string Camel(string property) => char.ToLowerInvariant(property[0]) + property.Substring(1);

    private static string Value(object value) => value switch
    {
        double number => Literal.Of(number),
        int number => Literal.Of(number),
        bool flag => Literal.Of(flag),
        string text => Literal.Of(text),
        RuntimeEnum word => $"{Runtime}{word.Type}.{word.Member}",
        RuntimeObject made => Of(made),
        EquatableArray<double> numbers => $"[{string.Join(", ", numbers.Select(Literal.Of))}]",
        EquatableArray<int> numbers => $"[{string.Join(", ", numbers.Select(Literal.Of))}]",
        EquatableArray<string> texts => $"[{string.Join(", ", texts.Select(Literal.Of))}]",
        _ => throw new InvalidOperationException($"{value.GetType()} has no text."),
    };
}

using System;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace CnnGen.Generator.Graph;

/// <summary>Which names models.json may use, and the C# identifiers that they become.</summary>
internal static class Identifiers
{
    /// <summary>The network's image, among the names that "inputs" can hold.</summary>
    public const string InputName = "input";

    private const int LongestName = 128;

    public static bool IsNamespace(string name) => name.Length <= 4 * LongestName && name.Split('.').All(IsIdentifier);

    /// <summary>The namespace that a project's root namespace stands for, which may hold what C# does not take ("my-app").</summary>
    public static string NamespaceFrom(string rootNamespace)
    {
        var parts = rootNamespace.Trim().Split('.').Select(part =>
        {
            var legal = new StringBuilder();
            foreach (char c in part) legal.Append(SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_');
            if (legal.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(legal[0])) legal.Insert(0, '_');
            return IsIdentifier(legal.ToString()) ? legal.ToString() : "_" + legal;
        });
        return string.Join(".", parts);
    }

    /// <summary>Why a network can't have the name; null where it can. It is the name of a class.</summary>
    public static string? WhyNoNetworkName(string name)
    {
        if (WhyNoName(name, "_", "and _") is string reason) return reason;
        if (name[0] is < 'A' or > 'Z') return "expected a capital letter first, like \"Digits\": it becomes a class";
        return IdentifierScope.IsMember(name) ? "a generated class has or uses a member of that name" : null;
    }

    /// <summary>Why a layer can't have the name; null where it can. Weight files of other frameworks have names like "block1/conv-2.bn".</summary>
    public static string? WhyNoLayerName(string name) => name == InputName
        ? "it stands for the image that the network takes"
        : name.StartsWith("training/", StringComparison.Ordinal)
        ? "checkpoints keep the state of training under such names"
        : WhyNoName(name, "._-/", "and _ . - /");

    /// <summary>Why a head can't have the name; null where it can.</summary>
    public static string? WhyNoHeadName(string name) => name == "val" || name.StartsWith("val_", StringComparison.Ordinal)
        ? "histories begin the values of validation with val_"
        : WhyNoName(name, "_", "and _");

    /// <summary>Why a class of an output can't have the label; null where it can.</summary>
    public static string? WhyNoLabel(string label)
    {
        if (label.Length is 0 or > LongestName) return "expected 1 to 128 characters";
        return label.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029') ? "expected text on one line" : null;
    }

    /// <summary>"loc_output" as LocOutput; what is neither letter nor digit separates words. Empty where there is none of them.</summary>
    public static string Pascal(string name)
    {
        var result = new StringBuilder();
        bool begins = true;
        foreach (char c in name)
        {
            if (!char.IsLetterOrDigit(c) || !SyntaxFacts.IsIdentifierPartCharacter(c))
            {
                begins = true;
                continue;
            }

            result.Append(begins ? char.ToUpperInvariant(c) : c);
            begins = false;
        }

        if (result.Length > 0 && !SyntaxFacts.IsIdentifierStartCharacter(result[0])) result.Insert(0, '_');
        return result.ToString();
    }

    /// <summary>"MaxPooling2D" as max_pooling2d, by Keras's rule for the default names of layers.</summary>
    public static string Snake(string type)
    {
        var result = new StringBuilder();
        for (int i = 0; i < type.Length; i++)
        {
            bool beginsWord = i > 0 && char.IsUpper(type[i])
                && (char.IsLower(type[i - 1]) || (i + 1 < type.Length && char.IsLower(type[i + 1])));
            if (beginsWord) result.Append('_');
            result.Append(char.ToLowerInvariant(type[i]));
        }

        return result.ToString();
    }

    private static bool IsIdentifier(string name) =>
        SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None;

    private static string? WhyNoName(string name, string others, string othersText)
    {
        if (name.Length > LongestName) return "it is longer than 128 characters";
        bool beginsWell = name.Length > 0 && IsAsciiLetter(name[0]);
        bool holdsOnlyKnown = name.All(c => IsAsciiLetter(c) || c is >= '0' and <= '9' || others.IndexOf(c) >= 0);
        return beginsWell && holdsOnlyKnown ? null : "expected a letter first, then letters, digits " + othersText;
    }

    private static bool IsAsciiLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}

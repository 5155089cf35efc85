using System;
using System.Globalization;
using System.Text;

namespace CnnGen.Generator.Emit;

/// <summary>C# literals that read back as the value they were made of, in any culture.</summary>
internal static class Literal
{
    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(float value) => Shortest(value, 6, 9, text => float.Parse(text, CultureInfo.InvariantCulture) == value) + "f";

    public static string Of(double value) => Shortest(value, 15, 17, text => double.Parse(text, CultureInfo.InvariantCulture) == value) + "d";

    /// <summary>
    /// The first of the texts with more and more digits that reads back as the value. "R" would give other texts on .NET Framework, in which some
    /// compilers run, than on .NET.
    /// </summary>
    private static string Shortest<T>(T value, int fewest, int most, Func<string, bool> readsBack)
        where T : IFormattable
    {
        for (int digits = fewest; digits < most; digits++)
        {
            string text = value.ToString("G" + Of(digits), CultureInfo.InvariantCulture);
            if (readsBack(text)) return text;
        }

        return value.ToString("G" + Of(most), CultureInfo.InvariantCulture);
    }

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(string? value)
    {
        if (value is null) return "null";
        var text = new StringBuilder("\"");
        foreach (char c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                default:
                    if (c < ' ' || c > '~') text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    else text.Append(c);
                    break;
            }
        }

        return text.Append('"').ToString();
    }
}

using System.Globalization;

namespace CnnGen.Report.Html;

/// <summary>Text and numbers as they stand in the page.</summary>
internal static class HtmlText
{
    /// <summary>For texts and for attributes between double quotes.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");

    /// <summary>"1,234,567".</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"0.9912", with as many digits as tell something.</summary>
    public static string Number(double value) => Math.Abs(value) is >= 0.0001 and < 1000 || value == 0
        ? value.ToString("0.####", CultureInfo.InvariantCulture)
        : value.ToString("0.###e0", CultureInfo.InvariantCulture);

    /// <summary>"99.1 %".</summary>
    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}

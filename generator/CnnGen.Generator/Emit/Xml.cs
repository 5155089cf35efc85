namespace CnnGen.Generator.Emit;

/// <summary>Text inside documentation comments.</summary>
internal static class Xml
{
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    public static string Summary(string text) => $"<summary>{Escape(text)}</summary>";
}

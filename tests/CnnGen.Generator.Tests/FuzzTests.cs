using System.Diagnostics;
using System.Globalization;

namespace CnnGen.Generator.Tests;

/// <summary>Damaged files give errors or networks, never an exception, and in no more time than whole ones.</summary>
public sealed class FuzzTests
{
    private static readonly string[] s_pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "//", "/*", "*/", "\n", "null", "true", "-1", "0", "1e999", "65535", "16777216", "2147483648", "0.5",
        "\"inputs\":[\"conv2d_2\"],", "\"inputs\":[],", "\"type\":\"Flatten\",", "\"input\"", "\"same\"", "\"labels\":[\"a\"],", "\"base\":{},", "\\u0000", "é", "\ud800", "\0",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Mutated_files_never_throw(int seed)
    {
        var random = new Random(seed);
        var longest = TimeSpan.Zero;
        int whole = 0;
        for (int i = 0; i < 750; i++)
        {
            string text = Mutate(Declared.RootModels, random);
            var watch = Stopwatch.StartNew();
            var read = Declared.Read(text);
            foreach (var found in read.Diagnostics) Declared.Message(found, text);
            longest = watch.Elapsed > longest ? watch.Elapsed : longest;
            if (read.Graphs.Count + read.Diagnostics.Count == 0) Assert.DoesNotContain("\"Digits\": {", text, StringComparison.Ordinal);
            whole += read.Graphs.Count;
        }

        Assert.True(whole > 100, "Hardly a mutated network was whole: the mutations reach the reader only.");
        Assert.True(longest < TimeSpan.FromSeconds(2), longest.ToString());
    }

    [Theory]
    [InlineData("{\"a\":", "}")]
    [InlineData("[", "]")]
    [InlineData("{", "")]
    [InlineData("\"", "")]
    [InlineData("/*", "")]
    [InlineData("a ", "")]
    [InlineData("{\"\\", "")]
    [InlineData(",:", "")]
    [InlineData("{]", "")]
    public void Repeated_pieces_end(string before, string after)
    {
        const int count = 100_000;
        string text = string.Concat(Enumerable.Repeat(before, count)) + string.Concat(Enumerable.Repeat(after, count));
        AssertEnds(text);
    }

    [Fact]
    public void Files_of_very_many_layers_heads_and_labels_end()
    {
        static string Join(int count, Func<int, string> piece) => string.Join(",", Enumerable.Range(0, count).Select(piece));
        AssertEnds(MarkedText.OfLayers(Join(20_000, i => "{\"type\":\"Flatten\"}")));
        AssertEnds(MarkedText.OfLayers(Join(10_000, i => "{\"type\":\"Flatten\",\"inputs\":[\"x" + i.ToString(CultureInfo.InvariantCulture) + "\"]}")));
        AssertEnds(MarkedText.OfLayers(Join(20_000, i => "{\"type\":\"Dense\",\"units\":2}")));
        AssertEnds(MarkedText.OfLayers(Join(10_000, i => "{\"type\":\"Flatten\",\"inputs\":[\"flatten_" + ((i + 1) % 10_000 + 1).ToString(CultureInfo.InvariantCulture) + "\"]}")));
        AssertEnds(MarkedText.OfLayers("{\"type\":\"Flatten\"},{\"type\":\"Dense\",\"units\":100000,\"activation\":\"softmax\",\"labels\":[" + Join(100_000, _ => "\"a\"") + "]}"));
        AssertEnds(MarkedText.OfLayers("{\"type\":\"Flatten\"," + Join(50_000, i => "\"k" + i.ToString(CultureInfo.InvariantCulture) + "\":1") + "}"));
        AssertEnds("{\"models\":{" + Join(50_000, i => "\"N" + i.ToString(CultureInfo.InvariantCulture) + "\":{}") + "}}");
    }

    /// <summary>Work that grows with the square of such a file would take hours, on any machine; what is done in linear time takes a second or two.</summary>
    private static void AssertEnds(string text)
    {
        Exception? failure = null;
        var reading = new Thread(() => failure = Record.Exception(() => { Declared.Read(text); })) { IsBackground = true };
        reading.Start();
        Assert.True(reading.Join(TimeSpan.FromMinutes(2)), $"{text.Length} characters keep the reader busy");
        Assert.Null(failure);
    }

    private static string Mutate(string text, Random random)
    {
        for (int edits = random.Next(1, 6); edits > 0; edits--)
        {
            int at = random.Next(text.Length);
            int length = Math.Min(random.Next(1, random.Next(4) == 0 ? 200 : 6), text.Length - at);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, s_pieces[random.Next(s_pieces.Length)]),
                2 => text.Insert(at, text.Substring(random.Next(text.Length - length + 1), length)),
                _ => text.Remove(at, 1).Insert(at, ((char)random.Next(random.Next(3) == 0 ? 0x10000 : 128)).ToString()),
            };
            if (text.Length == 0) return text;
        }

        return text;
    }
}

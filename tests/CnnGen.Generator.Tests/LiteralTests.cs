using CnnGen.Generator.Emit;

namespace CnnGen.Generator.Tests;

public sealed class LiteralTests
{
    /// <summary>The texts are those of the fewest digits that read back, which .NET Framework writes too; its "R" would give others.</summary>
    [Theory]
    [InlineData(0f, "0f")]
    [InlineData(0.1f, "0.1f")]
    [InlineData(1f / 3, "0.33333334f")]
    [InlineData(1f / 255, "0.003921569f")]
    [InlineData(16777216f, "16777216f")]
    [InlineData(1e-45f, "1.4013E-45f")]
    [InlineData(float.MaxValue, "3.4028235E+38f")]
    [InlineData(-2.5f, "-2.5f")]
    public void Floats_have_the_fewest_digits_that_read_back(float value, string expected) => Assert.Equal(expected, Literal.Of(value));

    [Theory]
    [InlineData(0.1, "0.1d")]
    [InlineData(1.0 / 3, "0.3333333333333333d")]
    [InlineData(0.1 + 0.2, "0.30000000000000004d")]
    [InlineData(5e-324, "4.94065645841247E-324d")]
    public void Doubles_have_the_fewest_digits_that_read_back(double value, string expected) => Assert.Equal(expected, Literal.Of(value));

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a\"b\\c\n", "\"a\\\"b\\\\c\\n\"")]
    [InlineData("\u2606\0", "\"\\u2606\\u0000\"")]
    public void Texts_are_plain_ascii(string value, string expected) => Assert.Equal(expected, Literal.Of(value));
}

namespace CnnGen.Samples.Tests;

/// <summary>Options that can't be used end the program with one line that says why.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--epochs is 0; expected 1 to 100000.", "--epochs", "0")]
    [InlineData("--batch-size is -3; expected 1 to 100000.", "--batch-size", "-3")]
    [InlineData("--images is 9; expected 10 to 1000000.", "--images", "9")]
    [InlineData("--threads is 1025; expected 1 to 1024.", "--threads", "1025")]
    [InlineData("--network is \"digits\"; expected one of those that take 28 x 28 x 1 images of ten classes: Digits, DigitsPlus.", "--network", "digits")]
    [InlineData("missing: there is no such folder; --data takes one with the IDX files of MNIST or Fashion-MNIST.", "--data", "missing")]
    [InlineData("--images is the number of rendered digits; it can't be given together with --data.", "--data", "missing", "--images", "100")]
    public async Task Values_that_do_not_fit_are_errors(string message, params string[] arguments)
    {
        var program = await DigitsProgram.Run(arguments);
        Assert.Equal(message, program.Error.TrimEnd());
        Assert.Equal("", program.Output);
        Assert.Equal(1, program.ExitCode);
    }

    [Theory]
    [InlineData("--epochs", "many")]
    [InlineData("--seed", "-1")]
    [InlineData("--epoch", "3")]
    [InlineData("--out")]
    public async Task A_command_line_that_can_not_be_read_is_a_usage_error(params string[] arguments)
    {
        var program = await DigitsProgram.Run(arguments);
        AssertOneLine(program.Error);
        Assert.Contains($"'{arguments[0]}'", program.Error);
        Assert.Equal("", program.Output);
        Assert.Equal(2, program.ExitCode);
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        var program = await DigitsProgram.Run("--help");
        Assert.Equal(0, program.ExitCode);
        foreach (var option in (string[])["--data", "--images", "--network", "--epochs", "--batch-size", "--seed", "--threads", "--out", "--report"])
            Assert.Contains(option, program.Output);
    }

    internal static void AssertOneLine(string error) => Assert.Single(error.TrimEnd().ReplaceLineEndings("\n").Split('\n'));
}

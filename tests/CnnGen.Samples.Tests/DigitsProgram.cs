using System.Diagnostics;

namespace CnnGen.Samples.Tests;

/// <summary>samples/Digits.</summary>
internal static class DigitsProgram
{
    public static Task<SampleProgram> Run(params string[] arguments) => SampleProgram.Run("digits", arguments);

    public static Process Start(params string[] arguments) => SampleProgram.Start("digits", arguments);
}

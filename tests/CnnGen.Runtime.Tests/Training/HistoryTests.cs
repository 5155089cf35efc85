using CnnGen.Runtime.Tests.Data;

namespace CnnGen.Runtime.Tests.Training;

public sealed class HistoryTests
{
    [Fact]
    public void ItIsWrittenAsCsvAndReadBack()
    {
        var history = new History();
        history.Add([new("loss", 0.1), new("val_loss", 1e-20)]);
        history.Add([new("loss", double.NaN), new("accuracy", 1.0 / 3)]);
        using var folder = new TemporaryFolder();
        var path = folder.File("history.csv");
        history.WriteCsv(path);

        var text = File.ReadAllText(path);
        Assert.Equal("epoch,loss,val_loss,accuracy\n1,0.1,1E-20,NaN\n2,NaN,NaN,0.3333333333333333\n", text);
        var read = History.FromCsv(text);
        Assert.Equal(history.Names, read.Names);
        Assert.Equal(1.0 / 3, read["accuracy"][1]);
        Assert.Equal(text, read.ToCsv());
    }

    [Fact]
    public void UnknownNamesAreRefusedWithTheKnownOnes()
    {
        var history = new History();
        history.Add([new("loss", 1), new("accuracy", 0)]);
        Assert.Contains("it has loss, accuracy", Assert.Throws<ArgumentException>(() => history["acc"]).Message);
        Assert.Contains("there are loss", Assert.Throws<ArgumentException>(() => new EvaluationResult([new("loss", 1)])["acc"]).Message);
    }
}

using System.Text;
using CnnGen.Runtime.Tests.Data;

namespace CnnGen.Runtime.Tests.Images;

public sealed class BoxManifestTests
{
    private const string Header = "file,class,xmin,ymin,xmax,ymax,width,height\n";

    [Fact]
    public void Rows_AreAnnotations()
    {
        var rows = Read(Header + "a/1.jpg,cat,10,20,30,40,100,50\n\r\n\"b,2.jpg\",\"a \"\"dog\"\"\",0.5,0,9.25,8,20,10\nc.jpg,nothing,,,,,20,10");
        Assert.Equal(
            [new("a/1.jpg", "cat", 10, 20, 30, 40, 100, 50), new("b,2.jpg", "a \"dog\"", 0.5, 0, 9.25, 8, 20, 10), new BoxAnnotation("c.jpg", "nothing", 0, 0, 0, 0, 20, 10)],
            rows);
        Assert.Equal(new BoundingBox(0.1f, 0.4f, 0.3f, 0.8f), rows[0].ToBox(1, 1));
        Assert.Equal((false, BoundingBox.None), (rows[2].HasObject, rows[2].ToBox(20, 10)));
    }

    [Fact]
    public void Columns_MayStandInAnyOrderAndOthersBesideThem()
    {
        var row = Assert.Single(Read("\uFEFFxmax,ymax,Class,split,xmin,ymin,file\n30,40,cat,train,10,20,1.jpg\n"));
        Assert.Equal(new BoxAnnotation("1.jpg", "cat", 10, 20, 30, 40), row);
        Assert.Equal(new BoundingBox(0.25f, 0.25f, 0.75f, 0.5f), row.ToBox(40, 80));
    }

    [Theory]
    [InlineData("", "manifest(0): found an empty file")]
    [InlineData("file,class,xmin,ymin,xmax\n", "manifest(1): found a header without \"ymax\"")]
    [InlineData("file,class,xmin,ymin,xmax,ymax,width\n", "manifest(1): found one of width and height")]
    [InlineData(Header + "a.jpg,cat,1,2,3,4,5\n", "manifest(2): found 7 fields, expected the 8 of the header")]
    [InlineData(Header + "\na.jpg,cat,1,2,x,4,5,6\n", "manifest(3): found \"x\" for xmax, expected a number of pixels")]
    [InlineData(Header + "a.jpg,cat,1,2,NaN,4,5,6\n", "manifest(2): found \"NaN\" for xmax")]
    [InlineData(Header + "a.jpg,cat,1,2,1e300,4,5,6\n", "manifest(2): found \"1e300\" for xmax")]
    [InlineData(Header + "a.jpg,cat,1,,3,4,5,6\n", "manifest(2): found \"\" for ymin")]
    [InlineData(Header + "a.jpg,cat,1,2,3,4,0,6\n", "manifest(2): found \"0\" for width, expected a whole number of at least 1")]
    [InlineData(Header + "a.jpg,,1,2,3,4,5,6\n", "manifest(2): found an empty file or class")]
    [InlineData(Header + "\"a.jpg,cat,1,2,3,4,5,6\n", "manifest(2): found a quote that is not closed")]
    [InlineData(Header + "\"a\"b,cat,1,2,3,4,5,6\n", "manifest(2): found text behind a closing quote")]
    public void WhatIsNoTable_IsRefusedByLine(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<InvalidDataException>(() => Read(text)).Message);

    [Theory]
    [InlineData(30, 20, 10, 40)]
    [InlineData(10, 20, 10, 40)]
    [InlineData(200, 20, 300, 40)]
    [InlineData(-5, -5, 0, 0)]
    public void BoxesOutsideOfTheImage_AreRefused(double xMin, double yMin, double xMax, double yMax) =>
        Assert.Contains("within 100 x 50 pixels", Assert.Throws<InvalidDataException>(() => new BoxAnnotation("a.jpg", "cat", xMin, yMin, xMax, yMax).ToBox(100, 50)).Message);

    [Fact]
    public void BoxesThatReachOverTheEdge_AreCut() =>
        Assert.Equal(new BoundingBox(0, 0.5f, 0.5f, 1), new BoxAnnotation("a.jpg", "cat", -1, 25, 50, 51).ToBox(100, 50));

    [Fact]
    public void DamagedTables_AreReadOrRefused()
    {
        var table = Encoding.UTF8.GetBytes(Header + "a/1.jpg,cat,10,20,30,40,100,50\n\"b.jpg\",dog,0.5,0,9.25,8,20,10\n");
        for (var seed = 0; seed < 2000; seed++)
        {
            try
            {
                BoxManifest.Read(new MemoryStream(Mutation.Of(table, new Random(seed))));
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Fact]
    public void TheParts_HaveNoFileInCommonAndDoNotDependOnOthers()
    {
        var all = Enumerable.Range(0, 1000).Select(i => new BoxAnnotation($"images/{i}.jpg", "cat", 0, 0, 1, 1)).ToArray();
        var (train, test) = all.SplitByFile(0.2);
        Assert.InRange(test.Count, 160, 240);
        Assert.Equal(all, train.Concat(test).OrderBy(row => Array.IndexOf(all, row)));
        Assert.Equal(test.Take(10), test.Take(10).Concat(train.Take(20)).SplitByFile(0.2).Test);
        Assert.Throws<ArgumentOutOfRangeException>(() => all.SplitByFile(1));
    }

    private static IReadOnlyList<BoxAnnotation> Read(string text) => BoxManifest.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}

using System.Text;
using CnnGen.Runtime.Tests.Data;

namespace CnnGen.Runtime.Tests.Images;

public sealed class VocAnnotationTests
{
    private const string Dog = """
        <annotation>
          <folder>VOC2012</folder>
          <filename>2007_000027.jpg</filename>
          <source><database>The VOC2007 Database</database></source>
          <size><width>486</width><height>500</height><depth>3</depth></size>
          <segmented>0</segmented>
          <object>
            <name>dog</name><pose>Unspecified</pose><truncated>0</truncated><difficult>0</difficult>
            <bndbox><xmin>174</xmin><ymin>101</ymin><xmax>349</xmax><ymax>351</ymax></bndbox>
            <part><name>head</name><bndbox><xmin>169</xmin><ymin>104</ymin><xmax>209</xmax><ymax>146</ymax></bndbox></part>
          </object>
          <object><bndbox><ymax>500</ymax><xmax>486.0</xmax><ymin>1</ymin><xmin>1</xmin></bndbox><name><![CDATA[cat & mouse]]></name></object>
        </annotation>
        """;

    /// <summary>From pixel 1 to pixel 486, both included, is all of the image.</summary>
    [Fact]
    public void Objects_AreAnnotations()
    {
        var objects = Read(Dog);
        Assert.Equal(
            [new("2007_000027.jpg", "dog", 173, 100, 349, 351, 486, 500), new BoxAnnotation("2007_000027.jpg", "cat & mouse", 0, 0, 486, 500, 486, 500)], objects);
        Assert.Equal(new BoundingBox(0, 0, 1, 1), objects[1].ToBox(1, 1));
    }

    [Fact]
    public void AnImageMayShowNothingAndHaveNoSize()
    {
        Assert.Empty(Read("<annotation><filename>a.jpg</filename></annotation>"));
        var row = Assert.Single(Read(
            "<annotation><filename>a.jpg</filename><size><width>0</width><height>0</height></size><object><name>x</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>5</xmax><ymax>6</ymax></bndbox></object></annotation>"));
        Assert.Equal(new BoxAnnotation("a.jpg", "x", 0, 0, 5, 6), row);
    }

    [Fact]
    public void AFolder_GivesTheLargestObjectOfEachFile()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("b.xml"), Dog);
        File.WriteAllText(folder.File("a.xml"), Dog.Replace("2007_000027", "first", StringComparison.Ordinal));
        File.WriteAllText(folder.File("c.xml"), "<annotation><filename>c.jpg</filename></annotation>");
        Assert.Equal([("first.jpg", "cat & mouse"), ("2007_000027.jpg", "cat & mouse")], VocAnnotation.ReadFolder(folder.Path).Select(row => (row.File, row.ClassName)));
    }

    [Theory]
    [InlineData("", "Root element is missing")]
    [InlineData("<annotation>", "Unexpected end of file")]
    [InlineData("<svg/>", "found <svg>, expected <annotation>")]
    [InlineData("<annotation/>", "found no <filename>")]
    [InlineData("<annotation><filename>a</filename><object><name>x</name></object></annotation>", "found an object without")]
    [InlineData("<annotation><filename>a</filename><size><width>wide</width></size></annotation>", "found \"wide\" in width")]
    [InlineData("<annotation><filename>a</filename><size><width>-1</width></size></annotation>", "found -1 for width")]
    [InlineData("<!DOCTYPE annotation [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><annotation><filename>&b;</filename></annotation>", "DTD")]
    [InlineData("<!DOCTYPE annotation SYSTEM 'file:///etc/passwd'><annotation/>", "DTD")]
    [InlineData("<annotation><filename>&a;</filename></annotation>", "undeclared entity")]
    public void WhatIsNoAnnotation_IsRefused(string text, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(text)).Message;
        Assert.StartsWith("annotation(", error);
        Assert.Contains(message, error);
    }

    [Fact]
    public void DepthAndSize_AreLimited()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000));
        Assert.Contains("more than 16 deep", Assert.Throws<InvalidDataException>(() => Read("<annotation>" + deep)).Message);
        var large = "<annotation><filename>" + new string('a', VocAnnotation.MaxBytes) + "</filename></annotation>";
        Assert.Contains($"more than {VocAnnotation.MaxBytes} bytes", Assert.Throws<InvalidDataException>(() => Read(large)).Message);
    }

    [Fact]
    public void DamagedFiles_AreReadOrRefused()
    {
        var file = Encoding.UTF8.GetBytes(Dog);
        for (var seed = 0; seed < 2000; seed++)
        {
            try
            {
                VocAnnotation.Read(new MemoryStream(Mutation.Of(file, new Random(seed))));
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    private static IReadOnlyList<BoxAnnotation> Read(string text) => VocAnnotation.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}

using System.Globalization;
using System.Text.RegularExpressions;
using CnnGen.Runtime.Tests.Data;
using CnnGen.Samples.Tests;
using TransferSample;

namespace CnnGen.Report.Tests;

/// <summary>The C# of docs/course.md runs from its first line to its last, and what the page says of its output is true.</summary>
public sealed partial class CourseTests
{
    [Fact]
    public void The_code_of_the_course_runs()
    {
        using var folder = new TemporaryFolder();
        IdxFolder.Write(Directory.CreateDirectory(folder.File("data/mnist")).FullName, train: 64, test: 20);
        foreach (var (kind, shade) in ((string, byte)[])[("cat", 90), ("dog", 200)])
        {
            var pets = Directory.CreateDirectory(folder.File($"data/pets/{kind}")).FullName;
            for (var i = 0; i < 4; i++)
                new Bitmap(32, 32, new Rgb(shade, (byte)(40 * i), 30)).SavePng(Path.Combine(pets, $"{i}.png"));
        }

        Directory.CreateDirectory(folder.File("out"));
        using (var shapes = new Shapes())
            shapes.Save(folder.File("out/shapes.safetensors"));
        BoxedShapes.Write(folder.File("data/shapes"), count: 12);
        var (output, before) = (Console.Out, Environment.CurrentDirectory);
        var printed = new StringWriter(CultureInfo.InvariantCulture);
        try
        {
            Console.SetOut(printed);
            Environment.CurrentDirectory = folder.Path;
            CourseProgram.Run();
        }
        finally
        {
            Console.SetOut(output);
            Environment.CurrentDirectory = before;
        }

        var text = printed.ToString().ReplaceLineEndings("\n");
        Assert.Contains("320 parameters instead of 16,981,120", text);
        Assert.Contains("\n3 x 3 x 32 x 64\n", text);
        Assert.Contains("21,632 numbers before pooling, 5,408 after", text);
        Assert.Contains("training: 8 samples", text);
        var byHand = ByHand().Match(text);
        Assert.True(byHand.Success);
        Assert.Equal(byHand.Groups[1].Value, byHand.Groups[2].Value);
        foreach (var file in (string[])["image.png", "filters.png", "feature-maps.png", "digits.safetensors", "report/report.html", "grad-cam.png", "saliency.png", "occlusion.png", "report-locator/report.html"])
            Assert.True(new FileInfo(folder.File(file)).Length > 0, file);
    }

    [Fact]
    public void Every_picture_of_the_course_is_there_and_every_page_that_it_links_to()
    {
        var docs = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../docs"));
        var links = Links().Matches(File.ReadAllText(Path.Combine(docs, "course.md"))).Select(link => link.Groups[1].Value).ToArray();
        Assert.True(links.Length > 8);
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(docs, link)), link));
    }

    [GeneratedRegex(@"by hand (\S+), by the network (\S+)")]
    private static partial Regex ByHand();

    [GeneratedRegex(@"\]\(([^)#]+)")]
    private static partial Regex Links();
}

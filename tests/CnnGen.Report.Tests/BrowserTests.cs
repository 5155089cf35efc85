using System.Globalization;
using System.Text.Json.Nodes;
using CnnGen.Report.Tests.Browser;

namespace CnnGen.Report.Tests;

/// <summary>The report in a browser, where there is one.</summary>
public sealed class BrowserTests(WrittenReport report)
{
    [Fact]
    public async Task The_page_is_whole_in_light_and_dark_on_a_desktop_and_on_a_phone()
    {
        var executable = ChromiumBrowser.FindExecutable();
        Assert.SkipWhen(executable is null, "There is no Chromium on the path; name one in CNNGEN_CHROMIUM.");
        await using var browser = await ChromiumBrowser.Start(executable!);
        var page = browser.Page;
        foreach (var (width, isDark) in ((int, bool)[])[(1280, false), (1280, true), (360, false), (360, true)])
        {
            await page.Open(report.Page, width, isDark);
            await AssertPicturesLoad(page);
            Assert.Empty(page.Errors);
            Assert.All(page.Requests, request => Assert.Matches("^(file|data):", request));
            await AssertFits(page, width);
            await AssertReadable(page, isDark);
            if (Environment.GetEnvironmentVariable("CNNGEN_KEEP_REPORT") is { } kept)
                await File.WriteAllBytesAsync(Path.Combine(kept, $"{width}-{(isDark ? "dark" : "light")}.png"), await page.Screenshot(), TestContext.Current.CancellationToken);
        }

        var numbers = (await page.Evaluate("[...document.querySelectorAll('.numbers dd')].map(number => number.textContent)"))!.AsArray().Select(number => number!.GetValue<string>()).ToArray();
        foreach (var name in (string[])["shape_accuracy", "box_iou", "loss"])
            Assert.Contains(report.Evaluation[name].ToString("0.####", CultureInfo.InvariantCulture), numbers);
        Assert.Equal("Discs & squares", (await page.Evaluate("document.querySelector('h1').textContent"))!.GetValue<string>());
    }

    private static async Task AssertPicturesLoad(BrowserPage page)
    {
        var widths = await page.Evaluate("""
            Promise.all([...document.querySelectorAll('svg image')].map(async element => {
                const image = new Image();
                image.src = element.getAttribute('href');
                await image.decode();
                return image.naturalWidth;
            }))
            """);
        var found = widths!.AsArray().Select(width => width!.GetValue<int>()).ToArray();
        Assert.True(found.Length > 60, $"{found.Length} pictures");
        Assert.All(found, width => Assert.True(width > 0));
    }

    private static async Task AssertFits(BrowserPage page, int width)
    {
        Assert.InRange((await page.Evaluate("document.documentElement.scrollWidth"))!.GetValue<int>(), 1, width);
        // What sticks out of the window without having a scroll bar of its own.
        var wide = await page.Evaluate("""
            [...document.querySelectorAll('main *')]
                .filter(element => !element.closest('.scroll, pre, .tall') && element.getBoundingClientRect().right > innerWidth + 1)
                .map(element => element.outerHTML.slice(0, 80))
            """);
        Assert.Empty(wide!.AsArray());
        var small = await page.Evaluate("Math.min(...[...document.querySelectorAll('p, figcaption, dd, dt, a, summary, td')].map(element => parseFloat(getComputedStyle(element).fontSize)))");
        Assert.InRange(small!.GetValue<double>(), 12, 40);
    }

    /// <summary>The page follows the colour scheme, and its texts stand out from what they are on (WCAG 2: 4.5 to 1).</summary>
    private static async Task AssertReadable(BrowserPage page, bool isDark)
    {
        var colors = (await page.Evaluate("""
            ['h1', 'header > p', 'nav a', 'section > p', 'figcaption'].map(selector => {
                const element = document.querySelector(selector), style = getComputedStyle(element);
                let under = element;
                while (getComputedStyle(under).backgroundColor === 'rgba(0, 0, 0, 0)') under = under.parentElement;
                const numbers = color => color.match(/[\d.]+/g).slice(0, 3).map(Number);
                return [numbers(style.color), numbers(getComputedStyle(under).backgroundColor)];
            })
            """))!.AsArray();
        foreach (var pair in colors)
        {
            var (text, under) = (Luminance(pair![0]!), Luminance(pair[1]!));
            Assert.True(isDark ? text > under : text < under);
            Assert.InRange((Math.Max(text, under) + 0.05) / (Math.Min(text, under) + 0.05), 4.5, 21);
        }
    }

    private static double Luminance(JsonNode color)
    {
        double Linear(int channel)
        {
            var value = color[channel]!.GetValue<double>() / 255;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Linear(0) + 0.7152 * Linear(1) + 0.0722 * Linear(2);
    }
}

using System;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Plan;

namespace CnnGen.Generator.Layers.Convolution;

/// <summary>A convolution as all layers that have one see it: the windows over its input, and which channels meet.</summary>
internal sealed record ConvolutionGeometry(Window Vertical, Window Horizontal, ChannelGroups Groups)
{
    public ConvolutionGeometry((Window Vertical, Window Horizontal) windows, ChannelGroups groups)
        : this(windows.Vertical, windows.Horizontal, groups)
    {
    }

    public Shape Output => new(Vertical.Output, Horizontal.Output, Groups.AllOutputs, IsVector: false);

    /// <summary>The same convolution, of whose outputs the last rows and columns are left out.</summary>
    public ConvolutionGeometry First(Shape output) => this with { Vertical = Vertical.First(output.Height), Horizontal = Horizontal.First(output.Width) };

    /// <summary>The same convolution of what its windows reach of the input.</summary>
    public ConvolutionGeometry OverReached() => this with { Vertical = Vertical.OverReached(), Horizontal = Horizontal.OverReached() };

    /// <summary>Zeros around the input that its windows reach.</summary>
    public Margins InputMargins => new(Vertical.Before, Horizontal.Before, Vertical.Overhang, Horizontal.Overhang);

    /// <summary>Zeros around the output that the way back to the input reaches.</summary>
    public Margins OutputMargins
    {
        get
        {
            var (top, bottom) = PhaseSpan.Borders(Vertical);
            var (left, right) = PhaseSpan.Borders(Horizontal);
            return new Margins(top, left, bottom, right);
        }
    }

    /// <summary>Window and sizes, as in the names of kernels: "3x3s1_28x28x16_32_Same".</summary>
    public string Label =>
        $"{Vertical.Kernel}x{Horizontal.Kernel}s{Pair(Vertical.Stride, Horizontal.Stride, "x")}"
        + (Vertical.Dilation == 1 && Horizontal.Dilation == 1 ? "" : "d" + Pair(Vertical.Dilation, Horizontal.Dilation, "x"))
        + $"_{Vertical.Input}x{Horizontal.Input}x{Groups.AllInputs}_{Groups.AllOutputs}{Groups.NameSuffix}"
        + new Padding(Vertical.Padding, Horizontal.Padding).NameSuffix.Replace('-', 'm');

    /// <summary>"3 x 3 convolution", with what is unusual of it.</summary>
    public string Description =>
        $"{Vertical.Kernel} x {Horizontal.Kernel} convolution"
        + (Vertical.Dilation == 1 && Horizontal.Dilation == 1 ? "" : ", dilated by " + Pair(Vertical.Dilation, Horizontal.Dilation, " x ") + ",")
        + (Groups.Count == 1 ? "" : $" in {Groups.Count} groups");

    public static string Pair(int vertical, int horizontal, string between) =>
        vertical == horizontal ? Literal.Of(vertical) : Literal.Of(vertical) + between + Literal.Of(horizontal);
}

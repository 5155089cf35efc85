using System.Linq;
using CnnGen.Generator.Elementwise;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Plan;

/// <summary>Calls of kernels that walk over views, with the pointers taken from the views.</summary>
internal static class ElementwiseCalls
{
    /// <param name="of">What it computes, for the summary: "Copies 3 x 4 x 5".</param>
    public static void AddMap(
        this PassBuilder pass, string operation, string of, string expression, TensorView destination, bool accumulate, params TensorView[] operands) => pass.Add(
            MapKernel.Over(operation, of, expression, destination, accumulate, operands),
            [.. operands.Select(operand => operand.Pointer), destination.Pointer]);

    /// <summary>A function of elements and of numbers that each channel has.</summary>
    public static void AddChannelMap(
        this PassBuilder pass, string operation, string of, string expression, TensorView destination, bool accumulate,
        EquatableArray<EquatableArray<float>> constants, TensorView operand)
    {
        var pixel = new TensorView("", 0, destination.Shape, default);
        var kernel = MapKernel.Over(operation, of, expression, destination, accumulate, [operand, .. constants.Select(_ => pixel)]);
        pass.Add(kernel with { Constants = constants }, operand.Pointer, destination.Pointer);
    }

    public static void AddCopy(this PassBuilder pass, TensorView source, TensorView destination, bool accumulate = false) =>
        pass.AddMap("Copy", $"Copies {source.Shape}", "{a}", destination, accumulate, source);

    public static void AddClear(this PassBuilder pass, TensorView destination) =>
        pass.AddMap("Clear", $"Zeros for {destination.Shape}", "{V}<float>.Zero", destination, false);

    /// <summary>
    /// The gradient by an operand from its value at each element of the operands: as it is, or summed where the operand has one pixel for
    /// several of them.
    /// </summary>
    public static void AddGradient(
        this PassBuilder pass, string operation, string of, string expression, TensorView destination, bool accumulate, params TensorView[] operands)
    {
        var shape = operands[0].Shape;
        if (destination.Shape == shape && destination.Layout.Image != 0)
        {
            pass.AddMap(operation, of, expression, destination, accumulate, operands);
            return;
        }

        pass.Add(
            SumKernel.Over(operation, of, expression, shape, destination, accumulate, operands),
            [.. operands.Select(operand => operand.Pointer), destination.Pointer]);
    }

    /// <summary>A function of each element of a tensor.</summary>
    public static void AddFunction(this PassBuilder pass, ElementwiseFunction function, TensorView input, TensorView output)
    {
        string name = Activations.TitleOf(function.Name);
        pass.AddMap(name, $"{name} of {input.Shape}", function.Forward.Replace("{x}", "{a}"), output, false, input);
    }

    /// <summary>The gradient by the input of a layer that applies a function to each element.</summary>
    public static void AddFunctionBackward(this PassBuilder pass, ElementwiseFunction function, LayerNode layer)
    {
        if (pass.InputGradient(layer) is not var (destination, accumulate)) return;
        string name = Activations.TitleOf(function.Name) + "Backward";
        string summary = $"The gradient of {function.Name} over {layer.OutputShape}";
        var gradient = pass.OutputGradient(layer);
        if (!function.NeedsInput && !function.NeedsOutput)
        {
            pass.AddMap(name, summary, function.Backward.Replace("{g}", "{a}"), destination, accumulate, gradient);
            return;
        }

        string expression = function.Backward.Replace("{x}", "{a}").Replace("{y}", "{a}").Replace("{g}", "{b}");
        pass.AddMap(name, summary, expression, destination, accumulate, function.NeedsInput ? pass.Input(layer) : pass.Output(layer), gradient);
    }

    /// <summary>Zeros for what lies around a rectangle of a tensor.</summary>
    public static void AddFrame(this PassBuilder pass, TensorView tensor, int top, int left, int height, int width)
    {
        int below = tensor.Shape.Height - top - height;
        int right = tensor.Shape.Width - left - width;
        if (top > 0) pass.AddClear(tensor.Region(0, 0, top, tensor.Shape.Width));
        if (left > 0) pass.AddClear(tensor.Region(top, 0, height, left));
        if (right > 0) pass.AddClear(tensor.Region(top, left + width, height, right));
        if (below > 0) pass.AddClear(tensor.Region(top + height, 0, below, tensor.Shape.Width));
    }
}

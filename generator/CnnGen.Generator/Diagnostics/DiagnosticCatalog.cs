using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

// The pages in docs/diagnostics are the record of what each release can report.
#pragma warning disable RS2008

namespace CnnGen.Generator.Diagnostics;

/// <summary>Everything the generator can find wrong. Each has a page in docs/diagnostics.</summary>
internal static class DiagnosticCatalog
{
    private const string Category = "CnnGen";

    public static readonly DiagnosticDescriptor MalformedJson = Error(
        "CNN001", "Malformed JSON", "{0}");

    public static readonly DiagnosticDescriptor DuplicateKey = Error(
        "CNN002", "Duplicate key", "\"{0}\" stands twice in this object; remove one of the two");

    public static readonly DiagnosticDescriptor UnknownKey = Error(
        "CNN003", "Unknown key", "\"{0}\" is not a key of {1}; {2}");

    public static readonly DiagnosticDescriptor UnknownType = Error(
        "CNN004", "Unknown type", "\"{0}\" is not a type of {1}; {2}");

    public static readonly DiagnosticDescriptor MissingKey = Error(
        "CNN005", "Missing key", "{0} has no \"{1}\"; expected {2}");

    public static readonly DiagnosticDescriptor IllTyped = Error(
        "CNN006", "Value of the wrong type", "\"{0}\" is {1}; expected {2}");

    public static readonly DiagnosticDescriptor OutOfRange = Error(
        "CNN007", "Value out of range", "\"{0}\" is {1}; expected {2}");

    public static readonly DiagnosticDescriptor UnknownValue = Error(
        "CNN008", "Unknown value", "\"{0}\" is not a value of \"{1}\"; {2}");

    public static readonly DiagnosticDescriptor ShapeMismatch = Error(
        "CNN009", "Shape mismatch", "{0}");

    public static readonly DiagnosticDescriptor WindowTooLarge = Error(
        "CNN010", "Kernel larger than its input", "{0} {1} is larger than its input, {2}; use padding \"same\" or a {3} of at most {4} (shapes: {5})");

    public static readonly DiagnosticDescriptor UnknownInput = Error(
        "CNN011", "Unknown input", "There is no layer \"{0}\" to take as an input; {1}");

    public static readonly DiagnosticDescriptor CyclicInput = Error(
        "CNN012", "Cyclic inputs", "The layer reads its own output: {0}; let one of them take another input");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "CNN013", "Duplicate name", "Two layers are named \"{0}\"; give one of them another name{1}");

    public static readonly DiagnosticDescriptor IllegalName = Error(
        "CNN014", "Illegal name", "\"{0}\" can't be the name of {1}; {2}");

    public static readonly DiagnosticDescriptor WrongLabels = Error(
        "CNN015", "Wrong number of labels", "\"labels\" has {0} for an output of {1}; expected {2}");

    public static readonly DiagnosticDescriptor MissingLoss = Error(
        "CNN016", "Head without a loss", "The head \"{0}\" has no loss; expected one of {1}");

    public static readonly DiagnosticDescriptor LossDoesNotFit = Error(
        "CNN017", "Loss does not fit", "The loss \"{0}\" does not fit the head \"{1}\", which is of kind {2}; {3}");

    public static readonly DiagnosticDescriptor MetricDoesNotFit = Error(
        "CNN018", "Metric does not fit", "The metric \"{0}\" does not fit the head \"{1}\", which is of kind {2}; it needs kind {3}");

    public static readonly DiagnosticDescriptor WrongLossWeights = Error(
        "CNN019", "Wrong loss weights", "{0}");

    public static readonly DiagnosticDescriptor HeadsDoNotMatch = Error(
        "CNN020", "Heads do not match", "{0}");

    public static readonly DiagnosticDescriptor DuplicateNetwork = Error(
        "CNN021", "Two networks with one name", "More than one network is named {0} (upper and lower case are not told apart), found in {1}; rename one or give its file another namespace");

    public static readonly DiagnosticDescriptor UnusedLayer = Error(
        "CNN022", "Unused layer", "The output of \"{0}\" is not used; let a layer or a head take it, or remove the layer");

    public static readonly DiagnosticDescriptor NotSupportedYet = Error(
        "CNN023", "Not supported yet", "{0} is not supported yet in this version; {1}");

    public static readonly DiagnosticDescriptor TooLarge = Error(
        "CNN024", "Tensor too large", "{0} has {1} elements; expected at most {2}{3}");

    public static readonly DiagnosticDescriptor KindDoesNotFit = Error(
        "CNN025", "Kind does not fit its output", "The head \"{0}\" is of kind {1}, but {2}; {3}");

    public static readonly DiagnosticDescriptor MisplacedKey = Error(
        "CNN026", "Misplaced key", "\"{0}\" stands on a layer that is not the output; {1}");

    public static readonly DiagnosticDescriptor UnsafeBlocksNeeded = Error(
        "CNN027", "Unsafe blocks are not allowed", "Generated networks use pointers, but AllowUnsafeBlocks is \"{0}\"; set <AllowUnsafeBlocks>true</AllowUnsafeBlocks> in the project file");

    public static readonly DiagnosticDescriptor InternalError = Error(
        "CNN028", "Error in the generator", "The generator failed on {0}: {1}; this is a defect of CnnGen, please report it with the models.json that shows it");

    public static readonly DiagnosticDescriptor BudgetExceeded = Error(
        "CNN029", "Budget exceeded", "{0} has {1} {2}, but at most {3} are allowed; the largest layers are {4}");

    public static readonly DiagnosticDescriptor WeightsDoNotFit = Error(
        "CNN030", "Weights do not fit", "{0} does not hold the weights of {1}: {2}; embed the file of this network, or change models.json to what the file was saved by");

    public static readonly DiagnosticDescriptor WeightsWithoutNetwork = Error(
        "CNN031", "Weights without a network", "The weights of {0} belong to no network, since {1}; {2}");

    public static readonly DiagnosticDescriptor CannotBeTrained = Error(
        "CNN032", "Parameter without a gradient", "The parameters of \"{0}\" can't be trained: \"{1}\", {2}, is level between its steps, so no gradient comes through it; use another function there, or set \"trainable\": \"never\" on the layer");

    public static readonly DiagnosticDescriptor UnknownBase = Error(
        "CNN033", "Unknown base", "There is no network \"{0}\" to build on; {1}");

    public static readonly DiagnosticDescriptor CyclicBase = Error(
        "CNN034", "Cyclic base", "{0} can't be built on {1}: {2}; build one of them on another network");

    public static readonly DiagnosticDescriptor UnknownCut = Error(
        "CNN035", "Base cut at an unknown layer", "The base {0} {1}; {2}");

    public static readonly DiagnosticDescriptor BaseInputDiffers = Error(
        "CNN036", "Input differs from the base's", "A network over the base {0} can't have an input with {1}; expected {2}");

    // The two that follow are the build's, not the generator's: CnnGen.Bake and CnnGen.Ilgpu.targets report them.
    public static readonly DiagnosticDescriptor KernelsNotCompiled = Error(
        "CNN037", "GPU kernels can't be compiled", "{0}");

    public static readonly DiagnosticDescriptor NoKernelsToCompile = Error(
        "CNN038", "No GPU kernels to compile", "CnnGenBakeKernels is true, but there are no kernels to compile since CnnGenGpu is \"{0}\"; set <CnnGenGpu>true</CnnGenGpu> too, or leave out CnnGenBakeKernels");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = typeof(DiagnosticCatalog)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null))
        .OfType<DiagnosticDescriptor>()
        .ToImmutableArray();

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}

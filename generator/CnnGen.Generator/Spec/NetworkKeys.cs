using System.Collections.Generic;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Spec;

/// <summary>The keys of every object of models.json but those of the kinds of layer, of optimizers, losses and metrics.</summary>
internal static class NetworkKeys
{
    public static readonly TextKey Schema = new("$schema", "The schema that the editor checks this file with.");
    public static readonly TextKey Namespace = new("namespace", "The namespace of the generated classes. RootNamespace by default.");
    public static readonly NodeKey<JsonObject> Models = new(
        "models", "The networks: the key is the name of the generated class.", "an object of networks", ModelsSchema.WriteModels)
    {
        IsRequired = true,
    };

    public static readonly NodeKey<JsonNode> Input = new(
        "input", "The image that the network takes.", "an object with a \"shape\"", ModelsSchema.Reference("input"));

    public static readonly NodeKey<JsonArray> Layers = new(
        "layers", "The layers in order; each takes the one before it, unless it names its inputs.", "a list of layers", ModelsSchema.WriteLayers)
    {
        IsRequired = true,
    };

    /// <summary>The layers of a network, which may have those of its base alone.</summary>
    public static readonly NodeKey<JsonArray> Trunk = new(Layers.Name, Layers.Description, Layers.Expected, ModelsSchema.WriteLayers);

    public static readonly NodeKey<JsonObject> Heads = new(
        "heads", "Several outputs over the same trunk: the key is the name of the output.", "an object of heads", ModelsSchema.WriteHeads);

    public static readonly NodeKey<JsonObject> Compile = new(
        "compile", "How the network is trained. Without it, it only predicts.", "an object with a \"loss\"", ModelsSchema.Reference("compile"));

    public static readonly CountKey MaxParameters = new("max_parameters", "The most parameters that the network may have: a larger one is a build error.");
    public static readonly CountKey MaxMultiplyAdds = new("max_multiply_adds", "The most multiply-adds that one image may take: more are a build error.");
    public static readonly CountKey MaxActivationBytes = new(
        "max_activation_bytes", "The most bytes that the activations of one image may take while predicting: more are a build error.");

    public static readonly NodeKey<JsonObject> Base = new(
        "base", "A network that this one is built on: its layers come first.", "an object with a \"model\"", ModelsSchema.Reference("base"));

    public static readonly TextKey BaseModel = new("model", "The network whose layers are taken, by its name in a models.json of this project.") { IsRequired = true };
    public static readonly TextKey CutAt = new("cut_at", "The last layer that is taken, with all that it needs; the base's output by default.");
    public static readonly TrainableKey BaseTrainable = new(
        "trainable", "Whether training changes the parameters of the base's layers at first; \"never\" leaves out the code for it. By default as the base says.");

    public static readonly ReservedKey SeveralInputs = new("inputs", "a network takes one image: use \"input\"");

    public static readonly ShapeKey Shape = new("shape", "[height, width, channels].") { IsRequired = true };
    public static readonly ChoiceKey Channels = new("channels", "The order of the channels.", ["rgb", "bgr", "gray"], null);
    public static readonly PerChannelKey Scale = new("scale", "A byte of an image becomes byte * scale + offset: one number, or one a channel. 1/255 by default.", 1f / 255);
    public static readonly PerChannelKey Offset = new("offset", "A byte of an image becomes byte * scale + offset: one number, or one a channel. 0 by default.", 0);

    public static readonly TextKey Name = new("name", "The layer's name in C# and in weight files; by default its type and a number, like \"conv2d_1\".");
    public static readonly NamesKey LayerInputs = new("inputs", "The names of the layers whose outputs it takes, or \"input\".");
    public static readonly TrainableKey Trainable = new(
        "trainable", "Whether training changes its parameters at first; \"never\" leaves out the code for it. true by default.");
    public static readonly ReservedKey Algorithm = new("algorithm", "remove it: the generator chooses");

    public static readonly NamesKey Labels = new("labels", "The names of the classes, in the order of the outputs.");
    public static readonly ChoiceKey Kind = new(
        "kind", "What the numbers mean. By default classes for softmax and sigmoid, else values.", OutputKinds.Words, null);

    public static readonly NodeKey<JsonNode> Optimizer = new(
        "optimizer", "The optimizer; Adam by default.", "an optimizer", ModelsSchema.WriteOptimizer);

    public static readonly NodeKey<JsonNode> Loss = new(
        "loss", "The loss; with heads one for each, by name or in their order.", Losses.NameKey.Expected, ModelsSchema.WriteLoss)
    {
        IsRequired = true,
    };

    public static readonly NodeKey<JsonNode> LossWeights = new(
        "loss_weights", "The factor of each head's loss in their sum, by name or in their order. 1 by default.", "numbers", ModelsSchema.WriteLossWeights);

    public static readonly NodeKey<JsonNode> MetricNames = new(
        "metrics", "The metrics; with heads those of each, by name or in their order.", Metrics.NameKey.Expected, ModelsSchema.WriteMetrics);

    public static IReadOnlyList<SpecKey> OfFile { get; } = [Schema, Namespace, Models];

    public static IReadOnlyList<SpecKey> OfNetwork { get; } = [Base, Input, Trunk, Heads, Compile, MaxParameters, MaxMultiplyAdds, MaxActivationBytes, SeveralInputs];

    public static IReadOnlyList<SpecKey> OfBase { get; } = [BaseModel, CutAt, BaseTrainable];

    public static IReadOnlyList<SpecKey> OfInput { get; } = [Shape, Channels, Scale, Offset];

    /// <summary>The keys of every layer, whatever its kind. "type" is read before them.</summary>
    public static IReadOnlyList<SpecKey> OfLayer { get; } = [Name, LayerInputs, Trainable, Labels, Kind, Algorithm];

    public static IReadOnlyList<SpecKey> OfHead { get; } = [Layers, Labels, Kind];

    public static IReadOnlyList<SpecKey> OfCompile { get; } = [Optimizer, Loss, LossWeights, MetricNames];
}

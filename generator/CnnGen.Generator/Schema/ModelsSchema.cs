using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;

namespace CnnGen.Generator.Schema;

/// <summary>Writes models.schema.json (draft-07, which editors know best) from the tables that models.json is read with.</summary>
internal static class ModelsSchema
{
    // A loss and a metric may have one name.
    private const string LossPrefix = "loss_";
    private const string MetricPrefix = "metric_";

    public static string Write()
    {
        var writer = new JsonTextWriter().BeginObject()
            .Property("$schema", "http://json-schema.org/draft-07/schema#")
            .Property("title", "CnnGen networks")
            .Property("allowComments", true)
            .Property("allowTrailingCommas", true);
        WriteObject(writer, "Networks that the CnnGen generator makes classes of.", NetworkKeys.OfFile);
        writer.Name("definitions").BeginObject();
        Define(writer, "network", "A network: one generated class.", NetworkKeys.OfNetwork, more: WriteNeeds);
        Define(writer, "base", NetworkKeys.Base.Description, NetworkKeys.OfBase);
        Define(writer, "input", NetworkKeys.Input.Description, NetworkKeys.OfInput);
        Define(writer, "head", "An output of the network.", NetworkKeys.OfHead);
        Define(writer, "compile", NetworkKeys.Compile.Description, NetworkKeys.OfCompile);
        writer.Name("layer").BeginObject().Name("anyOf").BeginArray();
        foreach (var kind in LayerKinds.All) WriteReference(writer.BeginObject(), kind.Type).End();
        writer.End().End();
        foreach (var kind in LayerKinds.All)
        {
            Define(writer, kind.Type, kind.Description, [.. kind.Keys, .. NetworkKeys.OfLayer], LayerReader.TypeKey.Name, [kind.Type]);
        }

        foreach (var type in Optimizers.All.Concat(LearningRateSchedules.All))
        {
            Define(writer, type.Type, type.Description, type.Keys, Optimizers.TypeKey.Name, type.Words);
        }

        DefineVariants(writer, "initializer", "How a parameter starts: a name, or an object with it.", Initializers.All);
        DefineVariants(writer, "regularizer", "What the size of a parameter adds to the loss: a name, or an object with it.", Regularizers.All);
        foreach (var loss in Losses.All) Define(writer, LossPrefix + loss.Name, loss.Description, loss.Keys, NamedRows.TypeKey, loss.Words);
        foreach (var metric in Metrics.All) Define(writer, MetricPrefix + metric.Name, metric.Description, metric.Keys, NamedRows.TypeKey, metric.Words);
        return writer.End().End().ToString();
    }

    /// <summary>A schema that is one of the definitions.</summary>
    public static Action<JsonTextWriter> Reference(string definition) =>
        writer => writer.Name("allOf").BeginArray().BeginObject().Property("$ref", "#/definitions/" + definition).End().End();

    public static void WriteModels(JsonTextWriter writer) => WriteMap(writer, "network", "^[A-Z][A-Za-z0-9_]*$");

    public static void WriteHeads(JsonTextWriter writer) => WriteMap(writer.Property("minProperties", 1), "head", "^[A-Za-z][A-Za-z0-9_]*$");

    public static void WriteLayers(JsonTextWriter writer)
    {
        writer.Property("type", "array").Property("minItems", 1).Name("items");
        WriteReference(writer.BeginObject(), "layer").End();
    }

    public static void WriteOptimizer(JsonTextWriter writer)
    {
        writer.Name("anyOf").BeginArray().BeginObject().Name("enum").Values(Optimizers.Words).End();
        foreach (var optimizer in Optimizers.All) WriteReference(writer.BeginObject(), optimizer.Type).End();
        writer.End();
    }

    public static void WriteLoss(JsonTextWriter writer) => WritePerHead(writer, value => WriteNamed(value, Losses.NameKey, LossPrefix, Losses.All));

    public static void WriteLossWeights(JsonTextWriter writer) => WritePerHead(writer, value => value.Property("type", "number").Property("minimum", 0));

    public static void WriteMetrics(JsonTextWriter writer) => WritePerHead(writer, value =>
    {
        value.Name("anyOf").BeginArray().BeginObject();
        WriteNamed(value, Metrics.NameKey, MetricPrefix, Metrics.All);
        value.End().BeginObject().Property("type", "array").Name("items").BeginObject();
        WriteNamed(value, Metrics.NameKey, MetricPrefix, Metrics.All);
        value.End().End().End();
    });

    /// <summary>A name, or an object with a "type" and attributes.</summary>
    private static void WriteNamed(JsonTextWriter writer, ChoiceKey names, string prefix, IEnumerable<INamedRow> rows)
    {
        writer.Name("anyOf").BeginArray().BeginObject();
        names.WriteSchema(writer);
        writer.End();
        foreach (var row in rows) WriteReference(writer.BeginObject(), prefix + row.Words[0]).End();
        writer.End();
    }

    /// <summary>One value, a list in the order of the heads, or an object with their names.</summary>
    private static void WritePerHead(JsonTextWriter writer, Action<JsonTextWriter> writeValue)
    {
        writer.Name("anyOf").BeginArray().BeginObject();
        writeValue(writer);
        writer.End().BeginObject().Property("type", "array").Name("items").BeginObject();
        writeValue(writer);
        writer.End().End().BeginObject().Property("type", "object").Name("additionalProperties").BeginObject();
        writeValue(writer);
        writer.End().End().End();
    }

    private static void WriteMap(JsonTextWriter writer, string definition, string namePattern)
    {
        writer.Property("type", "object").Name("propertyNames").BeginObject().Property("pattern", namePattern).End();
        WriteReference(writer.Name("additionalProperties").BeginObject(), definition).End();
    }

    private static JsonTextWriter WriteReference(JsonTextWriter writer, string definition) =>
        writer.Property("$ref", "#/definitions/" + definition);

    private static void DefineVariants<T>(JsonTextWriter writer, string name, string description, IReadOnlyList<Variant<T>> variants)
    {
        writer.Name(name).BeginObject().Property("description", description).Name("anyOf").BeginArray();
        writer.BeginObject().Name("enum").Values(variants.Where(variant => !variant.Keys.Any(key => key.IsRequired)).Select(variant => variant.Type)).End();
        foreach (var variant in variants)
        {
            writer.BeginObject();
            WriteObject(writer, variant.Description, variant.Keys, LayerReader.TypeKey.Name, [variant.Type]);
            writer.End();
        }

        writer.End().End();
    }

    private static void Define(
        JsonTextWriter writer, string name, string description, IReadOnlyList<SpecKey> keys, string? typeKey = null, IReadOnlyList<string>? types = null,
        Action<JsonTextWriter>? more = null)
    {
        writer.Name(name).BeginObject();
        WriteObject(writer, description, keys, typeKey, types);
        more?.Invoke(writer);
        writer.End();
    }

    /// <summary>A network has an input and layers, unless it has those of a base.</summary>
    private static void WriteNeeds(JsonTextWriter writer) => writer.Name("anyOf").BeginArray()
        .BeginObject().Name("required").Values([NetworkKeys.Input.Name, NetworkKeys.Trunk.Name]).End()
        .BeginObject().Name("required").Values([NetworkKeys.Base.Name]).End()
        .End();

    /// <param name="typeKey">The key that tells this object from others in its place; it can only be one of <paramref name="types"/>.</param>
    private static void WriteObject(
        JsonTextWriter writer, string description, IReadOnlyList<SpecKey> keys, string? typeKey = null, IReadOnlyList<string>? types = null)
    {
        writer.Property("description", description).Property("type", "object").Property("additionalProperties", false);
        var required = keys.Where(key => key.IsRequired).Select(key => key.Name).ToList();
        if (typeKey is not null) required.Insert(0, typeKey);
        if (required.Count > 0) writer.Name("required").Values(required);
        writer.Name("properties").BeginObject();
        if (typeKey is not null)
        {
            writer.Name(typeKey).BeginObject().Property("description", description).Name("enum").Values(types!).End();
        }

        foreach (var key in keys)
        {
            if (key is ReservedKey) continue;
            writer.Name(key.Name).BeginObject().Property("description", key.Description);
            key.WriteSchema(writer);
            writer.End();
        }

        writer.End();
    }
}

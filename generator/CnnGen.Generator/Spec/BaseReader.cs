using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Json;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Spec;

/// <summary>Reads "base".</summary>
internal static class BaseReader
{
    /// <param name="keySpan">Where "base" stands.</param>
    public static BaseSpec? Read(JsonObject? node, TextSpan keySpan, DiagnosticBag diagnostics)
    {
        if (node is null) return null;
        var reader = new ObjectReader(node, keySpan, "the base", diagnostics);
        reader.RejectUnknown(NetworkKeys.OfBase);
        string? model = reader.Read(NetworkKeys.BaseModel);
        string? cutAt = reader.Read(NetworkKeys.CutAt);
        var trainable = reader.Read(NetworkKeys.BaseTrainable);
        return model is null
            ? null
            : new BaseSpec(model, reader.SpanOf(NetworkKeys.BaseModel), cutAt, reader.SpanOf(NetworkKeys.CutAt), trainable, keySpan);
    }
}

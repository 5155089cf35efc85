using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Json;
using CnnGen.Generator.Schema;

namespace CnnGen.Generator.Spec.Keys;

/// <summary>A key that says whether training changes parameters; null where it is missing.</summary>
internal sealed class TrainableKey(string name, string description)
    : SpecKey<Trainability?>(name, description, null)
{
    private const string Never = "never";

    public override string Expected => "true, false or \"" + Never + "\"";

    public override bool TryRead(JsonNode node, DiagnosticBag diagnostics, out Trainability? value)
    {
        value = node switch
        {
            JsonBoolean { Value: true } => Trainability.Yes,
            JsonBoolean => Trainability.NotAtFirst,
            JsonString { Value: Never } => Trainability.Never,
            _ => null,
        };
        return value is not null || IllTyped(node, diagnostics);
    }

    public override void WriteSchema(JsonTextWriter writer) => writer.Name("anyOf").BeginArray()
        .BeginObject().Property("type", "boolean").End()
        .BeginObject().Name("enum").Values([Never]).End()
        .End();
}

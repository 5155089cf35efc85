using CnnGen.Import;
using CnnGen.Import.Onnx;
using CnnGen.Onnx.Tests;
using CnnGen.Runtime.Tests.Data;

namespace CnnGen.Conformance.Tests;

/// <summary>Damaged models are imported, or refused with a message; nothing else happens.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 10;

    private static readonly Lazy<IReadOnlyList<NodeCase>> s_cases = new(() => NodeCase.All(OnnxData.Folder("node")));

    [Fact]
    public void A_file_with_damaged_bytes_is_imported_or_refused()
    {
        var random = new Random(17);
        foreach (var item in s_cases.Value)
        {
            var bytes = File.ReadAllBytes(Path.Combine(item.Folder, "model.onnx"));
            for (var i = 0; i < Rounds && bytes.Length < 4096; i++)
            {
                var damaged = Mutation.Of(bytes, random);
                Check(item, Convert.ToHexString(damaged), () => item.Import(OnnxModel.Parse(damaged, item.Name), tensor => tensor));
            }
        }
    }

    [Fact]
    public void A_model_that_says_other_things_is_imported_or_refused()
    {
        foreach (var (index, item) in s_cases.Value.Index())
        {
            for (var i = 0; i < Rounds; i++)
            {
                var seed = (index * 1000) + i;
                var random = new Random(seed);
                Check(item, $"seed {seed}", () => item.Import(GraphMutation.Of(item.Model, random), tensor => GraphMutation.Tensor(tensor, random)));
            }
        }
    }

    private static void Check(NodeCase item, string damage, Func<OnnxImport> import)
    {
        try
        {
            Assert.NotEmpty(ModelsJson.Write(import().Network));
        }
        catch (Exception exception) when (exception is ImportException or InvalidDataException)
        {
            Assert.NotEmpty(exception.Message);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{item.Name}, {damage}: {exception.Message}", exception);
        }
    }
}

namespace CnnGen.Layers.Tests;

/// <summary>Two inputs and many, one twice, with borders from their other readers, and pixels that stand for all.</summary>
public sealed class MergeCases : ICases
{
    public static IEnumerable<LayerCase> All
    {
        get
        {
            int[] channels = [1, 3, 16, 17, 33, 5];
            string[] kinds =
            [
                """{ "type": "Add", """, """{ "type": "Subtract", """, """{ "type": "Multiply", """, """{ "type": "Average", """, """{ "type": "Maximum", """, """{ "type": "Minimum", """,
            ];
            for (int k = 0; k < kinds.Length; k++)
            {
                string name = kinds[k].Split('"')[3];
                int c = channels[k];
                yield return LayerCase.AfterFeatures(
                    $"{name}_{c}", (3, 4, c),
                    $$"""
                    { "type": "Conv2D", "name": "other", "filters": {{c}}, "kernel_size": 3, "padding": "same", "activation": "tanh" },
                    {{kinds[k]}}"inputs": ["before", "other"] }, { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }
                    """);
                yield return LayerCase.AfterFeatures($"{name}_Twice", (2, 3, 5), $$"""{{kinds[k]}}"inputs": ["before", "before"] }""");
                yield return LayerCase.AfterFeatures(
                    $"{name}_OfOneForAll", (3, 2, 17),
                    $$"""
                    { "type": "Conv2D", "name": "one", "filters": 17, "kernel_size": [3, 2], "activation": "tanh" }, {{kinds[k]}}"name": "first", "inputs": ["before", "one"] },
                    { "type": "Conv2D", "name": "row", "filters": 17, "kernel_size": [3, 1], "activation": "tanh" }, {{kinds[k]}}"inputs": ["row", "first"] }
                    """);
                if (name == "Subtract") continue;
                int count = name is "Multiply" ? 8 : 17;
                string[] sources = ["before", "other", "third", "input", "before", "third", "third"];
                yield return LayerCase.AfterFeatures(
                    $"{name}_OfMany", (2, 1, 19),
                    $$"""
                    { "type": "Conv2D", "name": "other", "filters": 19, "kernel_size": 1, "activation": "tanh" }, { "type": "Activation", "name": "third", "activation": "silu" },
                    {{kinds[k]}}"inputs": [{{string.Join(", ", Enumerable.Range(0, count).Select(i => $"\"{sources[i % sources.Length]}\""))}}] }
                    """);
            }

            // Divisors from 1.5 to 2.5.
            const string Away = """{ "type": "Activation", "activation": "tanh" }, { "type": "Rescaling", "scale": 0.5, "offset": 2, "name": """;
            yield return LayerCase.AfterFeatures(
                "Divide_18", (3, 4, 18),
                $$"""
                { "type": "Conv2D", "filters": 18, "kernel_size": 3, "padding": "same" }, {{Away}} "other" },
                { "type": "Divide", "inputs": ["before", "other"] }, { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }
                """);
            yield return LayerCase.AfterFeatures("Divide_Twice", (2, 3, 5), """{ "type": "Divide", "inputs": ["before", "before"] }""");
            yield return LayerCase.AfterFeatures(
                "Divide_OfOneForAll", (3, 2, 17),
                $$"""
                { "type": "Conv2D", "filters": 17, "kernel_size": [3, 2] }, {{Away}} "one" }, { "type": "Divide", "name": "first", "inputs": ["before", "one"] },
                {{Away}} "positive" }, { "type": "Divide", "inputs": ["one", "positive"] }
                """);
            yield return LayerCase.AfterFeatures(
                "Add_OfVectors", (2, 2, 3),
                """{ "type": "Flatten", "name": "flat" }, { "type": "Dense", "units": 12, "activation": "tanh" }, { "type": "Add", "inputs": ["flat", "dense_1"] }""");
        }
    }
}

public sealed class MergeTests : LayerTests<MergeCases>;

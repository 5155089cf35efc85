using CnnGen.Generator.Plan;
using static CnnGen.Generator.Tests.MarkedText;

namespace CnnGen.Generator.Tests;

/// <summary>Where tensors lie and what runs in which order.</summary>
public sealed class PlanTests
{
    private const string Mse = """, "compile": { "loss": "mse" }""";

    private static readonly string s_fanOut = OfLayers(
        """{ "type": "Conv2D", "name": "trunk", "filters": 5, "kernel_size": 3, "padding": "same" }""",
        """
        , "heads": {
          "a": { "layers": [{ "type": "Conv2D", "filters": 3, "kernel_size": 2, "strides": 2, "padding": "same", "inputs": ["trunk"] }, { "type": "Flatten" }] },
          "b": { "layers": [{ "type": "MaxPooling2D", "pool_size": 3, "strides": 2, "inputs": ["trunk"] }] },
          "c": { "layers": [{ "type": "Flatten", "inputs": ["trunk"] }, { "type": "Dense", "units": 2 }] },
          "d": { "layers": [{ "type": "Dropout", "rate": 0.3, "inputs": ["trunk"] }, { "type": "Activation", "activation": "relu" }] },
          "e": { "layers": [{ "type": "Activation", "activation": "tanh", "inputs": ["trunk"] }] },
          "f": { "layers": [{ "type": "Conv2D", "filters": 2, "kernel_size": 1, "strides": 2, "inputs": ["trunk"] }] }
        }, "compile": { "loss": ["mse", "mse", "mse", "mse", "mse", "mse"] }
        """);

    private static readonly string s_onlyTrunk = OfLayers(
        """{ "type": "Conv2D", "name": "trunk", "filters": 2, "kernel_size": 3 }""",
        """
        , "heads": {
          "a": { "layers": [{ "type": "Flatten", "inputs": ["trunk"] }] },
          "b": { "layers": [{ "type": "Flatten", "inputs": ["trunk"] }] },
          "c": { "layers": [{ "type": "Flatten", "inputs": ["trunk"] }] }
        }, "compile": { "loss": ["mse", "mse", "mse"] }
        """);

    [Theory]
    [InlineData(3, 1, 1, 1, 1, 1, 1, 1)]
    [InlineData(2, 1, 0, 0, 1, 1, 1, 0)]
    [InlineData(5, 1, 2, 2, 2, 2, 2, 2)]
    [InlineData(3, 2, 0, 0, 1, 1, 1, 0)]
    [InlineData(4, 2, 1, 1, 1, 1, 1, 1)]
    [InlineData(1, 2, 0, 0, 0, 0, 0, 0)]
    public void Same_convolutions_have_borders_of_input_and_gradient(
        int kernel, int stride, int top, int left, int bottom, int right, int gradientBefore, int gradientAfter)
    {
        var graph = GraphOf(OfLayers(
            $$"""{ "type": "Conv2D", "filters": 2, "kernel_size": 1 }, { "type": "Conv2D", "filters": 4, "kernel_size": {{kernel}}, "strides": {{stride}}, "padding": "same" }, { "type": "Conv2D", "filters": 1, "kernel_size": 1 }""", Mse));
        var tensors = new NetworkTensors(graph, new Arena());
        Assert.Equal(new Margins(top, left, bottom, right), tensors.Output(0, Mode.Train).Margins);
        Assert.Equal(default, tensors.Output(1, Mode.Train).Margins);
        Assert.Equal(new Margins(gradientBefore, gradientBefore, gradientAfter, gradientAfter), tensors.Gradient(1).Margins);
        Assert.Equal(default, tensors.Gradient(0).Margins);
        Assert.Equal(default, tensors.NetworkInput.Margins);
    }

    [Fact]
    public void A_valid_convolution_has_a_border_of_its_gradient_only()
    {
        var tensors = new NetworkTensors(GraphOf(OfLayers("""{ "type": "Conv2D", "filters": 2, "kernel_size": 1 }, { "type": "Conv2D", "filters": 4, "kernel_size": [3, 2] }""", Mse)), new Arena());
        Assert.Equal(default, tensors.Output(0, Mode.Train).Margins);
        Assert.Equal(new Margins(2, 1, 2, 1), tensors.Gradient(1).Margins);
    }

    [Fact]
    public void The_largest_border_of_all_readers_is_kept()
    {
        var plan = BackEnd.Plan(GraphOf(OfLayers(
            """{ "type": "Conv2D", "name": "trunk", "filters": 2, "kernel_size": 1 }""",
            """
            , "heads": { "a": { "layers": [{ "type": "Conv2D", "filters": 1, "kernel_size": 3, "padding": "same" }] },
                         "b": { "layers": [{ "type": "Conv2D", "filters": 1, "kernel_size": [1, 5], "padding": "same", "inputs": ["trunk"] }] } }
            """)));
        Assert.Equal((8 + 4) * 2, plan.Activations[0].RowStride);
        Assert.Equal((8 + 4) * 2 * (8 + 2), plan.Activations[0].ImageStride);
        Assert.Equal(((8 + 4) * 2) + (2 * 2), plan.Activations[0].InteriorOffset);
    }

    [Fact]
    public void Flatten_shares_memory_where_there_is_no_border()
    {
        const string first = """{ "type": "Conv2D", "name": "x", "filters": 2, "kernel_size": 1 }""";
        var shared = BackEnd.Plan(GraphOf(OfLayers(first + """, { "type": "Flatten" }, { "type": "Dense", "units": 1 }""", Mse)));
        Assert.Equal("XOutput", shared.Activations[1].Buffer);
        Assert.DoesNotContain(shared.Train, call => call.Kernel?.Name.StartsWith("Copy", StringComparison.Ordinal) == true);

        var copied = BackEnd.Plan(GraphOf(OfLayers(
            first,
            """
            , "heads": { "a": { "layers": [{ "type": "Flatten" }, { "type": "Dense", "units": 1 }] },
                         "b": { "layers": [{ "type": "Conv2D", "filters": 1, "kernel_size": 3, "padding": "same", "inputs": ["x"] }] } }
            """)));
        Assert.Equal("Flatten1Output", copied.Activations[1].Buffer);
        Assert.Contains(copied.Predict, call => call.Statement == $"a + At.XOutput + {copied.Activations[0].InteriorOffset}, a + At.Flatten1Output, batch");
    }

    [Fact]
    public void Dropout_is_its_input_when_predicting()
    {
        var graph = GraphOf(OfLayers("""{ "type": "Conv2D", "name": "x", "filters": 2, "kernel_size": 1 }, { "type": "Dropout", "rate": 0.5 }, { "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }""", Mse));
        var tensors = new NetworkTensors(graph, new Arena());
        Assert.Equal(tensors.Output(0, Mode.Predict), tensors.Output(1, Mode.Predict));
        Assert.Equal(tensors.Output(0, Mode.Evaluate), tensors.Output(1, Mode.Evaluate));
        Assert.NotEqual(tensors.Output(0, Mode.Train).Base, tensors.Output(1, Mode.Train).Base);
        Assert.Equal(new Margins(1, 1, 1, 1), tensors.Output(0, Mode.Train).Margins);
        Assert.Equal(new Margins(1, 1, 1, 1), tensors.Output(1, Mode.Train).Margins);
        var plan = BackEnd.Plan(graph);
        Assert.DoesNotContain(plan.Predict.Concat(plan.Evaluate), call => call.Statement.Contains("Mask", StringComparison.Ordinal));
        Assert.Contains(plan.Train, call => call.Statement.Contains("Mask", StringComparison.Ordinal));
    }

    /// <summary>The first to write a gradient overwrites what the block before left there; everyone after it adds.</summary>
    [Fact]
    public void Every_gradient_is_written_once_before_it_is_added_to()
    {
        foreach (string text in (string[])[s_fanOut, s_onlyTrunk, Declared.TwoNetworks])
        {
            foreach (var graph in Declared.Graphs(text)) AssertWrittenOnce(BackEnd.Plan(graph));
        }

        Assert.Equal(2, BackEnd.Plan(GraphOf(s_onlyTrunk)).Train.Count(call => call.Kernel?.Name.EndsWith("_Add", StringComparison.Ordinal) == true));
        var adding = BackEnd.Plan(GraphOf(s_fanOut)).Train
            .Where(call => WritesTo(call) == "TrunkGradient" && call.Kernel?.Name.EndsWith("_Add", StringComparison.Ordinal) == true)
            .Select(call => call.Kernel!.Name.Split('_')[0]);
        Assert.Equal(["TanhBackward", "Multiply", "DenseData", "MaxPooling2DBackward", "Conv2DData"], adding.Distinct());
    }

    private static void AssertWrittenOnce(NetworkPlan plan)
    {
        var written = new HashSet<string>();
        var kernels = new Dictionary<string, string>();
        foreach (var call in plan.Train)
        {
            if (WritesTo(call) is not { } buffer) continue;
            // Phases of one convolution write different pixels of one gradient, after each other.
            string layer = call.Kernel?.Name.Split('_')[0] ?? "loss";
            bool adds = call.Kernel?.Name.EndsWith("_Add", StringComparison.Ordinal) == true;
            if (adds) Assert.Contains(buffer, written);
            else Assert.True(written.Add(buffer) || kernels[buffer] == "Conv2DData" || kernels[buffer] == "Clear", $"{buffer} is overwritten by {call.Kernel?.Name}");
            kernels[buffer] = layer;
        }

        Assert.Equal(plan.ArenaOffsets.Select(place => place.Name).Where(name => name.EndsWith("Gradient", StringComparison.Ordinal)).Order(), written.Order());
    }

    /// <summary>The gradient that a call writes: the last argument that is a gradient, or that of a loss.</summary>
    private static string? WritesTo(Call call)
    {
        string[] arguments = call.Statement.Split(["(", ", "], StringSplitOptions.None);
        string? pointer = call.Kernel is null
            ? call.Into.Length > 0 ? Array.Find(arguments, argument => argument.StartsWith("gradient: ", StringComparison.Ordinal))?["gradient: ".Length..] : null
            : arguments[^2];
        if (pointer is null || !pointer.StartsWith("a + At.", StringComparison.Ordinal)) return null;
        string name = pointer["a + At.".Length..].Split(' ')[0];
        bool isInPlace = call.Kernel is OutputGradientKernel;
        return name.EndsWith("Gradient", StringComparison.Ordinal) && !isInPlace ? name : null;
    }

    [Theory]
    [InlineData("Digits")]
    [InlineData("Locator")]
    [InlineData("FanOut")]
    public void Buffers_of_an_arena_do_not_overlap_and_leave_room_behind(string name)
    {
        var graph = name == "FanOut" ? GraphOf(s_fanOut) : Declared.Graphs(Declared.TwoNetworks).Single(graph => graph.Name == name);
        var tensors = new NetworkTensors(graph, new Arena());
        var plan = BackEnd.Plan(graph);
        var own = graph.Layers.SelectMany(layer => (TensorPlan?[])[
                tensors.Output(layer.Index, Mode.Predict), tensors.Output(layer.Index, Mode.Train), tensors.NeedsGradient(layer.Index) ? tensors.Gradient(layer.Index) : null])
            .Append(tensors.NetworkInput)
            .OfType<TensorPlan>()
            .Where(tensor => tensor.Base.StartsWith("a + At.", StringComparison.Ordinal))
            .GroupBy(tensor => tensor.Base["a + At.".Length..], tensor => tensor.ImageStride)
            .ToDictionary(buffer => buffer.Key, buffer => buffer.Distinct().Single());
        var places = plan.ArenaOffsets.Where(place => !plan.Derive.Any(statement => statement.Contains("derived + At." + place.Name, StringComparison.Ordinal))).ToList();
        Assert.Subset(places.Select(place => place.Name).ToHashSet(), own.Keys.ToHashSet());
        for (int i = 0; i < places.Count; i++)
        {
            int end = i + 1 < places.Count ? places[i + 1].Offset : plan.TrainArenaLength;
            int length = own.GetValueOrDefault(places[i].Name, 1) * plan.BlockSize;
            Assert.Equal(0, places[i].Offset % 16);
            Assert.True(places[i].Offset + length + 16 <= end, places[i].Name);
        }

        // What predicting needs comes first, so that a smaller arena does for it.
        Assert.True(plan.PredictArenaLength < plan.TrainArenaLength);
        var fused = graph.Layers.Where(layer => !tensors.Fused.IsStored(layer)).Select(layer => layer.Identifier + "Output");
        var predicting = own.Keys.Where(key => key == "Input" || key.EndsWith("Output", StringComparison.Ordinal) && !key.StartsWith("Dropout", StringComparison.Ordinal))
            .Append("Work").Except(fused).ToHashSet();
        Assert.All(places, place => Assert.Equal(predicting.Contains(place.Name), place.Offset < plan.PredictArenaLength));
    }

    [Fact]
    public void A_network_that_only_predicts_has_one_arena()
    {
        var plan = BackEnd.Plan(GraphOf(OfLayers("""{ "type": "Conv2D", "filters": 2, "kernel_size": 3 }, { "type": "MaxPooling2D", "strides": 1 }""")));
        Assert.Equal(plan.PredictArenaLength, plan.TrainArenaLength);
        Assert.Empty(plan.Train);
        Assert.Empty(plan.Inspect);
        Assert.Empty(plan.Derive);
    }

    [Theory]
    [InlineData("\"pool_size\": 2", true)]
    [InlineData("\"pool_size\": [3, 2], \"strides\": [3, 4]", true)]
    [InlineData("\"pool_size\": 3, \"strides\": 2", false)]
    [InlineData("\"pool_size\": 5", false)]
    [InlineData("\"pool_size\": 2, \"padding\": \"same\"", true)]
    [InlineData("\"pool_size\": 3, \"padding\": \"same\"", false)]
    public void A_pooling_of_disjoint_windows_is_computed_with_its_convolution_while_predicting(string pooling, bool together)
    {
        var plan = BackEnd.Plan(GraphOf(OfLayers(
            $$"""{ "type": "Conv2D", "filters": 2, "kernel_size": 3, "padding": "same" }, { "type": "MaxPooling2D", {{pooling}} }, { "type": "Conv2D", "filters": 1, "kernel_size": 1 }""", Mse)));
        int kernels = together ? 2 : 3;
        Assert.Equal((kernels, kernels, 3), (Kernels(plan.Predict), Kernels(plan.Evaluate), Kernels(together ? plan.Inspect : plan.Predict)));
        Assert.Equal(together, plan.Activations[0].Buffer == "Conv2D1Output" && plan.ArenaOffsets.Single(place => place.Name == "Conv2D1Output").Offset >= plan.PredictArenaLength);
        static int Kernels(EquatableArray<Call> calls) => calls.Count(call => call.Kernel is not null and not MapKernel);
    }

    [Theory]
    [InlineData(", \"heads\": { \"a\": { \"layers\": [{ \"type\": \"MaxPooling2D\", \"inputs\": [\"x\"] }] }, \"b\": { \"layers\": [{ \"type\": \"Flatten\", \"inputs\": [\"x\"] }] } }", "x")]
    [InlineData(", { \"type\": \"MaxPooling2D\" }", "softmax")]
    public void A_convolution_whose_outputs_others_read_is_not_pooled_in_registers(string rest, string what)
    {
        string activation = what == "softmax" ? "softmax" : "relu";
        string convolution = $$"""{ "type": "Conv2D", "name": "x", "filters": 2, "kernel_size": 1, "activation": "{{activation}}" }""";
        var plan = BackEnd.Plan(GraphOf(what == "softmax" ? OfLayers(convolution + rest) : OfLayers(convolution, rest)));
        Assert.Empty(plan.Inspect);
    }

    /// <summary>A network with shortcuts, borders, a slice of a concatenation, features and two heads, whose image does not stay in a cache.</summary>
    [Fact]
    public void Buffers_that_share_memory_are_never_needed_together()
    {
        var graph = GraphOf(OfLayers(
            """
            { "type": "Conv2D", "filters": 32, "kernel_size": 3, "padding": "same", "activation": "relu", "trainable": false },
            { "type": "Conv2D", "name": "a", "filters": 32, "kernel_size": 3, "padding": "same" },
            { "type": "Add", "inputs": ["conv2d_1", "a"] }, { "type": "BatchNormalization", "name": "sum" },
            { "type": "Conv2D", "name": "b", "filters": 32, "kernel_size": 1, "inputs": ["sum"] },
            { "type": "Conv2D", "name": "c", "filters": 16, "kernel_size": 3, "padding": "same", "inputs": ["sum"] },
            { "type": "Concatenate", "inputs": ["b", "c"] }, { "type": "MaxPooling2D" }, { "type": "Conv2D", "filters": 8, "kernel_size": 3 },
            { "type": "GlobalAveragePooling2D" }, { "type": "Dense", "units": 2 }
            """, Mse).Replace("[8, 8, 3]", "[64, 64, 3]", StringComparison.Ordinal));
        var plan = BackEnd.Plan(graph);
        var places = plan.ArenaOffsets.Where(place => place.Name.EndsWith("Shared", StringComparison.Ordinal)).ToDictionary(place => place.Name, place => place.Offset);
        var lengths = new Dictionary<string, TensorPlan>();
        var tensors = new NetworkTensors(graph, new Arena());
        foreach (var tensor in graph.Layers.Select(layer => tensors.Output(layer.Index, Mode.Predict)).Append(tensors.NetworkInput).Where(tensor => tensor.Slice is null))
            lengths[tensor.Base["a + At.".Length..] + "Shared"] = tensor;
        bool Overlap(string a, string b) => places[a] < places[b] + lengths[b].ImageStride && places[b] < places[a] + lengths[a].ImageStride;
        int shared = 0;
        foreach (var pass in (IEnumerable<Call>[])[plan.Predict, plan.Features, plan.Evaluate])
        {
            var lives = new Dictionary<string, (int First, int Last)>();
            foreach (var (call, i) in pass.Select((call, i) => (call, i)))
            {
                foreach (string name in places.Keys.Where(name => call.Chain.Any(part => part.Statement.Split([' ', ','], StringSplitOptions.None).Contains("At." + name))))
                    lives[name] = (lives.TryGetValue(name, out var life) ? life.First : i, i);
            }

            foreach (string a in lives.Keys)
            {
                Assert.True(places[a] + lengths[a].ImageStride <= plan.PredictArenaLength);
                foreach (string b in lives.Keys.Where(b => string.CompareOrdinal(a, b) < 0 && Overlap(a, b)))
                {
                    shared++;
                    Assert.True(lives[a].Last < lives[b].First || lives[b].Last < lives[a].First, $"{a} and {b} are needed together");
                    Assert.Equal(lengths[a].Margins, lengths[b].Margins);
                    if (lengths[a].Margins != default) Assert.Equal((lengths[a].Shape, places[a]), (lengths[b].Shape, places[b]));
                }
            }
        }

        Assert.True(shared > 0, "nothing is shared");
        Assert.DoesNotContain(plan.Train.Concat(plan.Inspect), call => call.Statement.Contains("Shared", StringComparison.Ordinal));
        Assert.All(plan.ArenaOffsets.Where(place => place.Name.EndsWith("Output", StringComparison.Ordinal)), place => Assert.True(place.Offset >= plan.PredictArenaLength));
    }

    /// <summary>A convolution, what sees its rows by windows and what sees them one by one; not where a tensor is small, or a second layer reads it by other rows.</summary>
    [Theory]
    [InlineData(112, "conv2d_1, depthwise_conv2d_1, conv2d_2|dense_1")]
    [InlineData(40, "conv2d_1|depthwise_conv2d_1|conv2d_2|dense_1")]
    public void Calls_go_through_the_rows_of_large_tensors_together(int side, string expected)
    {
        var plan = BackEnd.Plan(GraphOf(OfLayers(
            """
            { "type": "Conv2D", "filters": 32, "kernel_size": 3, "padding": "same", "activation": "relu" },
            { "type": "DepthwiseConv2D", "kernel_size": 3, "padding": "same", "activation": "relu" },
            { "type": "Conv2D", "filters": 4, "kernel_size": 1 }, { "type": "Flatten" }, { "type": "Dense", "units": 2 }
            """, Mse).Replace("[8, 8, 3]", $"[{side}, {side}, 3]", StringComparison.Ordinal)));
        Assert.Equal(expected, string.Join('|', plan.Predict.Where(call => call.Layers.Length > 0).Select(call => call.Layers).Distinct()));
        Assert.All(plan.Train.Concat(plan.Evaluate).Concat(plan.Inspect), call => Assert.Null(call.Ahead));
    }

    [Theory]
    [InlineData(56, 64, 64, "_Winograd4")]
    [InlineData(14, 256, 256, "_Winograd2")]
    [InlineData(7, 512, 512, "")]
    [InlineData(64, 3, 32, "")]
    [InlineData(28, 1, 32, "")]
    [InlineData(2, 64, 64, "")]
    public void The_algorithm_follows_from_the_sizes(int side, int inputs, int filters, string suffix)
    {
        string layers = $$"""{ "type": "Conv2D", "filters": {{inputs}}, "kernel_size": 1 }, { "type": "Conv2D", "filters": {{filters}}, "kernel_size": 3, "padding": "same" }""";
        string text = OfLayers(layers).Replace("[8, 8, 3]", $"[{side}, {side}, 1]", StringComparison.Ordinal);
        Assert.EndsWith(side + "x" + inputs + "_" + filters + "_Same" + suffix, BackEnd.Plan(GraphOf(text)).Predict.Last(call => call.Kernel is not null).Kernel!.Name);
    }

    [Fact]
    public void Identical_layers_share_a_kernel()
    {
        string one = """{ "type": "Conv2D", "filters": 3, "kernel_size": 3, "padding": "same", "activation": "relu" }""";
        var plan = BackEnd.Plan(GraphOf(OfLayers(string.Join(", ", Enumerable.Repeat(one, 6)) + """, { "type": "Flatten" }, { "type": "Dense", "units": 2 }""", Mse)));
        var convolutions = plan.Predict.Where(call => call.Kernel?.Name.StartsWith("Conv2D_", StringComparison.Ordinal) == true).ToList();
        Assert.Equal(6, convolutions.Count);
        // The last one's output has no border.
        Assert.Equal(2, convolutions.Select(call => call.Kernel).Distinct().Count());
        string source = BackEnd.Emit(plan).Single(file => file.HintName.EndsWith("Simd256.g.cs", StringComparison.Ordinal)).Text;
        Assert.Equal(plan.Predict.Concat(plan.Train).Concat(plan.Evaluate).Select(call => call.Kernel).OfType<Kernel>().Distinct().Count(), source.Split("[MethodImpl").Length - 1);
    }

    [Fact]
    public void Phases_of_one_geometry_share_a_kernel()
    {
        var plan = BackEnd.Plan(GraphOf(OfLayers("""{ "type": "Conv2D", "filters": 3, "kernel_size": 1 }, { "type": "Conv2D", "filters": 2, "kernel_size": 4, "strides": 4 }""", Mse)));
        var phases = plan.Train.Where(call => call.Kernel?.Name.StartsWith("Conv2DData", StringComparison.Ordinal) == true).ToList();
        Assert.Equal(16, phases.Count);
        Assert.Single(phases.Select(call => call.Kernel).Distinct());
        Assert.Equal(16, phases.Select(call => call.Statement).Distinct().Count());
    }

    [Theory]
    [InlineData("\"rate\": 0.5", "\"rate\": 0.25", false)]
    [InlineData("\"0\", \"1\"", "\"zero\", \"1\"", false)]
    [InlineData("\"learning_rate\": 0.001", "\"learning_rate\": 0.01", false)]
    [InlineData("\"metrics\": [\"accuracy\"]", "\"metrics\": []", false)]
    [InlineData("\"filters\": 64, \"kernel_size\": 3", "\"filters\": 64, \"kernel_size\": 3, \"algorithm\": \"winograd2\"", false)]
    [InlineData("\"namespace\": \"CnnGen.Samples\"", "\"namespace\": \"Other\"", false)]
    [InlineData("\"filters\": 32, \"kernel_size\": 3", "\"filters\": 32, \"kernel_size\": 3, \"trainable\": false", false)]
    [InlineData("[28, 28, 1]", "[30, 28, 1]", true)]
    [InlineData("\"shape\": [28, 28, 1]", "\"shape\": [28, 28, 1], \"scale\": 0.5", true)]
    [InlineData("\"filters\": 32", "\"filters\": 31", true)]
    [InlineData("\"activation\": \"relu\"", "\"activation\": \"tanh\"", true)]
    [InlineData("\"name\": \"digit\"", "\"name\": \"digits\"", true)]
    [InlineData("\"kernel_size\": 3, \"activation\"", "\"kernel_size\": 3, \"use_bias\": false, \"activation\"", true)]
    public void The_hash_of_a_network_is_that_of_its_inference_graph(string before, string after, bool changes)
    {
        string edited = Declared.TwoNetworks.Replace(before, after, StringComparison.Ordinal);
        Assert.NotEqual(Declared.TwoNetworks, edited);
        string Hash(string text) => BackEnd.Plan(Declared.Graphs(text)[0]).SpecHash;
        string hash = Hash(Declared.TwoNetworks);
        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Equal(changes, hash != Hash(edited));
    }

    [Fact]
    public void Parameters_lie_one_after_another_at_multiples_of_16()
    {
        foreach (var graph in Declared.Graphs(Declared.TwoNetworks))
        {
            var plan = BackEnd.Plan(graph);
            int next = 0;
            Assert.All(plan.Parameters, parameter =>
            {
                Assert.Equal(next, parameter.Offset);
                Assert.Equal(0, parameter.Offset % 16);
                next += (parameter.Parameter.Length + 15) / 16 * 16;
            });
            Assert.Equal(plan.WeightsLength, next);
        }
    }

    /// <summary>"a" has buffers AGradient and, for its loss, one beside it; "a_loss" has ALossGradient.</summary>
    [Fact]
    public void Constants_of_layers_whose_names_begin_alike_differ()
    {
        var plan = BackEnd.Plan(GraphOf(OfLayers(
            """{ "type": "Conv2D", "name": "trunk", "filters": 2, "kernel_size": 1 }""",
            """
            , "heads": { "a": { "layers": [{ "type": "Conv2D", "name": "a", "filters": 1, "kernel_size": 3, "padding": "same" }] },
                         "b": { "layers": [{ "type": "Conv2D", "name": "a_loss", "filters": 3, "kernel_size": 1, "inputs": ["trunk"] }] } },
              "compile": { "loss": ["mse", "mse"] }
            """)));
        string[] names = [.. plan.ArenaOffsets.Select(place => place.Name), .. plan.Parameters.Select(parameter => parameter.Constant)];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Contains("AGradientOfLoss", names);
        Assert.Contains("ALossGradient", names);
    }
}

namespace CnnGen.Layers.Tests.Transfer;

/// <summary>Networks of which parts are frozen, with all that depends on it: statistics of the batch, random layers, branches.</summary>
public sealed class TransferCases : ICases
{
    private const string Compile = """ "compile": { "optimizer": "sgd", "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"] } """;

    private const string Backbone = """
        { "type": "Conv2D", "name": "stem", "filters": 5, "kernel_size": 3, "padding": "same", "use_bias": false, "kernel_regularizer": { "type": "l2", "l2": 0.1 } },
        { "type": "BatchNormalization", "name": "norm" },
        { "type": "ReLU", "name": "relu" },
        { "type": "Dropout", "name": "drop", "rate": 0.25 },
        { "type": "MaxPooling2D", "name": "pool" },
        { "type": "Conv2D", "name": "features", "filters": 6, "kernel_size": 3, "activation": "tanh" }
        """;

    private const string Head = """
        { "type": "GlobalAveragePooling2D", "name": "mean" }, { "type": "Dropout", "rate": 0.5 },
        { "type": "Dense", "name": "pet", "units": 3, "activation": "softmax" }
        """;

    /// <summary>Everything is trained, unless a run says otherwise.</summary>
    public static LayerCase Chain { get; } = new("Chain", (8, 7, 3), $"{Backbone}, {Head}", Compile);

    /// <summary>Over <see cref="Chain"/>, which is frozen.</summary>
    public static LayerCase Frozen { get; } = OnChain("Frozen", """ "cut_at": "features", "trainable": false """, Head);

    /// <summary>The same, without code for training the base.</summary>
    public static LayerCase Never { get; } = OnChain("Never", """ "cut_at": "features", "trainable": "never" """, Head);

    /// <summary>Statistics of the batch behind a frozen base.</summary>
    public static LayerCase NormalizedHead { get; } = OnChain("NormalizedHead", """ "cut_at": "pool", "trainable": false """, """
        { "type": "Conv2D", "filters": 4, "kernel_size": 2, "use_bias": false }, { "type": "BatchNormalization" }, { "type": "Flatten" }, { "type": "Dense", "units": 3, "activation": "softmax" }
        """);

    /// <summary>A way around layers that may be frozen.</summary>
    public static LayerCase Branches { get; } = new("Branches", (6, 6, 4), """
        { "type": "Conv2D", "name": "first", "filters": 4, "kernel_size": 3, "padding": "same", "activation": "tanh" },
        { "type": "Conv2D", "name": "left", "filters": 4, "kernel_size": 1, "inputs": ["first"], "activation": "tanh" },
        { "type": "BatchNormalization", "name": "left_norm" },
        { "type": "Conv2D", "name": "right", "filters": 4, "kernel_size": 3, "padding": "same", "inputs": ["first"] },
        { "type": "LayerNormalization", "name": "right_norm" },
        { "type": "Add", "name": "sum", "inputs": ["left_norm", "right_norm", "first"] },
        { "type": "Multiply", "name": "product", "inputs": ["sum", "left"] },
        { "type": "Flatten" }, { "type": "Dense", "name": "last", "units": 3, "activation": "softmax" }
        """, Compile);

    /// <summary>The way back goes through layers that are frozen: some at first, some for ever.</summary>
    public static LayerCase Between { get; } = new("Between", (7, 6, 3), """
        { "type": "Conv2D", "name": "trained", "filters": 4, "kernel_size": 3, "padding": "same", "activation": "tanh" },
        { "type": "Conv2D", "name": "frozen", "filters": 4, "kernel_size": 3, "activation": "tanh", "trainable": false },
        { "type": "PReLU", "name": "slopes", "trainable": false },
        { "type": "SeparableConv2D", "name": "never", "filters": 4, "kernel_size": 2, "activation": "tanh", "trainable": "never" },
        { "type": "Flatten" },
        { "type": "Dense", "name": "line", "units": 5, "trainable": false },
        { "type": "Dense", "name": "fixed", "units": 5, "activation": "tanh", "trainable": "never" },
        { "type": "Dense", "name": "pet", "units": 3, "activation": "softmax" }
        """, Compile);

    public static IEnumerable<LayerCase> All { get; } = [Chain, Frozen, Never, NormalizedHead, Branches, Between];

    private static LayerCase OnChain(string name, string ofBase, string layers) =>
        new(name, (8, 7, 3), layers, $$""" "base": { "model": "Chain", {{ofBase}} }, {{Compile}} """);
}

/// <summary>Every network as it is declared.</summary>
public sealed class TransferTests : LayerTests<TransferCases>;

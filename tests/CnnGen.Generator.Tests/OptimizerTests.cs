using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Schema;
using CnnGen.Generator.Spec;
using CnnGen.Generator.Spec.Keys;
using static CnnGen.Generator.Tests.MarkedText;

namespace CnnGen.Generator.Tests;

/// <summary>Optimizers and schedules of models.json become objects of the runtime, with its defaults.</summary>
public sealed class OptimizerTests
{
    private static readonly IReadOnlyList<RuntimeType> s_types = [.. Optimizers.All, .. LearningRateSchedules.All];

    public static TheoryData<string> Types => [.. s_types.Select(type => type.Type)];

    [Theory]
    [InlineData("\"adam\"", "Adam()")]
    [InlineData("{ \"type\": \"Adam\" }", "Adam()")]
    [InlineData("{ \"type\": \"adam\", \"beta_1\": 0.5, \"amsgrad\": true }", "Adam() { Beta1 = 0.5d, Amsgrad = true }")]
    [InlineData("{ \"type\": \"SGD\", \"learning_rate\": 0.5, \"momentum\": 0.9 }", "Sgd() { LearningRate = 0.5d, Momentum = 0.9d }")]
    [InlineData("{ \"type\": \"AdamW\", \"exclude_from_weight_decay\": [\"bias\", \"dense_1.kernel\"] }", "AdamW() { ExcludeFromWeightDecay = [\"bias\", \"dense_1.kernel\"] }")]
    [InlineData("{ \"type\": \"rmsprop\", \"clipnorm\": 1, \"use_ema\": true, \"ema_overwrite_frequency\": 100 }", "RmsProp() { ClipNorm = 1d, UseEma = true, EmaOverwriteFrequency = 100 }")]
    [InlineData(
        "{ \"type\": \"lion\", \"learning_rate\": { \"type\": \"CosineDecay\", \"initial_learning_rate\": 0, \"warmup_target\": 0.01, \"warmup_epochs\": 1.5 } }",
        "Lion() { LearningRate = new global::CnnGen.CosineDecay(initialLearningRate: 0d) { WarmupTarget = 0.01d, WarmupEpochs = 1.5d } }")]
    [InlineData(
        "{ \"type\": \"adagrad\", \"learning_rate\": { \"type\": \"PiecewiseConstantDecay\", \"values\": [0.1, 0.01], \"boundaries\": [100] } }",
        "Adagrad() { LearningRate = new global::CnnGen.PiecewiseConstantDecay(values: [0.1d, 0.01d]) { Boundaries = [100] } }")]
    [InlineData(
        "{ \"type\": \"SGD\", \"learning_rate\": { \"type\": \"OneCycle\", \"max_lr\": 0.1, \"anneal_strategy\": \"linear\" } }",
        "Sgd() { LearningRate = new global::CnnGen.OneCycle(maxLearningRate: 0.1d) { AnnealStrategy = global::CnnGen.AnnealStrategy.Linear } }")]
    public void What_is_written_is_emitted(string json, string expected) =>
        Assert.Equal("new global::CnnGen." + expected, RuntimeObjectText.Of(GraphOf(WithOptimizer(json)).Compile!.Optimizer));

    [Fact]
    public void Every_attribute_compiles()
    {
        // Attributes that exclude each other come in turns.
        string[][] turns =
        [
            ["global_clipnorm", "clipvalue", "decay_epochs", "warmup_epochs", "total_epochs", "boundary_epochs"],
            ["clipnorm", "clipvalue", "decay_steps", "warmup_steps", "total_steps", "boundaries"],
            ["clipnorm", "global_clipnorm", "decay_steps", "warmup_steps", "total_steps", "boundaries"],
        ];
        var files = s_types.SelectMany(type => turns.SelectMany((without, i) =>
        {
            var keys = type.Keys.Where(key => !without.Contains(key.Name)).Select(key => $"\"{key.Name}\": {Sample(key)}");
            string json = $$"""{ {{string.Join(", ", keys.Prepend($"\"type\": \"{type.Type}\""))}} }""";
            return EmittedCode.Files(WithOptimizer(LearningRateSchedules.All.Contains(type) ? $$"""{ "type": "SGD", "learning_rate": {{json}} }""" : json), $"Tests.{type.Class}{i}");
        }));
        Assert.Equal([], EmittedCode.Complaints(EmittedCode.Compile(files)));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Defaults_are_those_of_the_runtime(string name)
    {
        var type = s_types.Single(type => type.Type == name);
        var made = Make(type);
        foreach (var attribute in type.Attributes.Where(attribute => !attribute.Key.IsRequired))
        {
            var property = made.GetType().GetProperty(attribute.Property);
            Assert.True(property is not null, $"{type.Class} has no {attribute.Property}.");
            Assert.Equal(DefaultOf(attribute.Key), Text(property.GetValue(made)));
        }
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { "{ \"type\": \"Adam\", ¤\"beta1\": 0.5 }", "CNN003 \"beta1\" is not a key of the optimizer Adam; did you mean \"beta_1\"?" },
        { "{ \"type\": \"SGD\", ¤\"amsgrad\": true }", "CNN003 \"amsgrad\" is not a key of the optimizer SGD" },
        { "¤\"rms\"", "CNN004 \"rms\" is not a type of optimizer" },
        { "{ \"type\": \"SGD\", \"learning_rate\": { \"type\": ¤\"CosinDecay\" } }", "CNN004 \"CosinDecay\" is not a type of learning-rate schedule; did you mean \"CosineDecay\"?" },
        { "{ \"type\": \"SGD\", \"learning_rate\": { \"type\": ¤\"CosineDecay\" } }", "CNN005 the learning-rate schedule CosineDecay has no \"initial_learning_rate\"; expected a finite number of at least 0" },
        { "{ \"type\": \"SGD\", \"learning_rate\": ¤{} }", "CNN005 the learning-rate schedule has no \"type\"; expected one of \"CosineDecay\"" },
        { "{ \"type\": \"SGD\", \"learning_rate\": ¤\"fast\" }", "CNN006 \"learning_rate\" is the string \"fast\"; expected a finite number above 0, or a schedule with a \"type\"" },
        { "{ \"type\": \"SGD\", \"exclude_from_weight_decay\": [\"dense_1\", ¤\"bais\"] }", "CNN008 \"bais\" is not a value of \"exclude_from_weight_decay\"; did you mean \"bias\"?" },
        { "{ \"type\": \"SGD\", \"use_ema\": ¤1 }", "CNN006 \"use_ema\" is 1; expected true or false" },
        { "{ \"type\": \"SGD\", \"clipnorm\": ¤0 }", "CNN007 \"clipnorm\" is 0; expected a finite number above 0" },
        { "{ \"type\": \"SGD\", \"clipnorm\": 1, \"clipvalue\": ¤2 }", "CNN007 \"clipvalue\" is 2 beside \"clipnorm\"; expected one of the two" },
        { "{ \"type\": \"SGD\", \"weight_decay\": ¤-1 }", "CNN007 \"weight_decay\" is -1; expected a finite number of at least 0" },
        { "{ \"type\": \"RMSprop\", \"rho\": ¤1 }", "CNN007 \"rho\" is 1; expected a finite number of at least 0 and below 1" },
        { "{ \"type\": \"SGD\", \"ema_overwrite_frequency\": ¤0 }", "CNN007 \"ema_overwrite_frequency\" is 0; expected a whole number from 1 to 2147483647" },
        { Rate("\"type\": \"CosineDecay\", \"initial_learning_rate\": 1, \"decay_steps\": 5, \"decay_epochs\": ¤2"), "CNN007 \"decay_epochs\" is 2 beside \"decay_steps\"; expected one of the two" },
        { Rate("\"type\": \"CosineDecay\", \"initial_learning_rate\": 1, \"warmup_steps\": ¤2"), "CNN007 \"warmup_steps\" is 2 without \"warmup_target\"; expected the rate that the warm-up ends with beside it" },
        { Rate("\"type\": \"PiecewiseConstantDecay\", \"values\": ¤[1], \"boundaries\": [1]"), "CNN007 \"values\" is a list of 1 for 1 boundaries; expected 2 numbers" },
        { Rate("\"type\": \"PiecewiseConstantDecay\", \"values\": [1, 1, 1], \"boundary_epochs\": ¤[2, 2]"), "CNN007 \"boundary_epochs\" is a list that does not grow" },
        { Rate("\"type\": \"PiecewiseConstantDecay\", \"values\": [1, 1], \"boundaries\": [¤1.5]"), "CNN007 \"boundaries\" is 1.5; expected a list of whole numbers, each of at least 0" },
        { Rate("\"type\": \"OneCycle\", \"max_lr\": 1, \"pct_start\": ¤1.5"), "CNN007 \"pct_start\" is 1.5; expected a finite number above 0 and at most 1" },
        { Rate("\"type\": \"OneCycle\", \"max_lr\": 1, \"pct_start\": ¤0.6, \"three_phase\": true"), "CNN007 \"pct_start\" is 0.6 with three phases; expected at most 0.5" },
        { Rate("\"type\": \"OneCycle\", \"max_lr\": 1, \"anneal_strategy\": ¤\"linaer\""), "CNN008 \"linaer\" is not a value of \"anneal_strategy\"; did you mean \"linear\"?" },
        { Rate("\"type\": \"ReduceLROnPlateau\", \"initial_learning_rate\": 1, \"factor\": ¤1"), "CNN007 \"factor\" is 1; expected a finite number above 0 and below 1" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_is_wrong_is_said_at_its_place(string json, string expected)
    {
        string marked = WithOptimizer(json);
        string found = Assert.Single(Declared.Messages(Without(marked)));
        string place = found.Split(' ')[1];
        Assert.Equal(Places(marked).Single(), place);
        Assert.StartsWith(expected, found.Replace(" " + place, "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_schema_takes_schedules_and_refuses_what_the_generator_refuses()
    {
        var validator = new SchemaValidator(JsonDocument.Parse(ModelsSchema.Write()).RootElement);
        Assert.Empty(Errors(Rate("\"type\": \"CosineDecay\", \"initial_learning_rate\": 0.1, \"decay_epochs\": 0.5")));
        Assert.Empty(Errors("{ \"type\": \"AdamW\", \"learning_rate\": 0.1, \"clipnorm\": 1, \"exclude_from_weight_decay\": [\"bias\"] }"));
        Assert.NotEmpty(Errors(Rate("\"type\": \"CosineDecay\"")));
        Assert.NotEmpty(Errors(Rate("\"type\": \"CosineDecay\", \"initial_learning_rate\": 0.1, \"decay_epochs\": 0")));
        Assert.NotEmpty(Errors("{ \"type\": \"AdamW\", \"momentum\": 0.1 }"));
        Assert.NotEmpty(Errors("{ \"type\": \"SGD\", \"learning_rate\": 0 }"));

        List<string> Errors(string json)
        {
            using var document = JsonDocument.Parse(WithOptimizer(json));
            return validator.Errors(document.RootElement);
        }
    }

    private static string WithOptimizer(string json) => OfLayers("""{ "type": "MaxPooling2D", "pool_size": 8 }, { "type": "Flatten" }, { "type": "Dense", "units": 1 }""", $$""", "compile": { "optimizer": {{json}}, "loss": "mse" }""");

    private static string Rate(string schedule) => $$"""{ "type": "SGD", "learning_rate": { {{schedule}} } }""";

    private static string Sample(SpecKey key) => key switch
    {
        FlagKey => "true",
        TextKey => "\"loss\"",
        ChoiceKey choice => $"\"{choice.Default}\"",
        NamesKey => "[\"bias\"]",
        IntegerKey => "3",
        NumbersKey { Name: "values" } => "[0.5, 0.25]",
        NumbersKey => "[4]",
        _ => "0.5",
    };

    /// <summary>An object of the runtime with nothing but what it must be given.</summary>
    private static object Make(RuntimeType type)
    {
        var runtimeClass = typeof(Network).Assembly.GetType("CnnGen." + type.Class, throwOnError: true)!;
        var constructor = runtimeClass.GetConstructors().Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(Argument)]);

        static object? Argument(ParameterInfo parameter) => parameter.HasDefaultValue ? parameter.DefaultValue
            : parameter.ParameterType == typeof(double) ? 0.5
            : new[] { 0.5 };
    }

    private static string DefaultOf(SpecKey key) => key switch
    {
        NumberKey { IsOptional: true } or IntegerKey { HasDefault: false } => "",
        NumberKey number => Text(number.Default),
        IntegerKey count => Text(count.Default),
        FlagKey flag => Text(flag.Default),
        ChoiceKey choice => Text(choice.Default).ToUpperInvariant()[..1] + choice.Default![1..],
        LearningRateKey rate => Text(rate.Default),
        TextKey => "val_loss",
        NamesKey or NumbersKey => "none",
        _ => throw new InvalidOperationException($"{key.Name} is of a kind that this test does not know."),
    };

    private static string Text(object? value) => value switch
    {
        System.Collections.ICollection { Count: 0 } => "none",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };
}

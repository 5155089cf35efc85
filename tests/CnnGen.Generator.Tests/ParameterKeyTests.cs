using CnnGen.Generator.Graph;
using static CnnGen.Generator.Tests.MarkedText;

namespace CnnGen.Generator.Tests;

/// <summary>Initializers and regularizers of parameters.</summary>
public sealed class ParameterKeyTests
{
    [Theory]
    [InlineData("\"zeros\"", "zeros 0 0")]
    [InlineData("\"constant\"", "constant 0 0 0")]
    [InlineData("{ \"type\": \"constant\", \"value\": -2.5 }", "constant 0 0 -2.5")]
    [InlineData("\"glorot_normal\"", "glorot_normal 27 36")]
    [InlineData("\"he_uniform\"", "he_uniform 27 36")]
    [InlineData("{ \"type\": \"he_normal\" }", "he_normal 27 36")]
    [InlineData("\"lecun_normal\"", "lecun_normal 27 36")]
    [InlineData("\"random_uniform\"", "random_uniform 0 0 -0.05 0.05")]
    [InlineData("{ \"type\": \"random_uniform\", \"minval\": -1, \"maxval\": 2 }", "random_uniform 0 0 -1 2")]
    [InlineData("\"random_normal\"", "random_normal 0 0 0 0.05")]
    [InlineData("{ \"type\": \"truncated_normal\", \"mean\": -3, \"stddev\": 0.5 }", "truncated_normal 0 0 -3 0.5")]
    [InlineData("\"variance_scaling\"", "variance_scaling/fan_in/truncated_normal 27 36 1")]
    [InlineData("{ \"type\": \"variance_scaling\", \"scale\": 2, \"mode\": \"fan_avg\", \"distribution\": \"uniform\" }", "variance_scaling/fan_avg/uniform 27 36 2")]
    [InlineData("\"orthogonal\"", "orthogonal 0 0 1")]
    [InlineData("{ \"type\": \"identity\", \"gain\": -2 }", "identity 0 0 -2")]
    public void Initializers_have_Kerass_names_and_defaults(string json, string expected)
    {
        var initializer = Kernel($"\"kernel_initializer\": {json}").Initializer;
        Assert.Equal(expected, string.Join(" ", [initializer.Kind, initializer.FanIn, initializer.FanOut, .. initializer.Arguments]));
    }

    [Theory]
    [InlineData("\"l1\"", 0.01, 0)]
    [InlineData("\"l2\"", 0, 0.01)]
    [InlineData("{ \"type\": \"l2\", \"l2\": 0.0001 }", 0, 0.0001)]
    [InlineData("{ \"type\": \"l1_l2\", \"l1\": 0.5, \"l2\": 0.25 }", 0.5, 0.25)]
    public void Regularizers_have_Kerass_names_and_defaults(string json, double l1, double l2) =>
        Assert.Equal(new Regularizer(l1, l2), Kernel($"\"kernel_regularizer\": {json}").Regularizer);

    [Fact]
    public void Kernels_and_biases_have_their_own()
    {
        var dense = GraphOf(OfLayers("""
            { "type": "Flatten" },
            { "type": "Dense", "units": 5, "bias_initializer": "he_normal", "bias_regularizer": "l1", "kernel_regularizer": "l2" }
            """)).Layers[1];
        Assert.Equal(new Initializer("glorot_uniform", 192, 5), dense.Parameters[0].Initializer);
        Assert.Equal(new Regularizer(0, 0.01), dense.Parameters[0].Regularizer);
        Assert.Equal(new Initializer("he_normal", 5, 5), dense.Parameters[1].Initializer);
        Assert.Equal(new Regularizer(0.01, 0), dense.Parameters[1].Regularizer);
    }

    [Theory]
    [InlineData("\"kernel_initializer\": ¤\"he_norml\"", "CNN004 \"he_norml\" is not a type of initializer; did you mean \"he_normal\"?")]
    [InlineData("\"kernel_initializer\": ¤3", "CNN006 \"kernel_initializer\" is 3; expected one of \"zeros\"")]
    [InlineData("\"kernel_initializer\": ¤{ \"value\": 3 }", "CNN005 \"kernel_initializer\" has no \"type\"; expected one of \"zeros\"")]
    [InlineData("\"kernel_initializer\": { \"type\": \"zeros\", ¤\"value\": 3 }", "CNN003 \"value\" is not a key of the initializer zeros; expected one of \"type\"")]
    [InlineData("\"kernel_initializer\": { \"type\": \"constant\", \"value\": ¤1e39 }", "CNN007 \"value\" is 1E+39; expected a finite number")]
    [InlineData("\"kernel_initializer\": { \"type\": \"random_uniform\", \"minval\": 1, \"maxval\": ¤-1 }", "CNN007 \"maxval\" is -1; expected maxval of at least minval, which is 1")]
    [InlineData("\"kernel_initializer\": { \"type\": \"random_normal\", \"stddev\": ¤-1 }", "CNN007 \"stddev\" is -1; expected a finite number of at least 0")]
    [InlineData("\"kernel_initializer\": { \"type\": \"variance_scaling\", \"mode\": ¤\"fan\" }", "CNN008 \"fan\" is not a value of \"mode\"")]
    [InlineData("\"bias_initializer\": ¤\"orthogonal\"", "CNN004 \"orthogonal\" is not a type of vector_initializer")]
    [InlineData("\"kernel_regularizer\": ¤\"l3\"", "CNN004 \"l3\" is not a type of regularizer; did you mean \"l1\"?")]
    [InlineData("\"kernel_regularizer\": { \"type\": \"l2\", \"l2\": ¤-1 }", "CNN007 \"l2\" is -1; expected a finite number of at least 0")]
    [InlineData("\"kernel_regularizer\": { \"type\": ¤\"l1_l2\", \"l1\": 1 }", "CNN005 the regularizer l1_l2 has no \"l2\"; expected a finite number of at least 0")]
    public void What_does_not_fit_is_refused(string key, string expected)
    {
        string marked = OfLayers(Layer(key));
        string found = Assert.Single(Declared.Messages(Without(marked)));
        Assert.StartsWith(expected, found.Replace(" " + Places(marked).Single(), ""));
    }

    [Fact]
    public void The_hash_is_that_of_the_network_without_them()
    {
        string Hash(string key) => BackEnd.Plan(GraphOf(OfLayers(Layer(key)))).SpecHash;
        Assert.Equal(Hash("\"strides\": 1"), Hash("\"kernel_initializer\": \"ones\", \"kernel_regularizer\": \"l2\""));
    }

    private static ParameterNode Kernel(string key) => GraphOf(OfLayers(Layer(key))).Layers.Single().Parameters[0];

    private static string Layer(string key) => $$"""{ "type": "Conv2D", "filters": 4, "kernel_size": 3, {{key}} }""";
}

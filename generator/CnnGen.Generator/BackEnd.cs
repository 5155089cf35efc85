using System.Collections.Generic;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator;

/// <summary>The way from a checked graph to source text, the same for every host.</summary>
internal static class BackEnd
{
    public static NetworkGraph Plan(NetworkGraph graph) => graph;

    public static IEnumerable<(string HintName, string Text)> Emit(NetworkGraph plan) => [];
}

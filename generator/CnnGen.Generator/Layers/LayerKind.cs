namespace CnnGen.Generator.Layers;
internal abstract partial class LayerKind { public string Type => GetType().Name.Replace("Kind", ""); }

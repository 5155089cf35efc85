using CnnApp;
using CnnGen;

var train = new Shapes(6000, seed: 1);
var test = new Shapes(1000, seed: 2);

using var net = new ShapeNet();
Console.WriteLine(ShapeNet.Summary);

net.Fit(train, new FitOptions
{
    Epochs = 5,
    BatchSize = 64,
    Validation = test,
    OnEpochEnd = epoch => Console.WriteLine($"epoch {epoch.Epoch}: {epoch}"),
});
net.Save("shapenet.safetensors");

// The weights of the file in a new instance: the same predictions.
using var loaded = ShapeNet.Load("shapenet.safetensors");
Console.WriteLine(loaded.Evaluate(test));

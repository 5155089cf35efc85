using System.CommandLine;
using CnnGen.Benchmarks;

var quick = new Option<bool>("--quick") { Description = "Fewer rounds: a look, not a measurement.", Recursive = true };
var root = new RootCommand("Measures CnnGen on this machine. Build with -c Release and let nothing else run.") { quick };

var generator = new Command("generator", "The generator on networks of 100 layers: text, time, and the time of build and first call.");
generator.SetAction(result => GeneratorBenchmark.Run(result.GetValue(quick) ? 5 : 25));
root.Subcommands.Add(generator);

return root.Parse(args).Invoke();

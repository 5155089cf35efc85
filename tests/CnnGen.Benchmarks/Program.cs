using System.CommandLine;
using CnnGen.Benchmarks;

var quick = new Option<bool>("--quick") { Description = "Fewer rounds: a look, not a measurement.", Recursive = true };
var root = new RootCommand("Measures CnnGen on this machine. Build with -c Release and let nothing else run.") { quick };

var generator = new Command("generator", "The generator on networks of 100 layers: text, time, and the time of build and first call.");
generator.SetAction(result => GeneratorBenchmark.Run(result.GetValue(quick) ? 5 : 25));
root.Subcommands.Add(generator);

var filter = new Argument<string>("filter") { Description = "Cases whose names contain this; all by default.", DefaultValueFactory = _ => "" };
var bits = new Option<int>("--bits") { Description = "The width of the vectors: 512, 256 or 128.", DefaultValueFactory = _ => CnnGen.CpuDevice.WidestVectorBits };
var kernels = new Command("kernels", "Predictions of single layers and of the samples' networks, on one thread.") { filter, bits };
kernels.SetAction(result => KernelBenchmark.Run(result.GetValue(filter)!, result.GetValue(bits), result.GetValue(quick) ? 200 : 2000));
root.Subcommands.Add(kernels);

var cpu = new Command("cpu", "Predictions beside ONNX Runtime's, on one and two threads.") { filter };
cpu.SetAction(result => CpuBenchmark.Run(result.GetValue(filter)!, result.GetValue(quick) ? 500 : 5000));
root.Subcommands.Add(cpu);

var threads = new Option<int>("--threads") { Description = "Threads that share an image.", DefaultValueFactory = _ => 1 };
var profile = new Command("profile", "The layers of a prediction: time, share of the core's limit, algorithm.") { filter, threads, bits };
profile.SetAction(result => ProfileBenchmark.Run(result.GetValue(filter)!, result.GetValue(threads), result.GetValue(bits)));
root.Subcommands.Add(profile);

var train = new Command("train", "Steps of training with Adam, on one and two threads.") { filter };
train.SetAction(result => TrainingBenchmark.Run(result.GetValue(filter)!, result.GetValue(quick) ? 1000 : 8000));
root.Subcommands.Add(train);

var scaling = new Command("scaling", "How times grow with batch, threads, image side and channels.") { filter };
scaling.SetAction(result => ScalingBenchmark.Run(result.GetValue(filter)!, result.GetValue(quick) ? 200 : 2000));
root.Subcommands.Add(scaling);

var widths = new Command("widths", "Predictions with vectors of 512, 256 and 128 bits.") { filter };
widths.SetAction(result => ScalingBenchmark.RunWidths(result.GetValue(filter)!, result.GetValue(quick) ? 200 : 2000));
root.Subcommands.Add(widths);

return root.Parse(args).Invoke();

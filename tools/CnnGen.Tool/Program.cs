using CnnGen.Tool.Commands;

return CommandLine.Create().Parse(args).Invoke();

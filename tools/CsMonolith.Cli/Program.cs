using CsMonolith.Cli;
using CsMonolith.Cli.Output;

return await ChurnTool.Run(args, CliEnvironment.OfProcess());

using CsMonolith.Cli;

return await ChurnTool.Run(args, Surroundings.OfProcess());

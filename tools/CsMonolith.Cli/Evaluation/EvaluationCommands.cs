using System.CommandLine;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Evaluation;

/// <summary>
/// Commands that judge a model: by folds, by a day of the past, against another model, and by rows that came later.
/// </summary>
internal static class EvaluationCommands
{
    public static IReadOnlyList<Command> All(CliEnvironment environment) =>
        [
            EvaluateCommand.Create(environment),
            BacktestCommand.Create(environment),
            CompareCommand.Create(environment),
            DriftCommand.Create(environment),
        ];
}

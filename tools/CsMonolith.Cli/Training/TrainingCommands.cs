using System.CommandLine;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Training;

/// <summary>Commands that look at a table before training, train from it and score rows.</summary>
internal static class TrainingCommands
{
    public static IReadOnlyList<Command> All(CliEnvironment environment) =>
        [
            CheckCommand.Create(environment),
            TrainCommand.Create(environment),
            RunsCommand.Create(environment),
            ScoreCommand.Create(environment),
        ];
}

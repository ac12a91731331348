using System.CommandLine;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.ModelFiles;

/// <summary>Commands that read a model, explain it, edit it, and exchange it with other programs.</summary>
internal static class ModelFileCommands
{
    public static IReadOnlyList<Command> All(CliEnvironment environment) =>
        [
            ExplainCommand.Create(environment),
            EditCommand.Create(environment),
            ImportCommand.Create(environment),
            ExportCommand.Create(environment),
        ];
}

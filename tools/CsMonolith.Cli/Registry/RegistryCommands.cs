using System.CommandLine;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Registry;

/// <summary>Commands that fetch rows from a host and hand models to it.</summary>
internal static class RegistryCommands
{
    public static IReadOnlyList<Command> All(CliEnvironment environment) =>
        [
            LoginCommand.Create(environment),
            LoginCommand.Logout(environment),
            PullCommand.Create(environment),
            RegisterCommand.Create(environment),
            PromoteCommand.Create(environment),
            RollbackCommand.Create(environment),
            CardCommand.Create(environment),
        ];
}

using System.CommandLine;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Evidence;

/// <summary>
/// Commands that ask what goes with an outcome, what causes it, and how an experiment on it is planned and judged.
/// </summary>
internal static class EvidenceCommands
{
    public static IReadOnlyList<Command> All(CliEnvironment environment) =>
        [PatternsCommand.Create(environment), EffectsCommand.Create(environment), HoldoutCommand.Create(environment)];
}

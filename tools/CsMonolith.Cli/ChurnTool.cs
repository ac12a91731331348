using System.CommandLine;
using System.Globalization;
using CsMonolith.Cli.Evaluation;
using CsMonolith.Cli.Evidence;
using CsMonolith.Cli.ModelFiles;
using CsMonolith.Cli.Output;
using CsMonolith.Cli.Registry;
using CsMonolith.Cli.Training;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli;

/// <summary>
/// The command line <c>churn</c>: lists the chapters of commands, parses a line and runs the command that it names.
/// </summary>
internal static class ChurnTool
{
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static Task<int> Run(string[] args, CliEnvironment environment)
    {
        var language = LanguageOf(args) ?? environment.Language;
        // What the library of the command line says itself: headings of help, and what is wrong with a line.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language == "ja" ? "ja" : "en");
        return GuardedAction.Run(
            environment,
            new ConsoleOutput(environment, json: false, language),
            async () =>
            {
                var root = Root(environment);
                if (language == "ja")
                {
                    // Headings of help come from the library, in the language of the thread.
                    CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
                    JapaneseHelp.Translate(root);
                }

                var parsed = root.Parse(args);
                if (parsed.Errors.Count > 0 && !CompletionCommand.Asks(args))
                {
                    await Misused(environment, parsed, language);
                    return ExitCode.Usage;
                }

                return await parsed.InvokeAsync(
                    new InvocationConfiguration
                    {
                        Output = environment.Out,
                        Error = environment.Error,
                        EnableDefaultExceptionHandler = false,
                        ProcessTerminationTimeout = null,
                    },
                    environment.Cancellation
                );
            }
        );
    }

    // Before the line is parsed, since what is told of a line that cannot be parsed has a language too.
    private static string? LanguageOf(string[] args)
    {
        var at = Array.LastIndexOf(args, OutputOptions.Lang.Name);
        return at >= 0 && at + 1 < args.Length
            ? args[at + 1]
            : args.LastOrDefault(arg => arg.StartsWith("--lang=", StringComparison.Ordinal))?["--lang=".Length..];
    }

    /// <summary>The whole tree of commands.</summary>
    internal static RootCommand Root(CliEnvironment environment)
    {
        var root = new RootCommand("Trains, judges, explains and hands over churn models.");
        foreach (
            var command in new[]
            {
                TrainingCommands.All(environment),
                EvaluationCommands.All(environment),
                EvidenceCommands.All(environment),
                ModelFileCommands.All(environment),
                RegistryCommands.All(environment),
                [CompletionCommand.Create(environment)],
            }.SelectMany(chapter => chapter)
        )
        {
            root.Subcommands.Add(command);
        }

        root.Options.Add(OutputOptions.Json);
        root.Options.Add(OutputOptions.Lang);
        return root;
    }

    /// <summary>Says what is wrong with a line, the nearest flags, and where help is.</summary>
    private static async Task Misused(CliEnvironment environment, ParseResult parsed, string language)
    {
        var command = parsed.CommandResult.Command;
        string[] flags =
        [
            .. command.Options.Select(option => option.Name),
            OutputOptions.Json.Name,
            OutputOptions.Lang.Name,
        ];
        string[] nearest =
        [
            .. parsed
                .UnmatchedTokens.Where(token => token.StartsWith('-'))
                .SelectMany(token => new UnknownColumnException(token, flags).Nearest)
                .Distinct(),
        ];
        var asked = parsed.UnmatchedTokens.FirstOrDefault(token => !token.StartsWith('-'));
        if (asked is not null && command.Subcommands.Count > 0)
        {
            nearest =
            [
                .. new UnknownColumnException(asked, [.. command.Subcommands.Select(one => one.Name)]).Nearest,
                .. nearest,
            ];
        }

        var line = command is RootCommand ? "churn --help" : $"churn {command.Name} --help";
        var hints = new List<LocalizedText> { new($"Help: {line}", $"使い方:{line}") };
        if (nearest.Length > 0)
        {
            hints.Insert(
                0,
                new($"Did you mean {string.Join(", ", nearest)}?", $"もしかして:{string.Join("、", nearest)}")
            );
        }

        if (language == "ja")
        {
            await environment.Error.WriteLineAsync("コマンドの指定に誤りがあります。");
        }

        var errors = parsed.Errors.Select(error => error.Message);
        foreach (var text in errors.Concat(hints.Select(hint => hint.In(language))))
        {
            await environment.Error.WriteLineAsync(text);
        }
    }
}

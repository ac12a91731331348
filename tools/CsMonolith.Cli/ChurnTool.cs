using System.CommandLine;
using CsMonolith.Cli.Commands;
using CsMonolith.Cli.Talk;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli;

/// <summary>The tool: parses, runs one command, turns what went wrong into a sentence and an exit code.</summary>
internal static class ChurnTool
{
    public static async Task<int> Run(string[] args, Surroundings surroundings)
    {
        var root = new RootCommand("Trains, judges, explains and hands over churn models.")
        {
            Check.Command(surroundings),
            Train.Command(surroundings),
            Evaluate.Command(surroundings),
            Score.Command(surroundings),
            Explain.Command(surroundings),
            Pull.Command(surroundings),
            Register.Command(surroundings),
            Promote.Command(surroundings),
            Rollback.Command(surroundings),
            Card.Command(surroundings),
            Import.Command(surroundings),
            Export.Command(surroundings),
            Edit.Command(surroundings),
            Completion.Command(surroundings),
            Compare.Command(surroundings),
            Backtest.Command(surroundings),
            Patterns.Command(surroundings),
            Effects.Command(surroundings),
            Holdouts.Command(surroundings),
            Drift.Command(surroundings),
        };
        root.Options.Add(Shared.Json);
        root.Options.Add(Shared.Lang);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && !Completion.Asks(args))
        {
            await Misused(surroundings, parsed);
            return ExitCode.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = surroundings.Out,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        var code = await parsed.InvokeAsync(configuration, surroundings.Cancellation);
        await surroundings.Out.FlushAsync(CancellationToken.None);
        return code;
    }

    /// <summary>Says what is wrong with a line, the nearest flags, and where help is.</summary>
    private static async Task Misused(Surroundings surroundings, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        string[] flags = [.. command.Options.Select(option => option.Name), Shared.Json.Name, Shared.Lang.Name];
        string[] nearest =
        [
            .. parsed
                .UnmatchedTokens.Where(token => token.StartsWith('-'))
                .SelectMany(token => new UnknownColumnException(token, flags).Nearest)
                .Distinct(),
        ];
        var line = command is RootCommand ? "churn --help" : $"churn {command.Name} --help";
        var hints = new List<LocalizedText> { new($"Help: {line}", $"使い方:{line}") };
        if (nearest.Length > 0)
        {
            hints.Insert(0, new($"Nearest: {string.Join(", ", nearest)}.", $"近い名前:{string.Join("、", nearest)}"));
        }

        var language = parsed.Tokens.Any(token => token.Value == "ja") ? "ja" : surroundings.Language;
        if (language == "ja")
        {
            await surroundings.Error.WriteLineAsync("コマンドの指定に誤りがあります。");
        }

        foreach (
            var told in parsed.Errors.Select(fault => fault.Message).Concat(hints.Select(hint => hint.In(language)))
        )
        {
            await surroundings.Error.WriteLineAsync(told);
        }
    }

    /// <summary>Runs a command's work under the rules that all commands share.</summary>
    public static async Task<int> Speak(Surroundings surroundings, ParseResult parsed, Func<Teller, Task<int>> work)
    {
        var language = parsed.GetValue(Shared.Lang) ?? surroundings.Language;
        var teller = new Teller(surroundings, parsed.GetValue(Shared.Json), language);
        try
        {
            return language is "ja" or "en"
                ? await work(teller)
                : throw new Complaint(
                    ExitCode.Usage,
                    "usage.lang",
                    new("--lang is ja or en.", "--lang は ja か en です。")
                );
        }
        catch (OperationCanceledException) when (surroundings.Cancellation.IsCancellationRequested)
        {
            teller.Talk(new("Interrupted; no output was written.", "中断しました。出力は書き込んでいません。"));
            return ExitCode.Interrupted;
        }
        catch (Exception fault) when (Complained(fault) is { } complaint)
        {
            teller.Talk(complaint.Text);
            return complaint.ExitCode;
        }
    }

    private static Complaint? Complained(Exception fault) =>
        fault switch
        {
            Complaint complaint => complaint,
            UnknownColumnException unknown => new(
                ExitCode.Usage,
                "usage.column",
                new(
                    $"There is no column '{unknown.Name}'. Nearest: {string.Join(", ", unknown.Nearest)}.",
                    $"列「{unknown.Name}」はありません。近い名前:{string.Join("、", unknown.Nearest)}"
                )
            ),
            TableException bad => new(ExitCode.Data, bad.Code, Place(bad)),
            SchemaException bad => new(ExitCode.Data, "data.schema", bad.Text),
            ModelFileException bad => new(ExitCode.Model, "model.file", bad.Reason),
            HttpRequestException bad => new(
                ExitCode.Server,
                "server.unreachable",
                new($"The host cannot be reached: {bad.Message}", $"サーバーに接続できません:{bad.Message}")
            ),
            TaskCanceledException => new(
                ExitCode.Server,
                "server.slow",
                new("The host did not answer in time.", "サーバーが時間内に応答しませんでした。")
            ),
            UnauthorizedAccessException or IOException => new(
                ExitCode.Data,
                "file.access",
                new(fault.Message, fault.Message)
            ),
            ParquetException bad => new(ExitCode.Unsupported, "parquet", bad.Reason),
            NotSupportedException => new(ExitCode.Unsupported, "unsupported", new(fault.Message, fault.Message)),
            _ => null,
        };

    /// <summary>Line, column and value as far as they are known, then what is wrong.</summary>
    private static LocalizedText Place(TableException bad)
    {
        string[] en =
        [
            bad.Line > 0 ? $"line {bad.Line}" : "",
            bad.Column.Length > 0 ? $"column '{bad.Column}'" : "",
            bad.Value.Length > 0 ? $"value '{bad.Value}'" : "",
        ];
        string[] ja =
        [
            bad.Line > 0 ? $"{bad.Line} 行目" : "",
            bad.Column.Length > 0 ? $"列「{bad.Column}」" : "",
            bad.Value.Length > 0 ? $"値「{bad.Value}」" : "",
        ];
        var place = string.Join(", ", en.Where(part => part.Length > 0));
        return new(
            place.Length > 0 ? $"{char.ToUpperInvariant(place[0])}{place[1..]}: {bad.Text.En}" : bad.Text.En,
            string.Join("、", ja.Where(part => part.Length > 0)) is { Length: > 0 } there
                ? $"{there}:{bad.Text.Ja}"
                : bad.Text.Ja
        );
    }
}

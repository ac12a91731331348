using System.CommandLine;
using CsMonolith.Cli.Commands;
using CsMonolith.Cli.Talk;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli;

/// <summary>The tool: parses, runs one command, turns what went wrong into a sentence and an exit code.</summary>
internal static class ChurnTool
{
    public static async Task<int> Run(string[] args, Surroundings surroundings)
    {
        var root = new RootCommand("Trains, judges, explains and hands over churn models.")
        {
            Check.Command(surroundings), Train.Command(surroundings), Evaluate.Command(surroundings), Score.Command(surroundings),
            Explain.Command(surroundings), Pull.Command(surroundings), Register.Command(surroundings), Promote.Command(surroundings),
            Compare.Command(surroundings), Backtest.Command(surroundings), Patterns.Command(surroundings), Effects.Command(surroundings), Drift.Command(surroundings),
        };
        root.Options.Add(Shared.Json);
        root.Options.Add(Shared.Lang);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var fault in parsed.Errors)
            {
                await surroundings.Error.WriteLineAsync(fault.Message);
            }

            return ExitCode.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = surroundings.Out, Error = surroundings.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
        };
        var code = await parsed.InvokeAsync(configuration, surroundings.Cancellation);
        await surroundings.Out.FlushAsync(CancellationToken.None);
        return code;
    }

    /// <summary>Runs a command's work under the rules that all commands share.</summary>
    public static async Task<int> Speak(Surroundings surroundings, ParseResult parsed, Func<Teller, Task<int>> work)
    {
        var language = parsed.GetValue(Shared.Lang) ?? surroundings.Language;
        var teller = new Teller(surroundings, parsed.GetValue(Shared.Json), language);
        try
        {
            return language is "ja" or "en" ? await work(teller) : throw new Complaint(
                ExitCode.Usage, "usage.lang", new("--lang is ja or en.", "--lang は ja か en です。"));
        }
        catch (OperationCanceledException) when (surroundings.Cancellation.IsCancellationRequested)
        {
            teller.Talk(new("Interrupted; nothing was written.", "中断しました。何も書き込んでいません。"));
            return ExitCode.Interrupted;
        }
        catch (Exception fault) when (Complained(fault) is { } complaint)
        {
            teller.Talk(complaint.Text);
            return complaint.ExitCode;
        }
    }

    private static Complaint? Complained(Exception fault) => fault switch
    {
        Complaint complaint => complaint,
        UnknownColumnException unknown => new(ExitCode.Usage, "usage.column", new(
            $"There is no column '{unknown.Name}'. Nearest: {string.Join(", ", unknown.Nearest)}.",
            $"列「{unknown.Name}」はありません。近い名前:{string.Join("、", unknown.Nearest)}")),
        TableException bad => new(ExitCode.Data, bad.Code, new(
            $"Line {bad.Line}, column '{bad.Column}', value '{bad.Value}': {bad.Text.En}",
            $"{bad.Line} 行目、列「{bad.Column}」、値「{bad.Value}」:{bad.Text.Ja}")),
        SchemaException bad => new(ExitCode.Data, "data.schema", bad.Text),
        ModelFileException bad => new(ExitCode.Model, "model.file", bad.Reason),
        HttpRequestException bad => new(ExitCode.Server, "server.unreachable", new(
            $"The host cannot be reached: {bad.Message}", $"サーバーに接続できません:{bad.Message}")),
        TaskCanceledException => new(ExitCode.Server, "server.slow", new("The host did not answer in time.", "サーバーが時間内に応答しませんでした。")),
        UnauthorizedAccessException or IOException => new(ExitCode.Data, "file.access", new(fault.Message, fault.Message)),
        NotSupportedException => new(ExitCode.Unsupported, "unsupported", new(fault.Message, fault.Message)),
        _ => null,
    };
}

using System.CommandLine;

namespace CsMonolith.Cli.Output;

/// <summary>
/// Runs a command's work so that whatever goes wrong becomes one sentence on stderr and an exit code.
/// </summary>
internal static class GuardedAction
{
    /// <summary>Sets what the command does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="environment">Where it writes, and what can interrupt it.</param>
    /// <param name="work">Returns an <see cref="ExitCode"/>.</param>
    public static void SetGuardedAction(
        this Command command,
        CliEnvironment environment,
        Func<ParseResult, ConsoleOutput, Task<int>> work
    ) =>
        command.SetAction(
            (parsed, _) =>
            {
                var language = parsed.GetValue(OutputOptions.Lang) ?? environment.Language;
                var output = new ConsoleOutput(environment, parsed.GetValue(OutputOptions.Json), language);
                return Run(
                    environment,
                    output,
                    () =>
                        language is "ja" or "en"
                            ? work(parsed, output)
                            : throw new CliException(
                                ExitCode.Usage,
                                new("--lang is ja or en.", "--lang は ja か en です。")
                            )
                );
            }
        );

    /// <inheritdoc cref="SetGuardedAction(Command, CliEnvironment, Func{ParseResult, ConsoleOutput, Task{int}})"/>
    public static void SetGuardedAction(
        this Command command,
        CliEnvironment environment,
        Func<ParseResult, ConsoleOutput, int> work
    ) => command.SetGuardedAction(environment, (parsed, output) => Task.FromResult(work(parsed, output)));

    /// <summary>
    /// Does the work, writes out what was printed, and turns every exception into a sentence and its exit code.
    /// </summary>
    public static async Task<int> Run(CliEnvironment environment, ConsoleOutput output, Func<Task<int>> work)
    {
        try
        {
            var code = await work();
            await environment.Out.FlushAsync(CancellationToken.None);
            return code;
        }
        catch (OperationCanceledException) when (environment.Cancellation.IsCancellationRequested)
        {
            output.Message(new("Interrupted; no output was written.", "中断しました。出力は書き込んでいません。"));
            return ExitCode.Interrupted;
        }
        catch (Exception fault)
        {
            var failure = Failures.Of(fault);
            output.Message(failure.Text);
            if (failure.ExitCode == ExitCode.Unexpected && Environment.GetEnvironmentVariable("CHURN_TRACE") == "1")
            {
                await environment.Error.WriteLineAsync(fault.ToString());
            }

            return failure.ExitCode;
        }
    }
}

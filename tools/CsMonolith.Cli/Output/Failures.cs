using System.Net;
using CsMonolith.HostClient;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Output;

/// <summary>Says what an exception means to the user: a sentence and an exit code.</summary>
internal static class Failures
{
    public static CliException Of(Exception fault) =>
        fault switch
        {
            CliException known => known,
            UnknownColumnException unknown => new(
                ExitCode.Usage,
                new(
                    $"There is no column '{unknown.Name}'. Nearest: {string.Join(", ", unknown.Nearest)}.",
                    $"列「{unknown.Name}」はありません。近い名前:{string.Join("、", unknown.Nearest)}"
                )
            ),
            TableException bad => new(ExitCode.Data, Located(bad)),
            SchemaException bad => new(ExitCode.Data, bad.Text),
            ModelFileException bad => new(ExitCode.Model, bad.Reason),
            HostRefusal refusal => new(
                // A conflict is what a gate refuses; anything else is the server's fault.
                refusal.Status == HttpStatusCode.Conflict
                    ? ExitCode.Refused
                    : ExitCode.Server,
                new(refusal.Problem, refusal.Problem)
            ),
            UnreadableAnswerException => new(
                ExitCode.Server,
                new(
                    "The host's answer is not understood: is --host right?",
                    "サーバーの応答を読めません。--host は正しいですか。"
                )
            ),
            HttpRequestException bad => new(
                ExitCode.Server,
                new($"The host cannot be reached: {bad.Message}", $"サーバーに接続できません:{bad.Message}")
            ),
            TaskCanceledException => new(
                ExitCode.Server,
                new("The host did not answer in time.", "サーバーが時間内に応答しませんでした。")
            ),
            UnauthorizedAccessException or IOException => new(ExitCode.Data, new(fault.Message, fault.Message)),
            ParquetException bad => new(ExitCode.Unsupported, bad.Reason),
            NotSupportedException => new(ExitCode.Unsupported, new(fault.Message, fault.Message)),
            _ => new(
                ExitCode.Unexpected,
                new(
                    $"This is a fault of churn itself ({fault.GetType().Name}: {InOneLine(fault)}); CHURN_TRACE=1 "
                        + $"tells where.",
                    $"churn 自体の不具合です({fault.GetType().Name}:{InOneLine(fault)})。CHURN_TRACE=1 で発生箇所を表示します。"
                )
            ),
        };

    private static string InOneLine(Exception fault) => fault.Message.ReplaceLineEndings(" ");

    /// <summary>Line, column and value as far as they are known, then what is wrong.</summary>
    private static LocalizedText Located(TableException bad)
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

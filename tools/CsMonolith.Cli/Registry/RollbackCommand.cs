using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.HostClient;

namespace CsMonolith.Cli.Registry;

/// <summary>
/// <c>churn rollback --host URL --token T --reason TEXT</c>: the champion before the present one scores again.
/// </summary>
internal static class RollbackCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var (host, token) = (CommonOptions.HostUrl(), CommonOptions.Token());
        var reason = new Option<string>("--reason") { Description = "Why; kept in the audit", Required = true };
        var command = new Command("rollback", "Make the champion before the present one score again")
        {
            host,
            token,
            reason,
        };
        command.SetGuardedAction(
            environment,
            async (parsed, output) =>
            {
                using var client = HostConnection.Open(parsed.GetValue(host)!, parsed.GetValue(token));
                var (version, waivedBefore) = await Earlier(client, output.Cancellation);
                // It was champion once, so what it may fail now is the comparison with the one that failed in service.
                var body = PromoteCommand.Body(waivedBefore ?? "worse-than-champion", parsed.GetValue(reason));
                var told = await client.PostJson(PromoteCommand.Path(version), body, output.Cancellation);
                var before = told.TextOf("before");
                output.Json(json =>
                {
                    json.WriteString("version", version);
                    json.WriteString("alias", "champion");
                    json.WriteString("before", before);
                });
                output.Line($"{version}\tchampion\t{before}");
                output.Message(
                    new(
                        $"{before} is withdrawn: its scores stand, marked, and all accounts are being scored by "
                            + $"{version}.",
                        $"{before} を取り下げました。その予測は印を付けて残し、すべての顧客を {version} で計算し直しています。"
                    )
                );
                return ExitCode.Ok;
            }
        );
        return command;
    }

    /// <summary>
    /// The retired model that was promoted last and has not been withdrawn by another rollback, and the gate that was
    /// waived for it.
    /// </summary>
    private static async Task<(string Version, string? WaivedGate)> Earlier(
        HostApi client,
        CancellationToken cancellation
    )
    {
        var models = await client.GetJson("v1/models?sort=-registeredAt&limit=200", cancellation);
        if (!models.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
        {
            throw new UnreadableAnswerException();
        }

        var earlier = items
            .EnumerateArray()
            .Where(model =>
                model.TextOf("alias") != "champion"
                && model.TextOf("withdrawnAt") is null
                && PromotedAt(model) is not null
                && model.TextOf("version") is not null
            )
            .OrderByDescending(PromotedAt)
            .Select(model => (model.TextOf("version")!, model.TextOf("waivedGate")))
            .ToList();
        return earlier.Count > 0
            ? earlier[0]
            : throw new CliException(
                ExitCode.Refused,
                new(
                    "No other model has been champion: there is nothing to go back to.",
                    "以前に本番だったモデルがないため、戻せません。"
                )
            );
    }

    private static DateTimeOffset? PromotedAt(JsonElement model) =>
        DateTimeOffset.TryParse(
            model.TextOf("promotedAt"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
            : null;
}

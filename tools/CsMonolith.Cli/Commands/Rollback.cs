using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Talk;

namespace CsMonolith.Cli.Commands;

/// <summary><c>churn rollback --host URL --token T --reason TEXT</c>: the champion before the present one scores again.</summary>
internal static class Rollback
{
    public static Command Command(Surroundings surroundings)
    {
        var (host, token) = (Shared.HostUrl(), Shared.Token());
        var reason = new Option<string>("--reason") { Description = "Why; kept in the audit", Required = true };
        var command = new Command("rollback", "Make the champion before the present one score again")
        {
            host,
            token,
            reason,
        };
        command.SetAction(
            (parsed, _) =>
                ChurnTool.Speak(
                    surroundings,
                    parsed,
                    async teller =>
                    {
                        using var client = new HostClient(parsed.GetValue(host)!, parsed.GetValue(token)!);
                        var (version, waivedBefore) = await Earlier(client, teller.Cancellation);
                        // It was champion once, so what it may fail now is the comparison with the one that failed in service.
                        var body = Promote.Body(waivedBefore ?? "worse-than-champion", parsed.GetValue(reason));
                        using var answer = await client.Send(
                            HttpMethod.Post,
                            Promote.Path(version),
                            body,
                            teller.Cancellation
                        );
                        using var told = await Answers.Json(answer, teller.Cancellation);
                        var before = HostClient.TextOf(told.RootElement, "before");
                        teller.Object(json =>
                        {
                            json.WriteString("version", version);
                            json.WriteString("alias", "champion");
                            json.WriteString("before", before);
                        });
                        teller.Plain($"{version}\tchampion\t{before}");
                        teller.Talk(
                            new(
                                $"{before} is withdrawn: its scores stand, marked, and all accounts are being scored by {version}.",
                                $"{before} を取り下げました。その予測は印を付けて残し、すべての顧客を {version} で計算し直しています。"
                            )
                        );
                        return ExitCode.Ok;
                    }
                )
        );
        return command;
    }

    /// <summary>The retired model that was promoted last and has not been withdrawn by another rollback, and the gate that was waived for it.</summary>
    private static async Task<(string Version, string? WaivedGate)> Earlier(
        HostClient client,
        CancellationToken cancellation
    )
    {
        using var answer = await client.Send(
            HttpMethod.Get,
            "v1/models?sort=-registeredAt&limit=200",
            json: null,
            cancellation
        );
        using var models = await Answers.Json(answer, cancellation);
        if (!models.RootElement.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
        {
            throw Answers.Senseless();
        }

        var earlier = items
            .EnumerateArray()
            .Where(model =>
                HostClient.TextOf(model, "alias") != "champion"
                && HostClient.TextOf(model, "withdrawnAt") is null
                && PromotedAt(model) is not null
                && HostClient.TextOf(model, "version") is not null
            )
            .OrderByDescending(PromotedAt)
            .Select(model => (HostClient.TextOf(model, "version")!, HostClient.TextOf(model, "waivedGate")))
            .ToList();
        return earlier.Count > 0
            ? earlier[0]
            : throw new Complaint(
                ExitCode.Refused,
                "rollback.none",
                new(
                    "No other model has been champion: there is nothing to go back to.",
                    "以前に本番だったモデルがないため、戻せません。"
                )
            );
    }

    private static DateTimeOffset? PromotedAt(JsonElement model) =>
        DateTimeOffset.TryParse(
            HostClient.TextOf(model, "promotedAt"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
            : null;
}

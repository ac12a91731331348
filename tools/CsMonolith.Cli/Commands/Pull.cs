using System.CommandLine;
using System.Globalization;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Talk;

namespace CsMonolith.Cli.Commands;

/// <summary><c>churn pull --host URL --token T --from YYYY-MM --to YYYY-MM --out FILE [--horizon 6m]</c>: fetches training rows as they were known then.</summary>
internal static class Pull
{
    public static Command Command(Surroundings surroundings)
    {
        var (host, token) = (Shared.HostUrl(), Shared.Token());
        var from = new Option<string>("--from") { Description = "First month, yyyy-MM", Required = true };
        var to = new Option<string>("--to") { Description = "Last month, yyyy-MM", Required = true };
        var outcome = new Option<string>("--outcome") { Description = "Outcome that is the label", DefaultValueFactory = _ => "churned" };
        var horizon = Horizon.Option("Days after a row within which the outcome counts");
        var file = new Option<string>("--out") { Description = "File to write", Required = true };
        var command = new Command("pull", "Fetch training rows from the host") { host, token, from, to, outcome, horizon, file };
        command.SetAction((parsed, _) => ChurnTool.Speak(surroundings, parsed, async teller =>
        {
            var (first, last) = (Months.First("--from", parsed.GetValue(from)!), Months.First("--to", parsed.GetValue(to)!));
            var (days, label) = (parsed.GetValue(horizon) is { } asked ? Horizon.Days(asked) : Horizon.OfHost, parsed.GetValue(outcome)!);
            using var client = new HostClient(parsed.GetValue(host)!, parsed.GetValue(token)!);
            var path = string.Create(
                CultureInfo.InvariantCulture, $"v1/training-extracts?from={first:yyyy-MM}&to={last:yyyy-MM}&outcome={Uri.EscapeDataString(label)}&horizonDays={days}");
            using var answer = await client.Send(HttpMethod.Get, path, json: null, teller.Cancellation);
            var bytes = await Save(answer, parsed.GetValue(file)!, teller.Cancellation);
            Tell(teller, parsed.GetValue(file)!, bytes, PulledRows.Of(answer, parsed.GetValue(file)!), label, days);
            return ExitCode.Ok;
        }));
        return command;
    }

    private static void Tell(Teller teller, string file, long bytes, PulledRows pulled, string outcome, int days)
    {
        teller.Object(json =>
        {
            json.WriteString("file", file);
            json.WriteNumber("bytes", bytes);
            json.WriteString("outcome", outcome);
            json.WriteNumber("horizonDays", days);
            json.WriteNumber("undecidable", pulled.Undecidable);
            json.WriteStartArray("months");
            foreach (var month in pulled.Months)
            {
                json.WriteStartObject();
                json.WriteString("month", month.Name);
                json.WriteNumber("rows", month.Rows);
                json.WriteNumber("outcomes", month.Outcomes);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        teller.Plain($"{file}\t{bytes}");
        foreach (var month in pulled.Months)
        {
            teller.Plain($"{month.Name}\t{month.Rows}\t{month.Outcomes}");
        }

        teller.Talk(new(
            $"The label is 1 where '{outcome}' came about within {days} days after the row's day. {pulled.Undecidable} rows are left out: their {days} days are not over. "
            + $"A row knows what happened in its {days} days: leave as many between what you train on and what you test on.",
            $"label は、行の時点から {days} 日以内に「{outcome}」が起きたとき 1 です。{days} 日がまだ過ぎていない {pulled.Undecidable} 行は除いてあります。"
            + $"行は {days} 日先までの結果を含むため、学習と検証の間を {days} 日空けてください。"));
    }

    // Through a partial file: a broken download must not look like data.
    private static async Task<long> Save(HttpResponseMessage answer, string path, CancellationToken cancellation)
    {
        var partial = path + ".partial";
        try
        {
            await using (var target = File.Create(partial))
            {
                await answer.Content.CopyToAsync(target, cancellation);
            }

            var bytes = new FileInfo(partial).Length;
            File.Move(partial, path, overwrite: true);
            return bytes;
        }
        finally
        {
            File.Delete(partial);
        }
    }
}

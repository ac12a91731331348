using System.CommandLine;
using System.Globalization;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Talk;

namespace CsMonolith.Cli.Commands;

/// <summary><c>churn pull --host URL --token T --from YYYY-MM --to YYYY-MM --out FILE</c>: fetches training rows as they were known then.</summary>
internal static class Pull
{
    public static Command Command(Surroundings surroundings)
    {
        var (host, token) = (Shared.HostUrl(), Shared.Token());
        var from = new Option<string>("--from") { Description = "First month, yyyy-MM", Required = true };
        var to = new Option<string>("--to") { Description = "Last month, yyyy-MM", Required = true };
        var outcome = new Option<string>("--outcome") { Description = "Outcome that is the label", DefaultValueFactory = _ => "churned" };
        var file = new Option<string>("--out") { Description = "File to write", Required = true };
        var command = new Command("pull", "Fetch training rows from the host") { host, token, from, to, outcome, file };
        command.SetAction((parsed, _) => ChurnTool.Speak(surroundings, parsed, async teller =>
        {
            var (first, last) = (Month(parsed.GetValue(from)!), Month(parsed.GetValue(to)!));
            using var client = new HostClient(parsed.GetValue(host)!, parsed.GetValue(token)!);
            var path = $"v1/training-extracts?from={first}&to={last}&outcome={Uri.EscapeDataString(parsed.GetValue(outcome)!)}";
            using var answer = await client.Send(HttpMethod.Get, path, json: null, teller.Cancellation);
            var bytes = await Save(answer, parsed.GetValue(file)!, teller.Cancellation);
            teller.Object(json =>
            {
                json.WriteString("file", parsed.GetValue(file));
                json.WriteNumber("bytes", bytes);
            });
            teller.Plain($"{parsed.GetValue(file)}\t{bytes}");
            return ExitCode.Ok;
        }));
        return command;
    }

    private static string Month(string text) => DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        ? text
        : throw new Complaint(ExitCode.Usage, "usage.month", new($"'{text}' is not a month such as 2026-01.", $"「{text}」は 2026-01 のような月ではありません。"));

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

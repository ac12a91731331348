using CsMonolith.Cli.Host;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.HostClient;
using CsMonolith.Learning.Drift;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Evaluation;

/// <summary>What <c>churn drift --host</c> was asked to watch.</summary>
/// <param name="Model">A version, or <c>champion</c>.</param>
/// <param name="Except">Columns that are not looked at.</param>
internal sealed record WatchRequest(
    string Host,
    string? Token,
    string Model,
    string Month,
    string? ReferenceFrom,
    string? ReferenceTo,
    IReadOnlyList<string> Except,
    double Level,
    ulong Seed
);

/// <summary>
/// Watches a model of the host: fetches it, the rows of its training months and of every month since, and the labels
/// that are known by now.
/// </summary>
internal static class DriftInService
{
    public static async Task<int> Watch(WatchRequest order, ConsoleOutput output)
    {
        var month = MonthOption.First("--month", order.Month);
        using var client = HostConnection.Open(order.Host, order.Token);
        var model = await RegisteredModel.Fetch(client, order.Model, output.Cancellation);
        var (from, to) = Reference(order, model);
        if (month <= to)
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    $"--month '{order.Month}' lies within the quiet time up to {to:yyyy-MM}, which the model "
                        + $"learned from: give a later month.",
                    $"--month「{order.Month}」は、学習に使った {to:yyyy-MM} までの期間に入っています。より後の月を指定してください。"
                )
            );
        }

        var all = await HostRows.Unlabelled(client, from, month, output.Cancellation) ?? throw Nothing(order.Month);
        var features = all.Without([.. order.Except]);
        var reference = features.Take(RowsOf(all, day => day >= from && day <= to));
        var service = features.Take(RowsOf(all, day => day > to));
        if (service.Rows == 0 || service.Times.ToArray().Max() != month)
        {
            throw Nothing(order.Month);
        }

        if (reference.Rows == 0)
        {
            throw new CliException(
                ExitCode.Data,
                new(
                    $"The host has no snapshots of {from:yyyy-MM} to {to:yyyy-MM}: name other months by "
                        + $"--reference-from and --reference-to.",
                    $"{from:yyyy-MM} から {to:yyyy-MM} のスナップショットがサーバーにありません。--reference-from と --reference-to "
                        + $"で別の月を指定してください。"
                )
            );
        }

        var outcomes = await Outcomes(client, model, service, to.AddMonths(1), month, output.Cancellation);
        var report = Watched(
            model,
            reference,
            service,
            outcomes,
            new WatchSettings(model.HorizonDays, order.Level, order.Seed),
            output.Cancellation
        );
        DriftInServiceOutput.Print(output, model.Version, (from, to), report);
        return ExitCode.Ok;
    }

    private static ServiceReport Watched(
        RegisteredModel model,
        Table reference,
        Table service,
        bool?[] outcomes,
        WatchSettings settings,
        CancellationToken cancellation
    )
    {
        try
        {
            return ServiceWatch.Watch(model.Model, reference, service, outcomes, settings, cancellation);
        }
        catch (SchemaException refused)
        {
            throw new CliException(
                ExitCode.Data,
                new(
                    $"{model.Version} cannot score the host's rows: {refused.Text.En} Load the column again, or "
                        + $"train without it.",
                    $"{model.Version} はサーバーの行を評価できません:{refused.Text.Ja}列を取り込み直すか、その列なしで学習し直してください。"
                )
            );
        }
    }

    // First days of months.
    private static (DateOnly From, DateOnly To) Reference(WatchRequest order, RegisteredModel model)
    {
        if ((order.ReferenceFrom is null) != (order.ReferenceTo is null))
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    "--reference-from and --reference-to go together.",
                    "--reference-from と --reference-to は両方指定してください。"
                )
            );
        }

        var (from, to) =
            order.ReferenceFrom is { } first
                ? (
                    MonthOption.First("--reference-from", first),
                    MonthOption.First("--reference-to", order.ReferenceTo!)
                )
            : model is { TrainedFrom: { } began, TrainedTo: { } ended }
                ? (new DateOnly(began.Year, began.Month, 1), new DateOnly(ended.Year, ended.Month, 1))
            : throw new CliException(
                ExitCode.Data,
                new(
                    $"{model.Version} does not say from which months it learned: give --reference-from 2025-01 "
                        + $"and --reference-to 2025-04.",
                    $"{model.Version} には学習した月の記録がありません。--reference-from 2025-01 と --reference-to 2025-04 のように指定してください。"
                )
            );
        return from <= to
            ? (from, to)
            : throw new CliException(
                ExitCode.Usage,
                new(
                    $"--reference-to '{to:yyyy-MM}' lies before --reference-from '{from:yyyy-MM}'.",
                    $"--reference-to「{to:yyyy-MM}」が --reference-from「{from:yyyy-MM}」より前です。"
                )
            );
    }

    // Shape (service rows,): null where the outcome is not known yet.
    private static async Task<bool?[]> Outcomes(
        HostApi client,
        RegisteredModel model,
        Table service,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var known = new Dictionary<(string Account, DateOnly Month), bool>();
        if (await HostRows.Labelled(client, model, from, to, HostRows.Layout, cancellation) is { } labelled)
        {
            for (var row = 0; row < labelled.Rows; row++)
            {
                known[(labelled.Groups[row], labelled.Times[row])] = labelled.Labels[row];
            }
        }

        return
        [
            .. Enumerable
                .Range(0, service.Rows)
                .Select(row =>
                    known.TryGetValue((service.Groups[row], service.Times[row]), out var left) ? left : (bool?)null
                ),
        ];
    }

    private static int[] RowsOf(Table table, Func<DateOnly, bool> holds)
    {
        var days = table.Times.ToArray();
        return [.. Enumerable.Range(0, days.Length).Where(row => holds(days[row]))];
    }

    private static CliException Nothing(string month) =>
        new(
            ExitCode.Data,
            new(
                $"The host has no snapshots of {month}: build them (POST /v1/snapshot-builds), or give another "
                    + $"--month.",
                $"{month} のスナップショットがサーバーにありません。作成する(POST /v1/snapshot-builds)か、別の --month を指定してください。"
            )
        );
}

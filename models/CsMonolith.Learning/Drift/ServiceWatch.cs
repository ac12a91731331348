using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Drift;

/// <summary>Settings of the monthly watch.</summary>
/// <param name="HorizonDays">
/// Days after a row within which its outcome counts: a month's labels are known that much after its end.
/// </param>
/// <param name="Level">Share of months without any drift that may raise an alarm, in (0, 1).</param>
/// <param name="Seed">Seed of permutations and draws.</param>
public sealed record WatchSettings(int HorizonDays, double Level = 0.05, ulong Seed = 1);

/// <summary>One month in which the model was in service.</summary>
/// <param name="Month">First day.</param>
/// <param name="Rows">Rows that the model scores.</param>
/// <param name="Known">Rows whose label is known; the others are outstanding.</param>
/// <param name="Drift">The month compared with the reference period.</param>
/// <param name="Quality">What the known labels say; null without one.</param>
public sealed record ServiceMonth(DateOnly Month, int Rows, int Known, DriftReport Drift, KnownQuality? Quality)
{
    /// <summary>Columns that raised an alarm.</summary>
    internal IEnumerable<string> Moved => Drift.Columns.Where(column => column.Drifted).Select(column => column.Column);
}

/// <summary>A column that has moved.</summary>
/// <param name="Now">Its drift in the newest month.</param>
/// <param name="Since">First of the unbroken row of months up to the newest in which it raised an alarm.</param>
/// <param name="InModel">Whether it is a feature of the model.</param>
public sealed record MovedColumn(ColumnDrift Now, DateOnly Since, bool InModel);

/// <summary>The result of the monthly watch.</summary>
/// <param name="ReferenceRows">Customers of the reference period, one row each.</param>
/// <param name="Months">The months in service, oldest first; the last one is the month that was asked for.</param>
/// <param name="Moved">Columns that have moved in the newest month, in the order of its report.</param>
/// <param name="ScoreSince">The same for the model's log-odds; null if they have not moved.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record ServiceReport(
    int ReferenceRows,
    IReadOnlyList<ServiceMonth> Months,
    IReadOnlyList<MovedColumn> Moved,
    DateOnly? ScoreSince,
    RetrainAdvice Advice
)
{
    /// <summary>The month that was asked for.</summary>
    public ServiceMonth Now => Months[^1];
}

/// <summary>
/// Watches a model in service month by month: which columns have drifted since when, what the known labels show, and
/// what to do.
/// </summary>
public static class ServiceWatch
{
    /// <summary>Holds every month in service against the time that the model was trained from.</summary>
    /// <param name="model">The model in service.</param>
    /// <param name="reference">Rows of the months it was trained from, with times and groups; at least one.</param>
    /// <param name="service">Later rows up to the month watched, with times and groups; at least one.</param>
    /// <param name="outcomes">Shape (service rows,): null where the outcome is not known yet.</param>
    /// <param name="settings">Settings of the monthly watch.</param>
    /// <param name="cancellation">Stops between columns.</param>
    /// <exception cref="ArgumentException">
    /// A table without rows, times or groups, or as many outcomes as there are not rows.
    /// </exception>
    /// <exception cref="SchemaException">A feature of the model is absent.</exception>
    /// <remarks>
    /// Of the reference period one row of each customer is drawn: its months resemble each other, so that taken
    /// together they would promise more certainty than there is. A customer who is on both sides makes the tests a
    /// little timid, never bold. The level holds for each month by itself. O(months × columns × rows · log rows).
    /// </remarks>
    public static ServiceReport Watch(
        ProbabilityModel model,
        Table reference,
        Table service,
        IReadOnlyList<bool?> outcomes,
        WatchSettings settings,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        Require(reference, nameof(reference));
        Require(service, nameof(service));
        if (outcomes?.Count != service.Rows)
        {
            throw new ArgumentException(
                "One outcome for each row in service is needed, known or not.",
                nameof(outcomes)
            );
        }

        var quiet = OneOfEach(reference, settings.Seed);
        var times = service.Times.ToArray();
        ServiceMonth[] months =
        [
            .. Enumerable
                .Range(0, service.Rows)
                .GroupBy(row => times[row])
                .OrderBy(month => month.Key)
                .Select(month => Of(month.Key, [.. month])),
        ];
        var looked = model.Schema.Features.Select(feature => feature.Name).ToHashSet(StringComparer.Ordinal);
        MovedColumn[] moved =
        [
            .. months[^1]
                .Drift.Columns.Where(column => column.Drifted)
                .Select(column => new MovedColumn(
                    column,
                    Since(months, month => month.Moved.Contains(column.Column)),
                    looked.Contains(column.Column)
                )),
        ];
        DateOnly? scoreSince = months[^1].Drift.Score!.Drifted
            ? Since(months, month => month.Drift.Score!.Drifted)
            : null;
        DateOnly? change = moved
            .Where(column => column.InModel)
            .Select(column => (DateOnly?)column.Since)
            .Append(scoreSince)
            .Max();
        var from = change ?? months[0].Month;
        var sinceChange = Quality([.. Enumerable.Range(0, service.Rows).Where(row => times[row] >= from)]);
        var labelled = reference.Rows + outcomes.Count(outcome => outcome is not null);
        return new ServiceReport(
            quiet.Rows,
            months,
            moved,
            scoreSince,
            RetrainAdvice.Of(
                months,
                change,
                sinceChange,
                settings.HorizonDays,
                TrainingCost.Of(labelled, Math.Max(looked.Count, 1)).Times(2)
            )
        );

        ServiceMonth Of(DateOnly month, int[] rows) =>
            new(
                month,
                rows.Length,
                rows.Count(row => outcomes[row] is not null),
                DriftWatch.Compare(quiet, service.Take(rows), model, settings.Level, settings.Seed, cancellation),
                Quality(rows)
            );

        KnownQuality? Quality(int[] rows)
        {
            int[] known = [.. rows.Where(row => outcomes[row] is not null)];
            var table = service.Take(known);
            return known.Length == 0
                ? null
                : KnownQuality.Of(
                    model.Score(table, cancellation).LogOdds,
                    Array.ConvertAll(known, row => outcomes[row]!.Value),
                    table.Groups,
                    settings.Seed
                );
        }
    }

    /// <summary>One row of each group, drawn at random; the rows as they are where there are no groups.</summary>
    internal static Table OneOfEach(Table table, ulong seed)
    {
        var order = Enumerable.Range(0, table.Rows).ToArray();
        SplitMix.For(seed, "one-of-each").Shuffle(order);
        var groups = table.Groups.ToArray();
        return groups.Length == 0
            ? table
            : table.Take([.. order.DistinctBy(row => groups[row], StringComparer.Ordinal).Order()]);
    }

    private static DateOnly Since(ServiceMonth[] months, Func<ServiceMonth, bool> alarmed) =>
        months.Reverse().TakeWhile(alarmed).Last().Month;

    private static void Require(Table table, string name)
    {
        ArgumentNullException.ThrowIfNull(table, name);
        if (table.Rows == 0 || table.Times.Length == 0 || table.Groups.Length == 0)
        {
            throw new ArgumentException("A watch needs rows with times and groups.", name);
        }
    }
}

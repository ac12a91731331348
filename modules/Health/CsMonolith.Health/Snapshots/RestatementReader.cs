using System.Text.Json;
using CsMonolith.Health.Snapshots.Features;

namespace CsMonolith.Health.Snapshots;

/// <summary>Tells what stored snapshots would hold, had what was recorded later been known in time.</summary>
internal sealed class RestatementReader(MonthEndReader reader)
{
    /// <summary>
    /// The snapshots with the facts of their day that were recorded after it and by the end of another. Only features
    /// that such facts move differ from what is stored: both states are worked out anew and their difference is laid
    /// over the snapshot, so that a snapshot from before a change of the program is not taken for late data. Ready-made
    /// snapshots hold what no fact here tells, and stay as they are.
    /// </summary>
    /// <param name="snapshots">Each with the day by whose end the facts were recorded.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>By the id of the snapshot.</returns>
    public async Task<IReadOnlyDictionary<Guid, Snapshot>> Restate(
        IReadOnlyCollection<(Snapshot Snapshot, DateOnly KnownOn)> snapshots,
        CancellationToken cancellation
    )
    {
        var restated = snapshots.ToDictionary(one => one.Snapshot.Id, one => one.Snapshot);
        foreach (
            var some in snapshots
                .Where(one => one.Snapshot.LoadedAt is null && one.KnownOn > one.Snapshot.AsOf)
                .GroupBy(one => (one.Snapshot.AsOf, one.KnownOn), one => one.Snapshot)
        )
        {
            var (asOf, knownOn) = some.Key;
            List<Guid> accounts = [.. some.Select(snapshot => snapshot.AccountId)];
            var then = Sheets(await reader.Read(accounts, Month.Of(asOf), asOf, cancellation));
            var later = Sheets(await reader.Read(accounts, Month.Of(asOf), knownOn, cancellation));
            foreach (var snapshot in some)
            {
                restated[snapshot.Id] = Overlay(
                    snapshot,
                    then.GetValueOrDefault(snapshot.AccountId) ?? [],
                    later.GetValueOrDefault(snapshot.AccountId) ?? []
                );
            }
        }

        return restated;
    }

    private static Dictionary<Guid, Dictionary<string, JsonElement>> Sheets(MonthEnd end) =>
        end.Accounts.ToDictionary(
            account => account.Id,
            account => FeatureTable.ValuesOf(end.Of(account, DateTime.UnixEpoch))
        );

    private static Snapshot Overlay(
        Snapshot snapshot,
        Dictionary<string, JsonElement> then,
        Dictionary<string, JsonElement> later
    )
    {
        var values = FeatureTable.ValuesOf(snapshot);
        foreach (var name in then.Keys.Union(later.Keys, StringComparer.Ordinal))
        {
            if (!later.TryGetValue(name, out var value))
            {
                values.Remove(name);
            }
            else if (!then.TryGetValue(name, out var before) || before.GetRawText() != value.GetRawText())
            {
                values[name] = value;
            }
        }

        return new Snapshot
        {
            Id = snapshot.Id,
            AccountId = snapshot.AccountId,
            AsOf = snapshot.AsOf,
            Features = JsonSerializer.Serialize(values, Wire.Json),
            Phase = snapshot.Phase,
            MrrMinor = snapshot.MrrMinor,
            Currency = snapshot.Currency,
            IsLive = snapshot.IsLive,
            BuiltAt = snapshot.BuiltAt,
        };
    }
}

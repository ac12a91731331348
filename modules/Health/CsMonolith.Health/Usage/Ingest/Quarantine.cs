using CsMonolith.Health.Usage.Events;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>
/// Holds uses whose account is unknown and releases them once it is known. Works within the caller's transaction.
/// </summary>
internal sealed class Quarantine(HealthDb db, GroupAccounts accounts)
{
    private const int AtOnce = 5000;

    /// <summary>Stores uses to wait.</summary>
    public async Task Keep(IReadOnlyList<QuarantinedUse> uses, CancellationToken cancellation)
    {
        await db.Append(uses, cancellation);
        foreach (
            var group in uses.GroupBy(use => (use.Source, use.GroupId))
                .OrderBy(group => group.Key.Source, StringComparer.Ordinal)
                .ThenBy(group => group.Key.GroupId, StringComparer.Ordinal)
        )
        {
            var (id, source, groupId, events, first, last, now) = (
                Guid.CreateVersion7(),
                group.Key.Source,
                group.Key.GroupId,
                group.LongCount(),
                group.Min(use => use.At),
                group.Max(use => use.At),
                group.First().RecordedAt
            );
            await (
                db.IsPostgres
                    ? db.Database.ExecuteSqlAsync(
                        $"""
                        INSERT INTO health.quarantined_groups AS g (id, source, group_id, events, first_event_at,
                            last_event_at, first_seen_at, last_seen_at)
                        VALUES ({id}, {source}, {groupId}, {events}, {first}, {last}, {now}, {now})
                        ON CONFLICT (source, group_id) DO UPDATE SET events = g.events + excluded.events,
                            first_event_at = LEAST(g.first_event_at, excluded.first_event_at),
                            last_event_at = GREATEST(g.last_event_at, excluded.last_event_at),
                                last_seen_at = excluded.last_seen_at
                        """,
                        cancellation
                    )
                    : db.Database.ExecuteSqlAsync(
                        $"""
                        INSERT INTO health_quarantined_groups AS g (id, source, group_id, events, first_event_at,
                            last_event_at, first_seen_at, last_seen_at)
                        VALUES ({id}, {source}, {groupId}, {events}, {first}, {last}, {now}, {now})
                        ON CONFLICT (source, group_id) DO UPDATE SET events = g.events + excluded.events,
                            first_event_at = MIN(g.first_event_at, excluded.first_event_at),
                            last_event_at = MAX(g.last_event_at, excluded.last_event_at),
                                last_seen_at = excluded.last_seen_at
                        """,
                        cancellation
                    )
            );
        }
    }

    /// <summary>
    /// Releases the uses of users whose group has become known. Where that group has no account, they go on waiting
    /// under the group's id.
    /// </summary>
    /// <returns>The events to be stored.</returns>
    public async Task<IReadOnlyList<UsageEvent>> ReleaseGrouped(
        StreamUsers users,
        IMediator mediator,
        CancellationToken cancellation
    )
    {
        if (users.Changed.Count == 0)
        {
            return [];
        }

        var (sources, refs) = (
            users.Changed.Select(key => key.Source).Distinct().ToArray(),
            users.Changed.Select(key => key.Ref).Distinct().ToArray()
        );
        await Lock(sources, "", cancellation);
        var waiting = (
            await db.Set<QuarantinedUse>()
                .AsNoTracking()
                .Where(use => sources.Contains(use.Source) && use.GroupId == "" && refs.Contains(use.UserRef!))
                .OrderBy(use => use.Id)
                .ToListAsync(cancellation)
        )
            .Select(use => (Use: use, User: users.Find(use.Source, use.UserRef!, use.At)))
            .Where(one => one.User.GroupId is not null)
            .ToList();
        await accounts.Find(waiting.Select(one => (one.Use.Source, one.User.GroupId!)), mediator, cancellation);
        await Remove([.. waiting.Select(one => one.Use)], cancellation);
        foreach (var (use, (reference, group)) in waiting)
        {
            (use.UserRef, use.GroupId) = (reference, group!);
        }

        var uses = waiting.Select(one => one.Use).ToLookup(use => accounts.Of(use.Source, use.GroupId) is not null);
        await Keep([.. uses[false]], cancellation);
        return [.. uses[true].Select(use => Event(use, accounts.Of(use.Source, use.GroupId)!.Value))];
    }

    /// <summary>Releases some of the uses that wait for a group, at most five thousand.</summary>
    /// <returns>The events to be stored for the account; none when nothing waits any more.</returns>
    public async Task<IReadOnlyList<UsageEvent>> ReleaseSome(
        string source,
        string groupId,
        Guid account,
        CancellationToken cancellation
    )
    {
        await Lock([source], groupId, cancellation);
        var waiting = await db.Set<QuarantinedUse>()
            .AsNoTracking()
            .Where(use => use.Source == source && use.GroupId == groupId)
            .OrderBy(use => use.Id)
            .Take(AtOnce)
            .ToListAsync(cancellation);
        await Remove(waiting, cancellation);
        return [.. waiting.Select(use => Event(use, account))];
    }

    // Two that let the same uses go come one after the other.
    private Task Lock(string[] sources, string groupId, CancellationToken cancellation) =>
        db.Set<QuarantinedGroup>()
            .Where(group => sources.Contains(group.Source) && group.GroupId == groupId)
            .ExecuteUpdateAsync(set => set.SetProperty(group => group.Events, group => group.Events), cancellation);

    private async Task Remove(List<QuarantinedUse> uses, CancellationToken cancellation)
    {
        foreach (var some in uses.Chunk(AtOnce))
        {
            var ids = some.Select(use => use.Id).ToArray();
            await db.Set<QuarantinedUse>().Where(use => ids.Contains(use.Id)).ExecuteDeleteAsync(cancellation);
        }

        foreach (var group in uses.GroupBy(use => (use.Source, use.GroupId)))
        {
            var ((source, groupId), gone) = (group.Key, group.LongCount());
            var row = db.Set<QuarantinedGroup>().Where(one => one.Source == source && one.GroupId == groupId);
            await row.ExecuteUpdateAsync(
                set => set.SetProperty(one => one.Events, one => one.Events - gone),
                cancellation
            );
            await row.Where(one => one.Events <= 0).ExecuteDeleteAsync(cancellation);
        }
    }

    // Its own time stays; it is recorded now, when we learnt whose it is.
    private UsageEvent Event(QuarantinedUse use, Guid account) =>
        new()
        {
            Id = use.Id,
            KeyHash = use.KeyHash,
            AccountId = account,
            Day = use.Day,
            At = use.At,
            Feature = use.Feature,
            UserRef = use.UserRef,
            Count = 1,
            Properties = use.Properties,
            Source = use.Source,
            RecordedAt = db.Clock.Now,
        };
}

using System.Globalization;
using System.Text.Json;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>
/// The users that some requests are about: their other ids and their groups. The call with the latest time wins, in
/// whichever order calls arrive.
/// </summary>
internal sealed class StreamUsers(HealthDb db)
{
    private readonly Dictionary<(string Source, string Ref), StreamUser> _users = [];
    private readonly HashSet<(string Source, string Ref)> _changed = [];
    private readonly StreamUserGroups _groups = new(db);

    /// <summary>Users that a call has changed.</summary>
    public IReadOnlyCollection<(string Source, string Ref)> Changed => _changed;

    /// <summary>Reads the users of all calls that name no group themselves.</summary>
    public async Task Load(IReadOnlyCollection<IngestRequest> requests, CancellationToken cancellation)
    {
        var refs = requests
            .SelectMany(request => request.Calls)
            .Where(call => call.Message.Feature is null || call.Message.GroupId is null)
            .SelectMany(call => new[] { call.UserRef, call.OtherRef })
            .OfType<string>()
            .ToHashSet();
        var sources = requests.Select(request => request.Source).Distinct().ToArray();
        await Read(sources, [.. refs], cancellation);
        await Read(
            sources,
            [
                .. _users
                    .Values.Select(user => user.SameAs)
                    .OfType<string>()
                    .Where(same => !refs.Contains(same))
                    .Distinct(),
            ],
            cancellation
        );
    }

    /// <summary>Applies an <c>identify</c>, <c>alias</c> or <c>group</c> call.</summary>
    public void Apply(string source, in StreamCall call)
    {
        if (
            call.OtherRef is { } other
            && other != call.UserRef
            && Of(source, other) is { } anonymous
            && anonymous.SameAs != call.UserRef
        )
        {
            anonymous.SameAs = call.UserRef;
            _changed.Add((source, other));
        }

        if (call.Message is { Call: Call.Group, GroupId: { } group, At: var at })
        {
            var user = Of(source, call.UserRef);
            _groups.Note(user, group, at);
            if (user.GroupedAt is { } before && at < before)
            {
                return;
            }

            if (user.GroupId != group || at != user.GroupedAt)
            {
                _changed.Add((source, call.UserRef));
            }

            (user.GroupId, user.GroupedAt) = (group, at);
        }
    }

    /// <summary>The pseudonym that the user is counted under, and the user's group at a time.</summary>
    public (string Ref, string? GroupId) Find(string source, string reference, DateTime at)
    {
        if (!_users.TryGetValue((source, reference), out var user))
        {
            return (reference, null);
        }

        return user.SameAs is not { } same
            ? (reference, GroupOf(user, at))
            : (
                same,
                (_users.TryGetValue((source, same), out var person) ? GroupOf(person, at) : null) ?? GroupOf(user, at)
            );
    }

    /// <summary>
    /// Stores the changes. An older call never overwrites a newer one that another host stored meanwhile.
    /// </summary>
    public async Task Save(CancellationToken cancellation)
    {
        await _groups.Save(cancellation);
        if (_changed.Count == 0)
        {
            return;
        }

        // In one order everywhere, so that two hosts do not deadlock; times in the very text that SQLite keeps them in.
        var json = JsonSerializer.Serialize(
            _changed
                .Order()
                .Select(key => _users[key])
                .Select(user =>
                    new[]
                    {
                        user.Source,
                        user.UserRef,
                        user.GroupId,
                        user.GroupedAt?.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
                        user.SameAs,
                    }
                )
        );
        await (
            db.IsPostgres
                ? db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO health.stream_users AS u (source, user_ref, group_id, grouped_at, same_as)
                    SELECT value->>0, value->>1, value->>2, (value->>3)::timestamp AT TIME ZONE 'UTC', value->>4
                        FROM json_array_elements({json}::json)
                    ON CONFLICT (source, user_ref) DO UPDATE SET
                        group_id = CASE WHEN excluded.grouped_at >= COALESCE(u.grouped_at, excluded.grouped_at)
                            THEN excluded.group_id ELSE u.group_id END,
                        grouped_at = GREATEST(excluded.grouped_at, u.grouped_at),
                        same_as = COALESCE(excluded.same_as, u.same_as)
                    """,
                    cancellation
                )
                : db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO health_stream_users AS u (source, user_ref, group_id, grouped_at, same_as)
                    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
                        json_extract(value, '$[3]'), json_extract(value, '$[4]')
                    FROM json_each({json}) WHERE true
                    ON CONFLICT (source, user_ref) DO UPDATE SET
                        group_id = CASE WHEN excluded.grouped_at >= COALESCE(u.grouped_at, excluded.grouped_at)
                            THEN excluded.group_id ELSE u.group_id END,
                        grouped_at =
                            COALESCE(MAX(excluded.grouped_at, u.grouped_at), excluded.grouped_at, u.grouped_at),
                        same_as = COALESCE(excluded.same_as, u.same_as)
                    """,
                    cancellation
                )
        );
    }

    private string? GroupOf(StreamUser user, DateTime at) =>
        _groups.Find(user.Source, user.UserRef, at) ?? user.GroupId;

    private StreamUser Of(string source, string reference)
    {
        if (!_users.TryGetValue((source, reference), out var user))
        {
            _users[(source, reference)] = user = new StreamUser { Source = source, UserRef = reference };
        }

        return user;
    }

    private async Task Read(string[] sources, string[] refs, CancellationToken cancellation)
    {
        if (refs.Length == 0)
        {
            return;
        }

        foreach (
            var user in await db.Set<StreamUser>()
                .AsNoTracking()
                .Where(user => sources.Contains(user.Source) && refs.Contains(user.UserRef))
                .ToListAsync(cancellation)
        )
        {
            _users[(user.Source, user.UserRef)] = user;
        }

        await _groups.Read(sources, refs, cancellation);
    }
}

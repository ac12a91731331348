using System.Globalization;
using System.Text.Json;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>
/// Since when users belonged to which group, so that a use that arrives late counts for the group of its own time.
/// </summary>
internal sealed class StreamUserGroups(HealthDb db)
{
    private readonly Dictionary<(string Source, string Ref), SortedList<DateTime, string>> _groups = [];
    private readonly HashSet<(string Source, string Ref, DateTime At)> _added = [];

    /// <summary>Reads the histories of some users.</summary>
    public async Task Read(string[] sources, string[] refs, CancellationToken cancellation)
    {
        foreach (
            var row in await db.Set<StreamUserGroup>()
                .AsNoTracking()
                .Where(row => sources.Contains(row.Source) && refs.Contains(row.UserRef))
                .ToListAsync(cancellation)
        )
        {
            Of((row.Source, row.UserRef))[row.GroupedAt] = row.GroupId;
        }
    }

    /// <summary>Notes what a call says of a user.</summary>
    /// <param name="user">As known before the call: what was not noted yet is noted now.</param>
    /// <param name="group">The group that the call names.</param>
    /// <param name="at">The time of the call.</param>
    public void Note(StreamUser user, string group, DateTime at)
    {
        var key = (user.Source, user.UserRef);
        var known = Of(key);
        if (known.Count == 0 && user is { GroupId: { } before, GroupedAt: { } since })
        {
            known[since] = before;
            _added.Add((key.Source, key.UserRef, since));
        }

        if (known.Count == 0 || At(known, at) != group || at < known.Keys[0])
        {
            known[at] = group;
            _added.Add((key.Source, key.UserRef, at));
        }

        // What was said again last left no row; a late call in between must not speak for the time after it.
        if (user is { GroupId: { } last, GroupedAt: { } said } && at < said && At(known, said) != last)
        {
            known[said] = last;
            _added.Add((key.Source, key.UserRef, said));
        }
    }

    /// <summary>
    /// The group of a user at a time: the one that was told last before it, or else the first that was told at all;
    /// <c>null</c> where none was.
    /// </summary>
    public string? Find(string source, string reference, DateTime at) =>
        _groups.TryGetValue((source, reference), out var known) && known.Count > 0 ? At(known, at) : null;

    /// <summary>Stores what is new.</summary>
    public async Task Save(CancellationToken cancellation)
    {
        if (_added.Count == 0)
        {
            return;
        }

        // In one order everywhere, so that two hosts do not deadlock; times in the very text that SQLite keeps them in.
        var json = JsonSerializer.Serialize(
            _added
                .Order()
                .Select(row =>
                    new[]
                    {
                        row.Source,
                        row.Ref,
                        row.At.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
                        _groups[(row.Source, row.Ref)][row.At],
                    }
                )
        );
        await (
            db.IsPostgres
                ? db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO health.stream_user_groups (source, user_ref, grouped_at, group_id)
                    SELECT value->>0, value->>1, (value->>2)::timestamp AT TIME ZONE 'UTC', value->>3
                        FROM json_array_elements({json}::json)
                    ON CONFLICT (source, user_ref, grouped_at) DO UPDATE SET group_id = excluded.group_id
                    """,
                    cancellation
                )
                : db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO health_stream_user_groups (source, user_ref, grouped_at, group_id)
                    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
                        json_extract(value, '$[3]')
                    FROM json_each({json}) WHERE true
                    ON CONFLICT (source, user_ref, grouped_at) DO UPDATE SET group_id = excluded.group_id
                    """,
                    cancellation
                )
        );
    }

    // Histories are short; the last entry is the usual answer.
    private static string At(SortedList<DateTime, string> known, DateTime at)
    {
        for (var i = known.Count - 1; i > 0; i--)
        {
            if (known.Keys[i] <= at)
            {
                return known.Values[i];
            }
        }

        return known.Values[0];
    }

    private SortedList<DateTime, string> Of((string Source, string Ref) key)
    {
        if (!_groups.TryGetValue(key, out var known))
        {
            _groups[key] = known = [];
        }

        return known;
    }
}

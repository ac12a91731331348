using System.Text.Json;
using CsMonolith.Health.Usage.Events;
using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>
/// Stores the messages of several requests in one transaction: keys, events, uses that wait in quarantine, what the
/// messages say of users, counts of refused messages, and one audit row for each request.
/// </summary>
internal sealed class IngestWrite(HealthDb db, IMediator mediator, GroupAccounts accounts)
{
    /// <summary>Stores all of them in one transaction, or none.</summary>
    /// <returns>The answers, in the order of the requests.</returns>
    public async Task<IReadOnlyList<IngestedUsage>> Store(IReadOnlyList<IngestRequest> requests)
    {
        // A client that goes away takes nothing back: others wait for the same commit.
        var cancellation = CancellationToken.None;
        var users = new StreamUsers(db);
        await users.Load(requests, cancellation);
        var placed = Place(requests, users);
        await accounts.Find(
            placed.Where(one => one.GroupId.Length > 0).Select(one => (one.Source, one.GroupId)),
            mediator,
            cancellation
        );

        IReadOnlyList<IngestedUsage> answers = [];
        await db.Transact(
            async () =>
            {
                var store = new UsageStore(db);
                var now = db.Clock.Now;
                var fresh = await Fresh(placed, store, cancellation);
                var uses = fresh
                    .Where(one => one.Message.Feature is not null)
                    .ToLookup(one => accounts.Of(one.Source, one.GroupId) is not null);
                await new Quarantine(db, accounts).Keep(
                    [.. uses[false].Select(one => one.Waiting(db.Clock, now))],
                    cancellation
                );
                List<UsageEvent> events =
                [
                    .. uses[true].Select(one => one.Event(accounts.Of(one.Source, one.GroupId)!.Value, db.Clock, now)),
                ];
                events.AddRange(await new Quarantine(db, accounts).ReleaseGrouped(users, mediator, cancellation));
                await store.AddEvents(events, cancellation);
                await users.Save(cancellation);
                await new FeaturesInUse(db).Learn(events, cancellation);
                await CountRefusals(requests, now, cancellation);
                answers = Answers(requests, fresh);
                await db.Append(
                    requests.Zip(answers, (request, answer) => Note(request, answer, now)).ToList(),
                    cancellation
                );
            },
            cancellation
        );
        return answers;
    }

    // In the order in which they came, so that a use is counted for the group that was told by then of its own time.
    private static List<PlacedCall> Place(IReadOnlyList<IngestRequest> requests, StreamUsers users)
    {
        var placed = new List<PlacedCall>(requests.Sum(request => request.Calls.Count));
        for (var i = 0; i < requests.Count; i++)
        {
            foreach (var call in requests[i].Calls)
            {
                if (call.Message.Feature is null)
                {
                    users.Apply(requests[i].Source, call);
                    placed.Add(new PlacedCall(i, requests[i].Source, call.Message, call.Key, call.UserRef, ""));
                }
                else
                {
                    var (user, group) = users.Find(requests[i].Source, call.UserRef, call.Message.At);
                    placed.Add(
                        new PlacedCall(
                            i,
                            requests[i].Source,
                            call.Message,
                            call.Key,
                            user,
                            call.Message.GroupId ?? group ?? ""
                        )
                    );
                }
            }
        }

        return placed;
    }

    private static async Task<List<PlacedCall>> Fresh(
        List<PlacedCall> placed,
        UsageStore store,
        CancellationToken cancellation
    )
    {
        var seen = new HashSet<Guid>(placed.Count);
        var once = placed.Where(one => seen.Add(one.Key)).ToList();

        // What a message says is not compared: whoever sends an id again is told that it is stored.
        var before = await store.TakeKeys([.. once.Select(one => (one.Key, Content: 0L))], cancellation);
        return before.Count == 0 ? once : [.. once.Where(one => !before.ContainsKey(one.Key))];
    }

    private IReadOnlyList<IngestedUsage> Answers(IReadOnlyList<IngestRequest> requests, List<PlacedCall> fresh)
    {
        var (stored, waiting) = (new int[requests.Count], new int[requests.Count]);
        foreach (var one in fresh)
        {
            stored[one.Request]++;
            waiting[one.Request] +=
                one.Message.Feature is not null && accounts.Of(one.Source, one.GroupId) is null ? 1 : 0;
        }

        return
        [
            .. requests.Select(
                (request, i) =>
                    new IngestedUsage(
                        Success: true,
                        stored[i],
                        request.Calls.Count - stored[i],
                        waiting[i],
                        [
                            .. request
                                .Body.Refused.Take(IngestedUsage.MostTold)
                                .Select(one => new RefusedUsage(one.Index, one.Reason)),
                        ]
                    )
            ),
        ];
    }

    private async Task CountRefusals(
        IReadOnlyList<IngestRequest> requests,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var counts = requests
            .SelectMany(request =>
                request.Body.Refused.Select(one => (request.Source, one.Reason, Count: 1L, one.MessageId))
            )
            .Concat(
                requests.Select(request =>
                    (
                        request.Source,
                        Reason: StreamReasons.DeniedProperty,
                        Count: request.Body.DeniedProperties,
                        MessageId: (string?)null
                    )
                )
            )
            .Concat(
                requests.Select(request =>
                    (
                        request.Source,
                        Reason: StreamReasons.UnkeptProperty,
                        Count: request.Body.UnkeptProperties,
                        MessageId: (string?)null
                    )
                )
            )
            .Where(one => one.Count > 0)
            .GroupBy(one => (one.Source, one.Reason))
            .OrderBy(group => group.Key.Source, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Reason, StringComparer.Ordinal);
        foreach (var group in counts)
        {
            var (source, reason, count, last) = (
                group.Key.Source,
                group.Key.Reason,
                group.Sum(one => one.Count),
                Storable(group.Last().MessageId)
            );
            await (
                db.IsPostgres
                    ? db.Database.ExecuteSqlAsync(
                        $"""
                        INSERT INTO health.stream_refusals AS r (source, reason, count, first_at, last_at,
                            last_message_id) VALUES ({source}, {reason}, {count}, {now}, {now}, {last})
                        ON CONFLICT (source, reason) DO UPDATE SET count = r.count + excluded.count,
                            last_at = excluded.last_at, last_message_id = excluded.last_message_id
                        """,
                        cancellation
                    )
                    : db.Database.ExecuteSqlAsync(
                        $"""
                        INSERT INTO health_stream_refusals AS r (source, reason, count, first_at, last_at,
                            last_message_id) VALUES ({source}, {reason}, {count}, {now}, {now}, {last})
                        ON CONFLICT (source, reason) DO UPDATE SET count = r.count + excluded.count,
                            last_at = excluded.last_at, last_message_id = excluded.last_message_id
                        """,
                        cancellation
                    )
            );
        }
    }

    private static string? Storable(string? messageId) =>
        messageId?.Replace('\0', ' ') is not { } text ? null
        : text.Length <= 100 ? text
        : text[..100];

    // The transaction is shared, so the pipeline cannot note the requests one by one.
    private static AuditRow Note(IngestRequest request, IngestedUsage answer, DateTime now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Actor = request.Caller.Actor,
            PersonId = request.Caller.PersonId,
            Operation = request.Operation,
            Request = JsonSerializer.Serialize(
                new
                {
                    request.Source,
                    answer.Stored,
                    answer.Duplicates,
                    answer.Quarantined,
                    Refused = request.Body.Refused.Count,
                },
                Wire.Json
            ),
            TraceId = request.TraceId,
        };
}

/// <summary>Reasons that are counted beside those of refused messages.</summary>
internal static class StreamReasons
{
    public const string DeniedProperty = "denied-property";
    public const string UnkeptProperty = "unkept-property";
}

/// <summary>A call with the group that it counts for.</summary>
/// <param name="Request">The index of the request that it came in.</param>
/// <param name="GroupId">Empty where no group is known.</param>
internal sealed record PlacedCall(
    int Request,
    string Source,
    StreamMessage Message,
    Guid Key,
    string UserRef,
    string GroupId
)
{
    public UsageEvent Event(Guid account, Clock clock, DateTime now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            KeyHash = Key,
            AccountId = account,
            Day = clock.DayOf(Message.At),
            At = Message.At,
            Feature = Message.Feature!,
            UserRef = UserRef,
            Count = 1,
            Properties = Message.Properties,
            Source = Source,
            RecordedAt = now,
        };

    public QuarantinedUse Waiting(Clock clock, DateTime now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            KeyHash = Key,
            Source = Source,
            GroupId = GroupId,
            UserRef = UserRef,
            Day = clock.DayOf(Message.At),
            At = Message.At,
            Feature = Message.Feature!,
            Properties = Message.Properties,
            RecordedAt = now,
        };
}

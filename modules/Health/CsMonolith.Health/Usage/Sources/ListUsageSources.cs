using CsMonolith.Health.Usage.Events;
using CsMonolith.Health.Usage.Ingest;

namespace CsMonolith.Health.Usage.Sources;

/// <summary>Where does usage come from, and how fresh is it?</summary>
internal sealed record ListUsageSources : IQuery<UsageSources>;

internal sealed record UsageSources(IReadOnlyList<UsageSource> Items) : Figure;

/// <param name="LastDay">The last day of use that it told of.</param>
/// <param name="LastRecordedAt">When it was last heard.</param>
/// <param name="LagDays">Days from the last day of use to today; 0 where it told of a later one.</param>
/// <param name="Rows">Events that it told of.</param>
/// <param name="LastEventAt">The instant of its last event, where it tells instants.</param>
/// <param name="IsLate">Whether its last word is older than its limit.</param>
/// <param name="LimitHours">How old its last word may be.</param>
/// <param name="Intake">What did not become usage; <c>null</c> for callers who do not see every account.</param>
internal sealed record UsageSource(
    string Source,
    DateOnly? LastDay,
    DateTime? LastRecordedAt,
    int? LagDays,
    long Rows,
    DateTime? LastEventAt,
    bool IsLate,
    int LimitHours,
    UsageIntakeCounts? Intake
);

/// <param name="Quarantined">Events that wait because their account is unknown.</param>
/// <param name="Refused">Messages that made no sense.</param>
/// <param name="DeniedProperties">Properties left out because their name is on the deny list.</param>
/// <param name="UnkeptProperties">Properties left out because they are nested, too long or too many.</param>
/// <param name="Reasons">The refused ones by reason.</param>
internal sealed record UsageIntakeCounts(
    long Quarantined,
    long Refused,
    long DeniedProperties,
    long UnkeptProperties,
    IReadOnlyList<UsageRefusalCount> Reasons
);

/// <param name="Reason">A stable word, such as <c>no-event</c>.</param>
/// <param name="LastMessageId">The id of the last of them, to look for at the sender.</param>
internal sealed record UsageRefusalCount(
    string Reason,
    long Count,
    DateTime FirstAt,
    DateTime LastAt,
    string? LastMessageId
);

internal sealed class ListUsageSourcesHandler(HealthDb db, AccountVisibility visibility, IngestSettings settings)
    : IRequestHandler<ListUsageSources, Result<UsageSources>>
{
    public async Task<Result<UsageSources>> Handle(ListUsageSources ask, CancellationToken cancellationToken)
    {
        var scope = await visibility.Accounts(cancellationToken);
        var told = await db.Set<UsageEvent>()
            .Within(scope, one => one.AccountId)
            .GroupBy(one => one.Source)
            .Select(group => new Told(
                group.Key,
                group.Max(one => one.Day),
                group.Max(one => one.RecordedAt),
                group.Max(one => one.At),
                group.LongCount()
            ))
            .ToDictionaryAsync(row => row.Source, cancellationToken);
        var intake = scope.All ? await Intake(cancellationToken) : null;
        return new UsageSources([
            .. told
                .Keys.Union(intake is null ? [] : intake.Keys)
                .Order(StringComparer.Ordinal)
                .Select(source =>
                    Show(
                        source,
                        told.GetValueOrDefault(source),
                        intake is null
                            ? null
                            : intake.GetValueOrDefault(source) ?? new UsageIntakeCounts(0, 0, 0, 0, [])
                    )
                ),
        ]);
    }

    private UsageSource Show(string source, Told? told, UsageIntakeCounts? intake)
    {
        var (today, limit) = (db.Clock.Today, settings.FreshnessLimit(source));

        // A source that tells days only is as fresh as the end of the day that it told last.
        DateTime? last = told is null ? null : told.LastAt ?? db.Clock.EndOf(told.LastDay);
        return new UsageSource(
            source,
            told?.LastDay,
            told?.LastRecordedAt,
            told is null ? null : Math.Max(0, today.DayNumber - told.LastDay.DayNumber),
            told?.Rows ?? 0,
            told?.LastAt,
            last is not { } at || db.Clock.Now - at > limit,
            (int)limit.TotalHours,
            intake
        );
    }

    private async Task<Dictionary<string, UsageIntakeCounts>> Intake(CancellationToken cancellation)
    {
        var waiting = await db.Set<QuarantinedGroup>()
            .GroupBy(group => group.Source)
            .Select(group => new { group.Key, Events = group.Sum(one => one.Events) })
            .ToDictionaryAsync(row => row.Key, row => row.Events, cancellation);
        var counted = (await db.Set<StreamRefusal>().AsNoTracking().ToListAsync(cancellation)).ToLookup(row =>
            row.Source
        );
        return waiting
            .Keys.Union(counted.Select(group => group.Key))
            .ToDictionary(
                source => source,
                source =>
                {
                    var refused = counted[source]
                        .Where(row => row.Reason is not (StreamReasons.DeniedProperty or StreamReasons.UnkeptProperty))
                        .OrderBy(row => row.Reason, StringComparer.Ordinal)
                        .ToList();
                    return new UsageIntakeCounts(
                        waiting.GetValueOrDefault(source),
                        refused.Sum(row => row.Count),
                        Count(StreamReasons.DeniedProperty),
                        Count(StreamReasons.UnkeptProperty),
                        [
                            .. refused.Select(row => new UsageRefusalCount(
                                row.Reason,
                                row.Count,
                                row.FirstAt,
                                row.LastAt,
                                row.LastMessageId
                            )),
                        ]
                    );

                    long Count(string reason) =>
                        counted[source].Where(row => row.Reason == reason).Sum(row => row.Count);
                }
            );
    }

    private sealed record Told(string Source, DateOnly LastDay, DateTime LastRecordedAt, DateTime? LastAt, long Rows);
}

internal sealed class ListUsageSourcesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/usage-sources", () => new ListUsageSources())
            .WithSummary("Where usage comes from and how fresh it is")
            .WithExample(
                null,
                new UsageSources([
                    new UsageSource(
                        "product",
                        new DateOnly(2026, 11, 19),
                        new DateTime(2026, 11, 19, 18, 0, 0, DateTimeKind.Utc),
                        1,
                        25_000,
                        new DateTime(2026, 11, 19, 17, 59, 58, DateTimeKind.Utc),
                        IsLate: false,
                        24,
                        new UsageIntakeCounts(
                            128,
                            2,
                            40,
                            0,
                            [
                                new(
                                    "no-event",
                                    2,
                                    new DateTime(2026, 11, 18, 1, 0, 0, DateTimeKind.Utc),
                                    new DateTime(2026, 11, 18, 1, 0, 0, DateTimeKind.Utc),
                                    "msg-0199a000-7"
                                ),
                            ]
                        )
                    ),
                ])
            )
            .WithProblems(401, 403);
}

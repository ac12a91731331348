namespace CsMonolith.Journey.Timeline;

/// <summary>What has happened with an account?</summary>
internal sealed record ListTimeline(Guid AccountId, ListAsk List) : IQuery<Page<TimelineLine>>, IAboutAccount;

/// <param name="Kind">kebab-case: owner-changed, phase-entered, support-ticket.</param>
/// <param name="Text">One line, in the reader's language.</param>
/// <param name="Module">Whose fact it is: journey, revenue, feedback, health.</param>
internal sealed record TimelineLine(Guid Id, DateOnly On, string Kind, string Key, string Text, string Module);

internal sealed class ListTimelineHandler(
    JourneyDb db,
    IAccountDirectory accounts,
    TimelineReader reader,
    Cursors cursors
) : IRequestHandler<ListTimeline, Result<Page<TimelineLine>>>
{
    public static ListShape<TimelineEntry> Shape { get; } =
        new ListShape<TimelineEntry>(entry => entry.Id, "-on,-recordedAt")
            .With("on", entry => entry.On)
            .With("kind", entry => entry.Kind)
            .With("recordedAt", entry => entry.RecordedAt);

    public async Task<Result<Page<TimelineLine>>> Handle(ListTimeline ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var japanese = ProblemAnswers.InJapanese;
        var kinds = await reader.ReadableKinds(ask.AccountId, cancellation);
        var names = kinds.Keys.ToArray();
        var entries = db.Set<TimelineEntry>()
            .AsNoTracking()
            .Where(entry => entry.AccountId == ask.AccountId && names.Contains(entry.Kind));
        return await Shape.Page(
            entries,
            ask.List,
            cursors,
            entry => new TimelineLine(
                entry.Id,
                entry.On,
                entry.Kind,
                entry.Key,
                japanese ? entry.Ja : entry.En,
                kinds[entry.Kind]
            ),
            cancellation
        );
    }
}

internal sealed class ListTimelineEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/accounts/{accountId}/timeline", (Guid accountId, ListAsk list) => new ListTimeline(accountId, list))
            .WithSummary("List what has happened with an account, the newest first")
            .WithDescription(
                "A line about a ticket, a field card or an amount is read by whoever may read that itself; "
                    + "others do not see the line."
            )
            .WithMetadata(new ListFields(ListTimelineHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<TimelineLine>(
                    [
                        new TimelineLine(
                            Guid.Parse("0199a000-0000-7000-8000-0000000000d1"),
                            new DateOnly(2026, 6, 1),
                            "phase-entered",
                            "0199a000-0000-7000-8000-0000000000b1",
                            "運用期に入りました",
                            "journey"
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403, 404);
}

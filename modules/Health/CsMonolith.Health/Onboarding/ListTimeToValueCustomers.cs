using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Onboarding;

/// <summary>Which customers are behind a figure of time to value?</summary>
internal sealed record ListTimeToValueCustomers(DateOnly? AsOf, string? By, string? Start, ListAsk List)
    : IQuery<Page<WaitingCustomer>>;

/// <param name="Segment">The group by the grouping that was asked for; <c>null</c> where it is unknown.</param>
/// <param name="StartOn">From which day it counts.</param>
/// <param name="EndOn">The day of the first value, of leaving, or the day of the report.</param>
/// <param name="Source">From where the first value is known; <c>null</c> without one.</param>
internal sealed record WaitingCustomer(
    Guid AccountId,
    string? Segment,
    DateOnly StartOn,
    DateOnly EndOn,
    int Days,
    ValueState State,
    ValueSource? Source
);

internal sealed class ListTimeToValueCustomersHandler(
    HealthDb db,
    AccountVisibility visibility,
    ValueReader reader,
    ValueSegments segments,
    Cursors cursors
) : IRequestHandler<ListTimeToValueCustomers, Result<Page<WaitingCustomer>>>
{
    public static ListShape<WaitingCustomer> Shape { get; } =
        new ListShape<WaitingCustomer>(row => row.AccountId, "-days")
            .With("accountId", row => row.AccountId)
            .With("segment", row => row.Segment)
            .With("startOn", row => row.StartOn)
            .With("endOn", row => row.EndOn)
            .With("days", row => row.Days)
            .With("state", row => row.State)
            .With("source", row => row.Source);

    public async Task<Result<Page<WaitingCustomer>>> Handle(
        ListTimeToValueCustomers ask,
        CancellationToken cancellationToken
    )
    {
        var read = ValueAsk.Of(ask.AsOf, ask.By, ask.Start, db.Clock.Today);
        if (read.Error is { } refusal)
        {
            return refusal;
        }

        var (asOf, by, start) = read.Value;
        var scope = await visibility.Accounts(cancellationToken);
        var waits = await reader.Read(scope, asOf, start, cancellationToken);
        var segment = await segments.Read(by, asOf, cancellationToken);
        return await Shape.Page(
            waits
                .Started.Select(wait => new WaitingCustomer(
                    wait.AccountId,
                    segment(wait).Key,
                    wait.StartOn,
                    wait.EndOn,
                    wait.Days,
                    wait.State,
                    wait.Source
                ))
                .AsQueryable(),
            ask.List,
            cursors,
            row => row,
            cancellationToken
        );
    }
}

internal sealed class ListTimeToValueCustomersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/time-to-value/customers",
                (DateOnly? asOf, string? by, string? start, ListAsk list) =>
                    new ListTimeToValueCustomers(asOf, by, start, list)
            )
            .WithSummary("List the customers behind time to value, the longest wait first")
            .WithDescription("Filter by segment, startOn and state to see those behind one figure.")
            .WithMetadata(new ListFields(ListTimeToValueCustomersHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<WaitingCustomer>(
                    [
                        new WaitingCustomer(
                            Guid.Parse("0199a000-0000-7000-8000-000000000101"),
                            "1",
                            new DateOnly(2026, 9, 1),
                            new DateOnly(2026, 10, 11),
                            40,
                            ValueState.Reached,
                            ValueSource.Evidence
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}

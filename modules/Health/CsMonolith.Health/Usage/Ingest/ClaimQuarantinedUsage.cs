using CsMonolith.Health.Usage.Events;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>
/// Say which account a group of a source is: what waits for it becomes usage at its own times, and so does all that
/// comes.
/// </summary>
internal sealed record ClaimQuarantinedUsage(string Source, string GroupId, Guid AccountId)
    : ICommand<ClaimedUsage>,
        IAboutAccount;

/// <param name="Events">Events that are usage of the account from now on.</param>
/// <param name="FirstDay">The earliest day that they restate; <c>null</c> where nothing waited.</param>
internal sealed record ClaimedUsage(
    string Source,
    string GroupId,
    Guid AccountId,
    long Events,
    DateOnly? FirstDay,
    DateOnly? LastDay
);

internal sealed class ClaimQuarantinedUsageValidator : AbstractValidator<ClaimQuarantinedUsage>
{
    public ClaimQuarantinedUsageValidator()
    {
        RuleFor(ask => ask.Source).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.GroupId).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.AccountId).NotEmpty();
    }
}

internal sealed class ClaimQuarantinedUsageHandler(HealthDb db, KnownAccounts accounts, GroupAccounts groupAccounts)
    : IRequestHandler<ClaimQuarantinedUsage, Result<ClaimedUsage>>
{
    public async Task<Result<ClaimedUsage>> Handle(ClaimQuarantinedUsage ask, CancellationToken cancellationToken)
    {
        if (await accounts.Find(ask.AccountId, cancellationToken) is null)
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        var claim = await db.Set<GroupClaim>().FindAsync([ask.Source, ask.GroupId], cancellationToken);
        if (claim is not null && claim.AccountId != ask.AccountId)
        {
            return IngestErrors.ClaimedByAnother(ask.Source, ask.GroupId, claim.AccountId);
        }

        if (
            claim is null
            && !await db.Set<QuarantinedGroup>()
                .AnyAsync(group => group.Source == ask.Source && group.GroupId == ask.GroupId, cancellationToken)
        )
        {
            return IngestErrors.NotWaiting(ask.Source, ask.GroupId);
        }

        if (claim is null)
        {
            db.Add(
                new GroupClaim
                {
                    Source = ask.Source,
                    GroupId = ask.GroupId,
                    AccountId = ask.AccountId,
                    ClaimedAt = db.Clock.Now,
                }
            );
            await db.SaveChangesAsync(cancellationToken);
        }

        return await Release(ask, cancellationToken);
    }

    private async Task<ClaimedUsage> Release(ClaimQuarantinedUsage ask, CancellationToken cancellation)
    {
        var claimed = new ClaimedUsage(ask.Source, ask.GroupId, ask.AccountId, 0, null, null);
        while (
            await new Quarantine(db, groupAccounts).ReleaseSome(ask.Source, ask.GroupId, ask.AccountId, cancellation)
                is { Count: > 0 } events
        )
        {
            await new UsageStore(db).AddEvents(events, cancellation);
            await new FeaturesInUse(db).Learn(events, cancellation);
            var (first, last) = (events.Min(one => one.Day), events.Max(one => one.Day));
            claimed = claimed with
            {
                Events = claimed.Events + events.Count,
                FirstDay = claimed.FirstDay is { } earliest && earliest < first ? earliest : first,
                LastDay = claimed.LastDay is { } latest && latest > last ? latest : last,
            };
        }

        return claimed;
    }
}

internal sealed class ClaimQuarantinedUsageEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/quarantined-usage/claims", (ClaimQuarantinedUsage ask) => ask)
            .WithSummary("Say which account a group of a usage source is")
            .WithExample(
                new ClaimQuarantinedUsage("product", "acme-9", KnownAccounts.Example),
                new ClaimedUsage(
                    "product",
                    "acme-9",
                    KnownAccounts.Example,
                    128,
                    new DateOnly(2026, 11, 20),
                    new DateOnly(2026, 11, 21)
                )
            )
            .WithProblems(400, 401, 403, 404, 409);
}

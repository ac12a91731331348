using CsMonolith.Revenue.Ledger.Merges;

namespace CsMonolith.Revenue.Subscriptions.Gaps;

/// <summary>
/// Declare that a subscription went on as another one: the gap between them is no churn and no reactivation.
/// </summary>
/// <param name="FromSubscriptionId">The subscription that ended.</param>
/// <param name="ToSubscriptionId">The subscription that took its place, of the same customer and currency.</param>
/// <param name="Reason">Why, for whoever asks in a year.</param>
internal sealed record DeclareMigrationGap(Guid FromSubscriptionId, Guid ToSubscriptionId, string Reason)
    : ICommand<MigrationGapRow>;

internal sealed class DeclareMigrationGapValidator : AbstractValidator<DeclareMigrationGap>
{
    public DeclareMigrationGapValidator()
    {
        RuleFor(ask => ask.FromSubscriptionId).NotEmpty();
        RuleFor(ask => ask.ToSubscriptionId).NotEmpty();
        RuleFor(ask => ask.Reason).NotEmpty().MaximumLength(1000);
    }
}

internal sealed class DeclareMigrationGapHandler(
    RevenueDb db,
    AccountVisibility visibility,
    SubscriptionService subscriptions,
    MergeReader merges,
    RequestContext context
) : IRequestHandler<DeclareMigrationGap, Result<MigrationGapRow>>
{
    private const int MostDays = 366;

    public async Task<Result<MigrationGapRow>> Handle(DeclareMigrationGap ask, CancellationToken cancellationToken)
    {
        var both = await db.Set<Subscription>()
            .AsNoTracking()
            .Where(row => row.Id == ask.FromSubscriptionId || row.Id == ask.ToSubscriptionId)
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var strangers = new List<FieldFault>();
        foreach (
            var (pointer, id) in new[]
            {
                ("/fromSubscriptionId", ask.FromSubscriptionId),
                ("/toSubscriptionId", ask.ToSubscriptionId),
            }
        )
        {
            if (!both.TryGetValue(id, out var one) || !await visibility.Sees(one.AccountId, cancellationToken))
            {
                strangers.Add(
                    new FieldFault(
                        pointer,
                        $"There is no subscription {id}. Give the id of one that GET /v1/subscriptions lists.",
                        $"契約 {id} は見つかりません。GET /v1/subscriptions にある契約のIDを指定してください。"
                    )
                );
            }
        }

        if (strangers.Count > 0)
        {
            return PlatformErrors.Invalid(strangers);
        }

        var (from, to) = (both[ask.FromSubscriptionId], both[ask.ToSubscriptionId]);
        if (await Unfit(from, to, cancellationToken) is { } unfit)
        {
            return unfit;
        }

        var noted = await subscriptions.Note(
            from.Id,
            (subscription, recording) => subscription.Bridge(to.StartsOn, recording),
            cancellationToken
        );
        if (noted.Error is { } refusal)
        {
            return refusal;
        }

        var gap = new MigrationGap(
            Guid.CreateVersion7(),
            from.AccountId,
            from.Id,
            to.Id,
            from.LastPaidDay!.Value.AddDays(1),
            to.StartsOn.AddDays(-1),
            ask.Reason,
            context.Caller.Actor,
            db.Clock.Now
        );
        db.Add(gap);
        await db.SaveChangesAsync(cancellationToken);
        return MigrationGapRow.Of(gap);
    }

    private async Task<Error?> Unfit(Subscription from, Subscription to, CancellationToken cancellation)
    {
        var survivors = (await merges.Read(cancellation)).At(db.Clock.Now);
        if (survivors.Of(from.AccountId) != survivors.Of(to.AccountId))
        {
            return SubscriptionErrors.OtherCustomer(from.ExternalId, to.ExternalId);
        }

        if (from.Currency != to.Currency)
        {
            return SubscriptionErrors.OtherCurrency(to.Currency, from.Currency);
        }

        if (to.VoidedAt is not null)
        {
            return SubscriptionErrors.Voided(to.ExternalId);
        }

        if (
            await db.Set<MigrationGap>()
                .AnyAsync(gap => gap.FromSubscriptionId == from.Id && gap.VoidedAt == null, cancellation)
        )
        {
            return SubscriptionErrors.GapDeclared(from.ExternalId);
        }

        return from.LastPaidDay is { } last && to.StartsOn.DayNumber - last.DayNumber - 1 is var days and > MostDays
            ? SubscriptionErrors.GapTooLong(days, MostDays)
            : null;
    }
}

internal sealed class DeclareMigrationGapEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/migration-gaps", (DeclareMigrationGap ask) => ask)
            .Creates((MigrationGapRow declared) => $"/v1/migration-gaps/{declared.Id}")
            .WithSummary(
                "Declare that a subscription went on as another: the gap between is no churn and no reactivation"
            )
            .WithDescription(
                "Over the gap, at most 366 days, the subscription that ended carries its last MRR; on the "
                    + "day on which the other starts only the difference moves, tagged migrationGap. Months that "
                    + "were closed with the loss stay and show an adjustment."
            )
            .WithExample(
                new DeclareMigrationGap(Samples.Subscription, Samples.OtherSubscription, "請求システムの移行"),
                MigrationGapRow.Sample
            )
            .WithProblems(400, 401, 403, 409);
}

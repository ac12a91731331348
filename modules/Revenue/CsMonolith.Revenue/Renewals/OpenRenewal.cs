using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Renewals;

/// <summary>
/// State that a term ends on a day, where the contract does not say so by itself: it is on the list of renewals from
/// then on.
/// </summary>
/// <param name="DueOn">The term's last day; without, the subscription's last paid day.</param>
/// <param name="TermMonths">
/// Months for which it is to be renewed; without, as the subscription says, else twelve.
/// </param>
/// <param name="NoticeDays">
/// Days before the end by which the customer gives notice; without, as the subscription says, else thirty.
/// </param>
internal sealed record OpenRenewal(
    Guid SubscriptionId,
    DateOnly? DueOn = null,
    int? TermMonths = null,
    int? NoticeDays = null
) : ICommand<RenewalRow>;

internal sealed class OpenRenewalValidator : AbstractValidator<OpenRenewal>
{
    public OpenRenewalValidator()
    {
        RuleFor(ask => ask.SubscriptionId).NotEmpty();
        RuleFor(ask => ask.DueOn).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.TermMonths).InclusiveBetween(1, RenewalTerms.MostMonths);
        RuleFor(ask => ask.NoticeDays).InclusiveBetween(0, RenewalTerms.MostNoticeDays);
    }
}

internal sealed class OpenRenewalHandler(
    RevenueDb db,
    AccountVisibility visibility,
    RenewalKeeper keeper,
    MergeReader merges
) : IRequestHandler<OpenRenewal, Result<RenewalRow>>
{
    public async Task<Result<RenewalRow>> Handle(OpenRenewal ask, CancellationToken cancellationToken)
    {
        var subscription = await db.Set<Subscription>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == ask.SubscriptionId, cancellationToken);
        if (subscription is null || !await visibility.Sees(subscription.AccountId, cancellationToken))
        {
            return PlatformErrors.NotFound("subscription", ask.SubscriptionId);
        }

        if ((ask.DueOn ?? subscription.LastPaidDay) is not { } due)
        {
            return RenewalErrors.NoEndKnown(subscription.ExternalId);
        }

        if (due < subscription.StartsOn || subscription.VoidedAt is not null || subscription.CancelledOn is not null)
        {
            return RenewalErrors.NothingToRenew(subscription.ExternalId, due);
        }

        var renewal = await db.Set<Renewal>()
            .SingleOrDefaultAsync(row => row.SubscriptionId == subscription.Id && row.DueOn == due, cancellationToken);
        if (renewal is { IsStated: true } or { IsByPerson: true })
        {
            return RenewalErrors.RenewalOpen(subscription.ExternalId, due);
        }

        renewal ??= Listed(subscription, due);
        renewal.State(ask.TermMonths, ask.NoticeDays);
        await db.SaveChangesAsync(cancellationToken);
        await keeper.Keep((await merges.Read(cancellationToken)).FamilyOf(subscription.AccountId), cancellationToken);
        return RenewalRow.Of(renewal);
    }

    private Renewal Listed(Subscription subscription, DateOnly due)
    {
        var terms = new TermTerms(
            subscription.MrrMinor,
            subscription.TermMonths ?? RenewalTerms.Months,
            due.AddDays(-(subscription.NoticeDays ?? RenewalTerms.NoticeDays)),
            AnchorDay.Of(subscription.StartsOn, due.AddDays(1)),
            RunsOn: false
        );
        var renewal = new Renewal(
            Guid.CreateVersion7(),
            subscription.AccountId,
            subscription.Id,
            due,
            subscription.Currency,
            terms,
            db.Clock.Now
        );
        db.Add(renewal);
        return renewal;
    }
}

internal sealed class OpenRenewalEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/renewals", (OpenRenewal ask) => ask)
            .Creates((RenewalRow opened) => $"/v1/renewals/{opened.Id}")
            .MayBeRepeated()
            .WithSummary("State that a term ends on a day: it is on the list of renewals")
            .WithDescription(
                "Terms that follow from the contract are on the list by themselves. A day that is stated for a "
                    + "contract without an end takes the place of the one that followed from it."
            )
            .WithExample(new OpenRenewal(Samples.Subscription, new(2027, 3, 31)), RenewalRow.Sample)
            .WithProblems(400, 401, 403, 404, 409);
}

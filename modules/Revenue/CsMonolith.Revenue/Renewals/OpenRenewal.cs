using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Renewals;

/// <summary>Put a term that will end on the list of renewals.</summary>
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

internal sealed class OpenRenewalHandler(RevenueDb db, AccountVisibility visibility)
    : IRequestHandler<OpenRenewal, Result<RenewalRow>>
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

        if (
            await db.Set<Renewal>()
                .AnyAsync(row => row.SubscriptionId == subscription.Id && row.DueOn == due, cancellationToken)
        )
        {
            return RenewalErrors.RenewalOpen(subscription.ExternalId, due);
        }

        var renewal = new Renewal(
            Guid.CreateVersion7(),
            subscription.AccountId,
            subscription.Id,
            due,
            subscription.Currency,
            subscription.MrrMinor,
            ask.TermMonths ?? subscription.TermMonths ?? RenewalTerms.Months,
            due.AddDays(-(ask.NoticeDays ?? subscription.NoticeDays ?? RenewalTerms.NoticeDays)),
            db.Clock.Now
        );
        db.Add(renewal);
        await db.SaveChangesAsync(cancellationToken);
        return RenewalRow.Of(renewal);
    }
}

internal sealed class OpenRenewalEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/renewals", (OpenRenewal ask) => ask)
            .Creates((RenewalRow opened) => $"/v1/renewals/{opened.Id}")
            .WithSummary("Put a term that will end on the list of renewals")
            .WithExample(new OpenRenewal(Samples.Subscription, new(2027, 3, 31)), RenewalRow.Sample)
            .WithProblems(400, 401, 403, 404, 409);
}

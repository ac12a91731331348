using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Movements;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>
/// Record what an account has bought. The monthly amount comes ready (mrr) or is computed from a line.
/// </summary>
/// <param name="Product">What it is a subscription of, for figures by product; without, its first plan.</param>
/// <param name="TermMonths">Months for which it is renewed; without, twelve.</param>
/// <param name="NoticeDays">
/// Days before the end of the term by which the customer gives notice; without, thirty.
/// </param>
internal sealed record OpenSubscription(
    string ExternalId,
    Guid AccountId,
    string Plan,
    DateOnly StartsOn,
    BillingInterval BillingInterval,
    Money? Mrr = null,
    SubscriptionLine? Line = null,
    DateOnly? LastPaidDay = null,
    int? Seats = null,
    bool? AutoRenew = null,
    bool IsTrial = false,
    string? Product = null,
    int? TermMonths = null,
    int? NoticeDays = null
) : ICommand<SubscriptionRow>, IStatesMonthlyAmount;

internal sealed class OpenSubscriptionValidator : AbstractValidator<OpenSubscription>
{
    public OpenSubscriptionValidator()
    {
        RuleFor(ask => ask.ExternalId).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.AccountId).NotEmpty();
        RuleFor(ask => ask.Plan).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Product).NotEmpty().MaximumLength(100).When(ask => ask.Product is not null);
        RuleFor(ask => ask.StartsOn).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.LastPaidDay).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.LastPaidDay).GreaterThanOrEqualTo(ask => ask.StartsOn);
        RuleFor(ask => ask.BillingInterval).IsInEnum();
        RuleFor(ask => ask.Seats).InclusiveBetween(0, 10_000_000);
        RuleFor(ask => ask.TermMonths).InclusiveBetween(1, RenewalTerms.MostMonths);
        RuleFor(ask => ask.NoticeDays).InclusiveBetween(0, RenewalTerms.MostNoticeDays);
        RuleFor(ask => ask.Mrr!.Value.Minor).GreaterThanOrEqualTo(0).When(ask => ask.Mrr is not null);
        RuleFor(ask => ask.Line!).SetValidator(new SubscriptionLineValidator()).When(ask => ask.Line is not null);
    }
}

internal sealed class OpenSubscriptionHandler(RevenueDb db, KnownAccounts accounts, MovementLedger ledger)
    : IRequestHandler<OpenSubscription, Result<SubscriptionRow>>
{
    public async Task<Result<SubscriptionRow>> Handle(OpenSubscription ask, CancellationToken cancellationToken)
    {
        var mrr = MonthlyAmount.Of(ask);
        if (mrr.Error is { } refusal)
        {
            return refusal;
        }

        if (!await accounts.Has(ask.AccountId, ask.StartsOn, cancellationToken))
        {
            return PlatformErrors.Invalid(KnownAccounts.Stranger("/accountId", ask.AccountId));
        }

        if (await db.Set<Subscription>().AnyAsync(row => row.ExternalId == ask.ExternalId, cancellationToken))
        {
            return SubscriptionErrors.ExternalIdTaken(ask.ExternalId);
        }

        var recording = new Recording(db.Clock.Now, Backfilled: false);
        var subscription = new Subscription(
            Guid.CreateVersion7(),
            ask.ExternalId,
            ask.AccountId,
            mrr.Value.Currency,
            ask.IsTrial,
            ask.StartsOn,
            ask.Plan,
            ask.Product ?? ask.Plan,
            ask.BillingInterval,
            recording.At
        );
        subscription.Agree(ask.TermMonths, ask.NoticeDays);
        db.Add(subscription);
        db.Add(
            subscription.Start(
                new SubscriptionTerms(ask.Plan, mrr.Value.Minor, ask.Seats, ask.BillingInterval, ask.AutoRenew),
                ask.StartsOn,
                recording
            )
        );
        if (ask.LastPaidDay is { } day)
        {
            db.Add(subscription.EndAfter(day, recording));
        }

        await db.SaveChangesAsync(cancellationToken);
        await ledger.CatchUp([ask.AccountId], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return SubscriptionRow.Of(subscription);
    }
}

internal sealed class OpenSubscriptionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/subscriptions", (OpenSubscription ask) => ask)
            .Creates((SubscriptionRow opened) => $"/v1/subscriptions/{opened.Id}")
            .WithSummary("Record a subscription, with its MRR or the line from which it is computed")
            .WithExample(
                new OpenSubscription(
                    "S-2026-0142",
                    Samples.Account,
                    "エンタープライズ",
                    new(2026, 4, 1),
                    BillingInterval.Year,
                    Line: new SubscriptionLine(Money.Of("1600000", "JPY"), BillingInterval.Year, DiscountPercent: 10),
                    Seats: 50,
                    AutoRenew: true
                ),
                SubscriptionRow.Sample
            )
            .WithProblems(400, 401, 403, 404, 409);
}

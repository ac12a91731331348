using CsMonolith.Revenue.Ledger.Facts;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>
/// Record an upgrade or downgrade from a day on. A backdated one is learnt now and leaves closed months as they are.
/// </summary>
internal sealed record ChangeSubscription(
    Guid SubscriptionId,
    DateOnly EffectiveOn,
    Money? Mrr = null,
    SubscriptionLine? Line = null,
    string? Plan = null,
    int? Seats = null,
    FactCause? Cause = null
) : ICommand<SubscriptionRow>, IStatesMonthlyAmount;

/// <param name="Plan">Left as it is if absent; so are the seats.</param>
/// <param name="Cause">Why, where figures show it apart: priceRise or escalator.</param>
internal sealed record SubscriptionChange(
    DateOnly EffectiveOn,
    Money? Mrr = null,
    SubscriptionLine? Line = null,
    string? Plan = null,
    int? Seats = null,
    FactCause? Cause = null
);

internal sealed class ChangeSubscriptionValidator : AbstractValidator<ChangeSubscription>
{
    public ChangeSubscriptionValidator()
    {
        RuleFor(ask => ask.SubscriptionId).NotEmpty();
        RuleFor(ask => ask.EffectiveOn).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Plan).NotEmpty().MaximumLength(100).When(ask => ask.Plan is not null);
        RuleFor(ask => ask.Cause)
            .Must(cause => cause is null or FactCause.PriceRise or FactCause.Escalator)
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "priceRise か escalator を指定するか、省略してください。"
                    : "Use priceRise or escalator, or leave it out."
            );
        RuleFor(ask => ask.Seats).InclusiveBetween(0, 10_000_000);
        RuleFor(ask => ask.Mrr!.Value.Minor).GreaterThanOrEqualTo(0).When(ask => ask.Mrr is not null);
        RuleFor(ask => ask.Line!).SetValidator(new SubscriptionLineValidator()).When(ask => ask.Line is not null);
    }
}

internal sealed class ChangeSubscriptionHandler(SubscriptionService subscriptions)
    : IRequestHandler<ChangeSubscription, Result<SubscriptionRow>>
{
    public async Task<Result<SubscriptionRow>> Handle(ChangeSubscription ask, CancellationToken cancellationToken)
    {
        var mrr = MonthlyAmount.Of(ask);
        return mrr.Error is { } refusal
            ? refusal
            : await subscriptions.Note(
                ask.SubscriptionId,
                (subscription, recording) => Change(subscription, ask, mrr.Value, recording),
                cancellationToken
            );
    }

    private static Result<SubscriptionFact> Change(
        Subscription subscription,
        ChangeSubscription ask,
        Money mrr,
        Recording recording
    )
    {
        if (mrr.Currency != subscription.Currency)
        {
            return SubscriptionErrors.OtherCurrency(mrr.Currency, subscription.Currency);
        }

        var terms = subscription.Terms with
        {
            MrrMinor = mrr.Minor,
            Plan = ask.Plan ?? subscription.Plan,
            Seats = ask.Seats ?? subscription.Seats,
        };
        return subscription.Change(terms, ask.EffectiveOn, recording, ask.Cause);
    }
}

internal sealed class ChangeSubscriptionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/subscriptions/{subscriptionId}/changes",
                (Guid subscriptionId, SubscriptionChange change) =>
                    new ChangeSubscription(
                        subscriptionId,
                        change.EffectiveOn,
                        change.Mrr,
                        change.Line,
                        change.Plan,
                        change.Seats,
                        change.Cause
                    )
            )
            .WithSummary("Record an upgrade or downgrade of a subscription from a day on")
            .WithExample(
                new SubscriptionChange(new(2026, 10, 1), Money.Of("180000", "JPY"), Seats: 80),
                SubscriptionRow.Sample with
                {
                    Mrr = Money.Of("180000", "JPY"),
                    Seats = 80,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>A request that states what is paid a month: ready, or as a line from which it is computed.</summary>
internal interface IStatesMonthlyAmount
{
    /// <summary>The monthly amount, ready.</summary>
    Money? Mrr { get; }

    /// <summary>The line from which it is computed.</summary>
    SubscriptionLine? Line { get; }
}

internal static class MonthlyAmount
{
    // The largest amount that the wire takes, in major units.
    private const decimal Most = 1_000_000_000_000m;

    /// <summary>
    /// The stated MRR. Refused unless exactly one of the two forms is given, and if a line makes an amount below zero
    /// or too large.
    /// </summary>
    public static Result<Money> Of(IStatesMonthlyAmount ask) =>
        (ask.Mrr, ask.Line) switch
        {
            ({ } mrr, null) => mrr,
            (null, { } line) => MrrNormalisation.MonthlyOf(line) is { Major: >= 0 and <= Most } monthly
                ? monthly
                : SubscriptionErrors.LineOutOfRange(MrrNormalisation.MonthlyOf(line)),
            _ => SubscriptionErrors.MrrOrLine,
        };
}

internal sealed class SubscriptionLineValidator : AbstractValidator<SubscriptionLine>
{
    public SubscriptionLineValidator()
    {
        RuleFor(line => line.Amount.Minor).GreaterThanOrEqualTo(0);
        RuleFor(line => line.Interval).IsInEnum();
        RuleFor(line => line.DiscountPercent).InclusiveBetween(0m, 100m);
        RuleFor(line => line.Tax!.Value.Currency)
            .Equal(line => line.Amount.Currency)
            .When(line => line.Tax is not null);
        RuleFor(line => line.Tax!.Value.Minor).GreaterThanOrEqualTo(0).When(line => line.Tax is not null);
        RuleFor(line => line.ChargedDays).NotNull().When(line => line.PeriodDays is not null);
        RuleFor(line => line.PeriodDays).NotNull().When(line => line.ChargedDays is not null);
        RuleFor(line => line.ChargedDays).InclusiveBetween(1, 3660);
        RuleFor(line => line.PeriodDays).InclusiveBetween(1, 3660);
    }
}

namespace CsMonolith.Revenue.Retention.Finance;

/// <summary>
/// Lay finance's month-end MRR beside ours and say, customer by customer, why they differ. Nothing is stored but that
/// it was asked.
/// </summary>
/// <param name="Lines">What finance has, each customer once in a currency.</param>
internal sealed record ReconcileMonth(Month Month, IReadOnlyList<FinanceLine> Lines) : ICommand<Reconciliation>;

/// <param name="AccountExternalId">The customer's number.</param>
/// <param name="Mrr">At the end of the month.</param>
internal sealed record FinanceLine(string AccountExternalId, Money Mrr);

/// <param name="Basis">What ours is: as closed if the month is closed, else what is known now.</param>
/// <param name="Currencies">Unlike currencies are never added.</param>
internal sealed record Reconciliation(
    Month Month,
    RetentionBasis Basis,
    DateTime AsOf,
    IReadOnlyList<CurrencyReconciliation> Currencies
);

/// <param name="Difference">Theirs less ours: the causes add up to it exactly, and so do the customers.</param>
/// <param name="Agreeing">Customers on whom both agree.</param>
internal sealed record CurrencyReconciliation(
    string Currency,
    Money Theirs,
    Money Ours,
    Money Difference,
    int Agreeing,
    IReadOnlyList<CauseOfDifference> Causes,
    IReadOnlyList<CustomerDifference> Customers
);

internal sealed record CauseOfDifference(DifferenceCause Cause, int Customers, Money Difference);

/// <param name="AccountId">Absent where finance names a number that we do not know.</param>
internal sealed record CustomerDifference(
    string AccountExternalId,
    Guid? AccountId,
    Money Theirs,
    Money Ours,
    Money Difference,
    DifferenceCause Cause
);

internal sealed class ReconcileMonthValidator : AbstractValidator<ReconcileMonth>
{
    private const int MostLines = 20_000;

    public ReconcileMonthValidator()
    {
        RuleFor(ask => ask.Lines.Count).InclusiveBetween(1, MostLines);
        RuleForEach(ask => ask.Lines).SetValidator(new FinanceLineValidator());
    }
}

internal sealed class FinanceLineValidator : AbstractValidator<FinanceLine>
{
    public FinanceLineValidator()
    {
        RuleFor(line => line.AccountExternalId).NotEmpty().MaximumLength(100);
        RuleFor(line => line.Mrr.Minor).GreaterThanOrEqualTo(0);
    }
}

internal sealed class ReconcileMonthHandler(FinanceComparison comparison)
    : IRequestHandler<ReconcileMonth, Result<Reconciliation>>
{
    public Task<Result<Reconciliation>> Handle(ReconcileMonth ask, CancellationToken cancellationToken) =>
        comparison.Of(ask.Month, ask.Lines, cancellationToken);
}

internal sealed class ReconcileMonthEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/finance-reconciliations", (ReconcileMonth ask) => ask)
            .MayBeRepeated()
            .WithSummary("Lay finance's month-end MRR beside ours, with each customer's difference and its cause")
            .WithDescription(
                "A cause is named only where the other definition gives finance's figure to the minor unit; "
                    + "what no definition explains is said to be unexplained."
            )
            .WithExample(
                new ReconcileMonth(new(2026, 10), [new FinanceLine("C-0142", Money.Of("130000", "JPY"))]),
                new Reconciliation(
                    new(2026, 10),
                    RetentionBasis.AsClosed,
                    Samples.Instant,
                    [
                        new CurrencyReconciliation(
                            "JPY",
                            Money.Of("130000", "JPY"),
                            Money.Of("120000", "JPY"),
                            Money.Of("10000", "JPY"),
                            0,
                            [new CauseOfDifference(DifferenceCause.LearntAfterClose, 1, Money.Of("10000", "JPY"))],
                            [
                                new CustomerDifference(
                                    "C-0142",
                                    Samples.Account,
                                    Money.Of("130000", "JPY"),
                                    Money.Of("120000", "JPY"),
                                    Money.Of("10000", "JPY"),
                                    DifferenceCause.LearntAfterClose
                                ),
                            ]
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403);
}

using System.Globalization;
using CsMonolith.Compensation.Plans;

namespace CsMonolith.Compensation.Statements;

/// <summary>What does a pay statement say, down to the accounts?</summary>
internal sealed record GetPayStatement(Guid StatementId) : IQuery<TracedPayStatement>, ISensitiveQuery;

/// <param name="KnownAt">When the closed figures were known that it rests on.</param>
/// <param name="CreditRule">Whose account counts for whom.</param>
/// <param name="Payout">As it was issued.</param>
/// <param name="Due">The payout with all counter-statements.</param>
/// <param name="ByOnePerson">
/// Whether the plan was drafted and approved and the statement issued by one person, since the owner has relaxed the
/// two-person rule for finance.
/// </param>
/// <param name="Corrections">The counter-statements, the oldest first.</param>
/// <param name="Objections">What the person said against it, the oldest first.</param>
/// <param name="Reason">Why nothing is paid, while the gate is closed.</param>
/// <param name="Accounts">The accounts of the person's book at the start of the window.</param>
internal sealed record TracedPayStatement(
    Guid Id,
    Guid PlanId,
    string PlanName,
    int PlanEdition,
    Guid PersonId,
    string PersonName,
    Month Start,
    Month End,
    DateTime IssuedAt,
    DateTime KnownAt,
    string FormulaVersion,
    string CreditRule,
    GroupFigure Group,
    PersonalFigure Personal,
    Money Target,
    Money Payout,
    Money Due,
    Guid? IssuedBy,
    bool ByOnePerson,
    BothLanguages? Reason,
    IReadOnlyList<TracedAccount> Accounts,
    IReadOnlyList<ShownCorrection> Corrections,
    IReadOnlyList<ShownObjection> Objections
);

/// <summary>The group's net retention, which opens the gate.</summary>
/// <param name="Nrr">
/// Rounded for reading; the gate compares the unrounded ratio of the two amounts.
/// </param>
/// <param name="Percent">The same as a percentage with two decimals.</param>
/// <param name="Gate">From which it opens.</param>
internal sealed record GroupFigure(Money Start, Money End, decimal Nrr, string Percent, decimal Gate, bool IsOpen)
{
    public static GroupFigure Of(PayStatement statement) =>
        new(
            new Money(statement.GroupStartMinor, statement.BookCurrency),
            new Money(statement.GroupEndMinor, statement.BookCurrency),
            statement.Gate.Nrr.ToNumber()!.Value,
            PercentOf(statement.Gate.Nrr),
            decimal.Parse(statement.GateRatio, CultureInfo.InvariantCulture),
            statement.GateOpen
        );

    public static string PercentOf(Ratio ratio) =>
        new Ratio(ratio.Numerator * 100, ratio.Denominator).ToDecimalString(2) + "%";

    public static GroupFigure Example { get; } =
        new(new Money(240_000_000, "JPY"), new Money(251_000_000, "JPY"), 1.045833m, "104.58%", 1.02m, IsOpen: true);
}

/// <summary>The person's gross retention, which gives the factor.</summary>
/// <param name="Grr"><c>null</c> where the person had no accounts at the start.</param>
/// <param name="Factor">Rounded for reading.</param>
/// <param name="ExactFactor">The factor that was paid by, as a fraction.</param>
/// <param name="FromGroupAverage">Whether it is the mean factor of the others, for want of accounts.</param>
internal sealed record PersonalFigure(
    Money Start,
    Money Kept,
    decimal? Grr,
    decimal Factor,
    string ExactFactor,
    bool FromGroupAverage
);

/// <param name="Kept">The smaller of start and end.</param>
internal sealed record TracedAccount(Guid AccountId, Money Start, Money End, Money Kept);

/// <summary>One sentence in each language.</summary>
internal sealed record BothLanguages(string En, string Ja);

internal sealed class GetPayStatementHandler(CompensationDb db, PayVisibility visibility)
    : IRequestHandler<GetPayStatement, Result<TracedPayStatement>>
{
    public async Task<Result<TracedPayStatement>> Handle(GetPayStatement ask, CancellationToken cancellation)
    {
        var people = await visibility.People(cancellation);
        var statement = await db.Set<PayStatement>()
            .AsNoTracking()
            .Include(statement => statement.Accounts)
            .SingleOrDefaultAsync(statement => statement.Id == ask.StatementId, cancellation);
        if (statement is null || people?.Contains(statement.PersonId) == false)
        {
            return CompensationErrors.NoSuchStatement(ask.StatementId);
        }

        var corrections = await db.Set<PayCorrection>()
            .AsNoTracking()
            .Where(correction => correction.StatementId == statement.Id)
            .OrderBy(correction => correction.Number)
            .ToListAsync(cancellation);
        var objections = await db.Set<PayObjection>()
            .AsNoTracking()
            .Where(objection => objection.StatementId == statement.Id)
            .OrderBy(objection => objection.Id)
            .ToListAsync(cancellation);
        return Show(statement, corrections, objections);
    }

    private static TracedPayStatement Show(
        PayStatement statement,
        List<PayCorrection> corrections,
        List<PayObjection> objections
    )
    {
        Money Mrr(long minor) => new(minor, statement.BookCurrency);
        var personal = new PersonalFigure(
            Mrr(statement.BookStartMinor),
            Mrr(statement.BookKeptMinor),
            new Ratio(statement.BookKeptMinor, statement.BookStartMinor).ToNumber(),
            statement.Factor.ToNumber()!.Value,
            $"{statement.FactorNumerator}/{statement.FactorDenominator}",
            statement.FromGroupAverage
        );
        return new TracedPayStatement(
            statement.Id,
            statement.PlanId,
            statement.PlanName,
            statement.PlanEdition,
            statement.PersonId,
            statement.PersonName,
            statement.Start,
            statement.End,
            statement.IssuedAt,
            statement.KnownAt,
            statement.FormulaVersion,
            statement.CreditRule,
            GroupFigure.Of(statement),
            personal,
            new Money(statement.TargetMinor, statement.Currency),
            new Money(statement.PayoutMinor, statement.Currency),
            new Money(
                statement.PayoutMinor + corrections.Sum(correction => correction.DifferenceMinor),
                statement.Currency
            ),
            statement.IssuedBy,
            statement.ByOnePerson,
            WhyNothing(statement),
            [
                .. statement
                    .Accounts.OrderBy(account => account.AccountId)
                    .Select(account => new TracedAccount(
                        account.AccountId,
                        Mrr(account.StartMinor),
                        Mrr(account.EndMinor),
                        Mrr(account.KeptMinor)
                    )),
            ],
            [.. corrections.Select(correction => ShownCorrection.Of(correction, statement.Currency))],
            [.. objections.Select(ShownObjection.Of)]
        );
    }

    private static BothLanguages? WhyNothing(PayStatement statement)
    {
        if (statement.GateOpen)
        {
            return null;
        }

        var (percent, gate) = (
            GroupFigure.PercentOf(statement.Gate.Nrr),
            GroupFigure.PercentOf(Plans.PayCurve.Exact(statement.GateRatio))
        );
        var lacking = new Money((long)statement.Gate.Shortfall, statement.BookCurrency);
        return new BothLanguages(
            $"The group's net retention is {percent}, below the gate of {gate}: {lacking} of MRR are lacking. "
                + "While the gate is closed nobody is paid by this plan.",
            $"グループの売上継続率(NRR)は{percent}で、支給条件の{gate}に届いていません(MRRで {lacking} 不足)。支給条件を満たさない間は、このプランの支給はありません。"
        );
    }
}

internal sealed class GetPayStatementEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/pay-statements/{statementId}", (Guid statementId) => new GetPayStatement(statementId))
            .WithSummary("Read a pay statement down to its accounts")
            .WithDescription(
                "A CSM reads their own only; somebody else's answers exactly like a missing one. Each read is audited."
            )
            .WithExample(
                null,
                new TracedPayStatement(
                    ListedPayStatement.Example.Id,
                    ListedPayStatement.Example.PlanId,
                    ListedPayStatement.Example.PlanName,
                    PlanEdition: 1,
                    ListedPayStatement.Example.PersonId,
                    "佐藤 美咲",
                    new Month(2026, 3),
                    new Month(2026, 6),
                    ListedPayStatement.Example.IssuedAt,
                    new DateTime(2026, 7, 5, 9, 0, 0, DateTimeKind.Utc),
                    PayFormula.Version,
                    PayFormula.CreditRule,
                    GroupFigure.Example,
                    new PersonalFigure(
                        new Money(100_000_000, "JPY"),
                        new Money(95_000_000, "JPY"),
                        0.95m,
                        1.3m,
                        "13/10",
                        FromGroupAverage: false
                    ),
                    new Money(600_000, "JPY"),
                    new Money(780_000, "JPY"),
                    Due: new Money(750_000, "JPY"),
                    ListedPayStatement.Example.IssuedBy,
                    ByOnePerson: false,
                    Reason: null,
                    [
                        new(
                            Guid.Parse("0199a000-0000-7000-8000-00000000a001"),
                            new Money(100_000_000, "JPY"),
                            new Money(95_000_000, "JPY"),
                            new Money(95_000_000, "JPY")
                        ),
                    ],
                    [ShownCorrection.Example],
                    [ShownObjection.Example]
                )
            )
            .WithProblems(401, 403, 404);
}

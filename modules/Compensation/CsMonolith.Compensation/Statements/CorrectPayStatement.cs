namespace CsMonolith.Compensation.Statements;

/// <summary>Correct an issued statement by a counter-statement.</summary>
internal sealed record CorrectPayStatement(Guid StatementId, [property: Body] RightPayout Right)
    : ICommand<ShownCorrection>;

/// <param name="Payout">What is due in all, in the statement's currency.</param>
/// <param name="Reason">What was wrong; the person who is paid reads it.</param>
internal sealed record RightPayout(Money Payout, string Reason);

/// <param name="Difference">What is paid more, or less if below zero, than was due before.</param>
/// <param name="ByOnePerson">
/// Whether the person who issued the statement corrected it too, since the owner has relaxed the two-person rule.
/// </param>
internal sealed record ShownCorrection(
    Guid Id,
    Money Difference,
    string Reason,
    Guid? IssuedBy,
    DateTime IssuedAt,
    bool ByOnePerson
)
{
    public static ShownCorrection Of(PayCorrection correction, string currency) =>
        new(
            correction.Id,
            new Money(correction.DifferenceMinor, currency),
            correction.Reason,
            correction.IssuedBy,
            correction.IssuedAt,
            correction.ByOnePerson
        );

    public static ShownCorrection Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000c201"),
            new Money(-30_000, "JPY"),
            "解約の計上月を1か月後に訂正したため",
            Guid.Parse("0199a000-0000-7000-8000-000000000022"),
            new DateTime(2026, 7, 20, 1, 0, 0, DateTimeKind.Utc),
            ByOnePerson: false
        );
}

internal sealed class CorrectPayStatementValidator : AbstractValidator<CorrectPayStatement>
{
    private const long MostPayoutMinor = 10_000_000_000_000;

    public CorrectPayStatementValidator()
    {
        RuleFor(ask => ask.Right.Payout.Minor).InclusiveBetween(0, MostPayoutMinor);
        RuleFor(ask => ask.Right.Reason).NotEmpty().MaximumLength(1000);
    }
}

internal sealed class CorrectPayStatementHandler(CompensationDb db, RequestContext context, SecondPerson second)
    : IRequestHandler<CorrectPayStatement, Result<ShownCorrection>>
{
    public async Task<Result<ShownCorrection>> Handle(CorrectPayStatement ask, CancellationToken cancellation)
    {
        var statement = await db.Set<PayStatement>()
            .AsNoTracking()
            .SingleOrDefaultAsync(statement => statement.Id == ask.StatementId, cancellation);
        if (statement is null)
        {
            return CompensationErrors.NoSuchStatement(ask.StatementId);
        }

        var caller = context.Caller.PersonId;
        if (statement.PersonId == caller)
        {
            return CompensationErrors.OwnStatement;
        }

        if (ask.Right.Payout.Currency != statement.Currency)
        {
            return CompensationErrors.NotTheStatementsCurrency(ask.Right.Payout.Currency, statement.Currency);
        }

        var earlier = await db.Set<PayCorrection>()
            .Where(correction => correction.StatementId == statement.Id)
            .Select(correction => correction.DifferenceMinor)
            .ToListAsync(cancellation);
        var difference = ask.Right.Payout.Minor - statement.PayoutMinor - earlier.Sum();
        if (difference == 0)
        {
            return CompensationErrors.NothingToCorrect(ask.Right.Payout);
        }

        var alone = statement.IssuedBy == caller;
        if (alone && !await second.MayBeSpared(caller, cancellation))
        {
            return CompensationErrors.IssuedByYourself;
        }

        var now = db.Clock.Now;
        var correction = new PayCorrection(
            Guid.CreateVersion7(now),
            statement.Id,
            earlier.Count + 1,
            difference,
            ask.Right.Reason,
            caller,
            now,
            alone
        );
        db.Set<PayCorrection>().Add(correction);
        await db.SaveChangesAsync(cancellation);
        return ShownCorrection.Of(correction, statement.Currency);
    }
}

internal sealed class CorrectPayStatementEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/pay-statements/{statementId}/corrections",
                (Guid statementId, RightPayout right) => new CorrectPayStatement(statementId, right)
            )
            .Creates((ShownCorrection _, RouteValueDictionary route) => $"/v1/pay-statements/{route["statementId"]}")
            .WithSummary("Correct a pay statement by a counter-statement")
            .WithDescription(
                "The statement stays as it was issued; the counter-statement pays the difference to what is right. By "
                    + "finance, and by another person than the one who issued the statement; nobody corrects their own."
            )
            .WithExample(
                new RightPayout(new Money(750_000, "JPY"), ShownCorrection.Example.Reason),
                ShownCorrection.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}

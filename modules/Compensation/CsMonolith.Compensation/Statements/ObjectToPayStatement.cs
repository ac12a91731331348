namespace CsMonolith.Compensation.Statements;

/// <summary>Object to one's own pay statement.</summary>
internal sealed record ObjectToPayStatement(Guid StatementId, [property: Body] ObjectionReason Why)
    : ICommand<ShownObjection>;

/// <param name="Reason">What is wrong with it: an account, an amount, the window.</param>
internal sealed record ObjectionReason(string Reason);

/// <param name="Upheld">Whether the statement is wrong; <c>null</c> while nobody has answered.</param>
internal sealed record ShownObjection(
    Guid Id,
    string Reason,
    DateTime RaisedAt,
    bool? Upheld,
    string? Answer,
    Guid? AnsweredBy,
    DateTime? AnsweredAt
)
{
    public static ShownObjection Of(PayObjection objection) =>
        new(
            objection.Id,
            objection.Reason,
            objection.RaisedAt,
            objection.Upheld,
            objection.Answer,
            objection.AnsweredBy,
            objection.AnsweredAt
        );

    public static ShownObjection Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000c301"),
            "株式会社東都精機は4月1日に引き継いだため、起点月の担当は私ではありません",
            new DateTime(2026, 7, 8, 1, 0, 0, DateTimeKind.Utc),
            Upheld: null,
            Answer: null,
            AnsweredBy: null,
            AnsweredAt: null
        );
}

internal sealed class ObjectToPayStatementValidator : AbstractValidator<ObjectToPayStatement>
{
    public ObjectToPayStatementValidator() => RuleFor(ask => ask.Why.Reason).NotEmpty().MaximumLength(2000);
}

internal sealed class ObjectToPayStatementHandler(CompensationDb db, RequestContext context)
    : IRequestHandler<ObjectToPayStatement, Result<ShownObjection>>
{
    public async Task<Result<ShownObjection>> Handle(ObjectToPayStatement ask, CancellationToken cancellation)
    {
        var caller = context.Caller.PersonId;
        if (
            !await db.Set<PayStatement>()
                .AnyAsync(statement => statement.Id == ask.StatementId && statement.PersonId == caller, cancellation)
        )
        {
            return CompensationErrors.NoSuchStatement(ask.StatementId);
        }

        if (
            await db.Set<PayObjection>()
                .AnyAsync(
                    objection => objection.StatementId == ask.StatementId && objection.AnsweredAt == null,
                    cancellation
                )
        )
        {
            return CompensationErrors.ObjectionOpen;
        }

        var now = db.Clock.Now;
        var raised = new PayObjection(Guid.CreateVersion7(now), ask.StatementId, ask.Why.Reason, now);
        db.Set<PayObjection>().Add(raised);
        await db.SaveChangesAsync(cancellation);
        return ShownObjection.Of(raised);
    }
}

internal sealed class ObjectToPayStatementEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/pay-statements/{statementId}/objections",
                (Guid statementId, ObjectionReason why) => new ObjectToPayStatement(statementId, why)
            )
            .Creates((ShownObjection _, RouteValueDictionary route) => $"/v1/pay-statements/{route["statementId"]}")
            .WithSummary("Object to one's own pay statement")
            .WithDescription(
                "Finance answers; where the objection is upheld, a counter-statement pays the difference. Somebody else's "
                    + "statement answers exactly like a missing one."
            )
            .WithExample(new ObjectionReason(ShownObjection.Example.Reason), ShownObjection.Example)
            .WithProblems(400, 401, 403, 404, 409);
}

namespace CsMonolith.Compensation.Statements;

/// <summary>Answer an objection to a pay statement.</summary>
internal sealed record AnswerPayObjection(Guid ObjectionId, [property: Body] ObjectionVerdict Verdict)
    : ICommand<ShownObjection>;

/// <param name="Upheld">Whether the statement is wrong; it is then corrected by a counter-statement.</param>
/// <param name="Answer">Why; the person who objected reads it.</param>
internal sealed record ObjectionVerdict(bool Upheld, string Answer);

internal sealed class AnswerPayObjectionValidator : AbstractValidator<AnswerPayObjection>
{
    public AnswerPayObjectionValidator() => RuleFor(ask => ask.Verdict.Answer).NotEmpty().MaximumLength(2000);
}

internal sealed class AnswerPayObjectionHandler(CompensationDb db, RequestContext context, SecondPerson second)
    : IRequestHandler<AnswerPayObjection, Result<ShownObjection>>
{
    public async Task<Result<ShownObjection>> Handle(AnswerPayObjection ask, CancellationToken cancellation)
    {
        if (await db.Set<PayObjection>().FindAsync([ask.ObjectionId], cancellation) is not { } objection)
        {
            return CompensationErrors.NoSuchObjection(ask.ObjectionId);
        }

        var (caller, statement) = (
            context.Caller.PersonId,
            await db.Set<PayStatement>()
                .AsNoTracking()
                .SingleAsync(statement => statement.Id == objection.StatementId, cancellation)
        );
        if (statement.PersonId == caller)
        {
            return CompensationErrors.OwnStatement;
        }

        if (objection.AnsweredAt is { } already)
        {
            return CompensationErrors.ObjectionAnswered(already);
        }

        if (statement.IssuedBy == caller && !await second.MayBeSpared(caller, cancellation))
        {
            return CompensationErrors.IssuedByYourself;
        }

        objection.Settle(ask.Verdict.Upheld, ask.Verdict.Answer, caller, db.Clock.Now);
        await db.SaveChangesAsync(cancellation);
        return ShownObjection.Of(objection);
    }
}

internal sealed class AnswerPayObjectionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/pay-objections/{objectionId}/answer",
                (Guid objectionId, ObjectionVerdict verdict) => new AnswerPayObjection(objectionId, verdict)
            )
            .WithSummary("Answer an objection to a pay statement")
            .WithDescription("By finance, and by another person than the one who issued the statement.")
            .WithExample(
                new ObjectionVerdict(Upheld: true, "引き継ぎ日を確かめました。差額を訂正の明細で支払います"),
                ShownObjection.Example with
                {
                    Upheld = true,
                    Answer = "引き継ぎ日を確かめました。差額を訂正の明細で支払います",
                    AnsweredBy = Guid.Parse("0199a000-0000-7000-8000-000000000022"),
                    AnsweredAt = new DateTime(2026, 7, 10, 1, 0, 0, DateTimeKind.Utc),
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}

namespace CsMonolith.Revenue.Renewals;

/// <summary>Move the talks about a renewal on.</summary>
internal sealed record MoveRenewal(Guid RenewalId, RenewalStage Stage, IfMatch Match) : ICommand<RenewalRow>;

/// <param name="Stage">open, contacted, proposed or agreed; an outcome is recorded apart.</param>
internal sealed record RenewalMove(RenewalStage Stage);

internal sealed class MoveRenewalValidator : AbstractValidator<MoveRenewal>
{
    public MoveRenewalValidator() =>
        RuleFor(ask => ask.Stage)
            .Must(stage =>
                stage is RenewalStage.Open or RenewalStage.Contacted or RenewalStage.Proposed or RenewalStage.Agreed
            )
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "open、contacted、proposed、agreed のいずれかを指定してください。結果は outcome で記録します。"
                    : "Use open, contacted, proposed or agreed; record an outcome with POST …/outcome."
            );
}

internal sealed class MoveRenewalHandler(RevenueDb db, AccountVisibility visibility)
    : IRequestHandler<MoveRenewal, Result<RenewalRow>>
{
    public async Task<Result<RenewalRow>> Handle(MoveRenewal ask, CancellationToken cancellationToken)
    {
        var renewal = await db.Set<Renewal>().SingleOrDefaultAsync(row => row.Id == ask.RenewalId, cancellationToken);
        if (renewal is null || !await visibility.Sees(renewal.AccountId, cancellationToken))
        {
            return PlatformErrors.NotFound("renewal", ask.RenewalId);
        }

        if (ask.Match.Refuses(renewal) is { } stale)
        {
            return stale;
        }

        if (renewal.MoveTo(ask.Stage).Error is { } refusal)
        {
            return refusal;
        }

        db.Publish(RenewalLine.Of(renewal, db.Clock.Today));
        await db.SaveChangesAsync(cancellationToken);
        return RenewalRow.Of(renewal);
    }
}

internal sealed class MoveRenewalEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put(
                "/renewals/{renewalId}/stage",
                (Guid renewalId, RenewalMove change, IfMatch match) => new MoveRenewal(renewalId, change.Stage, match)
            )
            .WithSummary("Move the talks about a renewal on")
            .WithDescription("If-Match carries the version read.")
            .WithExample(
                new RenewalMove(RenewalStage.Proposed),
                RenewalRow.Sample with
                {
                    Stage = RenewalStage.Proposed,
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}

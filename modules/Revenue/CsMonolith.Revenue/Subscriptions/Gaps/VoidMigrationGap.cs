namespace CsMonolith.Revenue.Subscriptions.Gaps;

/// <summary>Take a declared migration back: the gap is a churn and a reactivation again.</summary>
internal sealed record VoidMigrationGap(Guid GapId, string Reason) : ICommand<MigrationGapRow>;

/// <param name="Reason">Why, for whoever asks in a year.</param>
internal sealed record MigrationGapVoid(string Reason);

internal sealed class VoidMigrationGapValidator : AbstractValidator<VoidMigrationGap>
{
    public VoidMigrationGapValidator()
    {
        RuleFor(ask => ask.GapId).NotEmpty();
        RuleFor(ask => ask.Reason).NotEmpty().MaximumLength(1000);
    }
}

internal sealed class VoidMigrationGapHandler(
    RevenueDb db,
    AccountVisibility visibility,
    SubscriptionService subscriptions,
    RequestContext context
) : IRequestHandler<VoidMigrationGap, Result<MigrationGapRow>>
{
    public async Task<Result<MigrationGapRow>> Handle(VoidMigrationGap ask, CancellationToken cancellationToken)
    {
        var gap = await db.Set<MigrationGap>().SingleOrDefaultAsync(row => row.Id == ask.GapId, cancellationToken);
        if (gap is null || !await visibility.Sees(gap.AccountId, cancellationToken))
        {
            return PlatformErrors.NotFound("migration-gap", ask.GapId);
        }

        if (gap.Void(ask.Reason, context.Caller.Actor, db.Clock.Now).Error is { } refusal)
        {
            return refusal;
        }

        var noted = await subscriptions.Note(
            gap.FromSubscriptionId,
            (subscription, recording) => subscription.Unbridge(gap.LastDay.AddDays(1), recording),
            cancellationToken
        );
        return noted.Error is { } unfit ? unfit : MigrationGapRow.Of(gap);
    }
}

internal sealed class VoidMigrationGapEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/migration-gaps/{gapId}/void",
                (Guid gapId, MigrationGapVoid taken) => new VoidMigrationGap(gapId, taken.Reason)
            )
            .WithSummary("Take a declared migration back: the gap is a loss and a return again")
            .WithExample(
                new MigrationGapVoid("実際に解約していたため"),
                MigrationGapRow.Sample with
                {
                    VoidedAt = Samples.Instant,
                    VoidedBy = $"person:{Samples.Person}",
                    VoidReason = "実際に解約していたため",
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}

using CsMonolith.Platform.Jobs;

namespace CsMonolith.Revenue.Ledger.Policies;

/// <summary>
/// Decide how revenue is counted from a day on. Closed months stay; what changes in them is an adjustment.
/// </summary>
/// <param name="Rules">All of them, so that whoever reads a version reads the whole decision.</param>
/// <param name="Reason">Why, for whoever asks in a year.</param>
internal sealed record RecordRevenuePolicy(DateOnly EffectiveFrom, RevenueRules Rules, string Reason)
    : ICommand<RecordedRevenuePolicy>;

/// <param name="JobId">
/// The job that restates the ledger; until it ends, movements are those of the rules before.
/// </param>
internal sealed record RecordedRevenuePolicy(RevenuePolicyRow Policy, Guid JobId);

internal sealed class RevenueRulesValidator : AbstractValidator<RevenueRules>
{
    public RevenueRulesValidator()
    {
        RuleFor(rules => rules.ChurnDating).IsInEnum();
        RuleFor(rules => rules.Pause).IsInEnum();
        RuleFor(rules => rules.PauseChurnAfterDays).InclusiveBetween(0, 3660);
        RuleFor(rules => rules.ReactivationWindowDays).InclusiveBetween(1, 36600);
        RuleFor(rules => rules.FreeDowngrade).IsInEnum();
        RuleFor(rules => rules.GraceDays).InclusiveBetween(0, 366);
        RuleFor(rules => rules.GroupingDays).InclusiveBetween(1, 31);
        RuleFor(rules => rules.ReportingCurrency)
            .Must(currency => currency is null || Money.Currencies.ContainsKey(currency))
            .WithMessage(
                (_, code) =>
                    ProblemAnswers.InJapanese
                        ? $"{Iso4217.Unknown(code).Ja}省略もできます。"
                        : $"{Iso4217.Unknown(code).En} Or leave it out."
            );
        RuleFor(rules => rules.RateMaxAgeDays).InclusiveBetween(0, 366);
        RuleFor(rules => rules.FiscalYearStartMonth).InclusiveBetween(1, 12);
    }
}

internal sealed class RecordRevenuePolicyValidator : AbstractValidator<RecordRevenuePolicy>
{
    public RecordRevenuePolicyValidator()
    {
        RuleFor(ask => ask.EffectiveFrom).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Rules).NotNull().SetValidator(new RevenueRulesValidator());
        RuleFor(ask => ask.Reason).NotEmpty().MaximumLength(1000);
    }
}

internal sealed class RecordRevenuePolicyHandler(
    RevenueDb db,
    PolicyReader policies,
    RequestContext context,
    JobScheduler scheduler
) : IRequestHandler<RecordRevenuePolicy, Result<RecordedRevenuePolicy>>
{
    public async Task<Result<RecordedRevenuePolicy>> Handle(
        RecordRevenuePolicy ask,
        CancellationToken cancellationToken
    )
    {
        if ((await policies.Now(cancellationToken)).On(ask.EffectiveFrom) == ask.Rules)
        {
            return LedgerErrors.SameRules(ask.EffectiveFrom);
        }

        var policy = new RevenuePolicy(
            Guid.CreateVersion7(),
            ask.EffectiveFrom,
            ask.Rules,
            ask.Reason,
            context.Caller.Actor,
            db.Clock.Now
        );
        db.Add(policy);
        var accepted = scheduler.Enqueue(db, new RestateMovements(), JobLanes.Facts);
        await db.SaveChangesAsync(cancellationToken);
        return new RecordedRevenuePolicy(RevenuePolicyRow.Of(policy), accepted.JobId);
    }
}

internal sealed class RecordRevenuePolicyEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/revenue-policies", (RecordRevenuePolicy ask) => ask)
            .StartsJob((RecordedRevenuePolicy recorded) => recorded.JobId)
            .WithSummary("Decide how revenue is counted from a day on")
            .WithDescription(
                "Recorded, never edited: a version from the same day stands in place of the one before, from "
                    + "its recording on. A job restates the ledger."
            )
            .WithExample(
                new RecordRevenuePolicy(new(2026, 4, 1), RevenuePolicyRow.Sample.Rules, RevenuePolicyRow.Sample.Reason),
                new RecordedRevenuePolicy(RevenuePolicyRow.Sample, Samples.Job)
            )
            .WithProblems(400, 401, 403, 409);
}

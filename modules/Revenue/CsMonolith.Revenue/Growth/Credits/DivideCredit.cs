using CsMonolith.Revenue.Growth.Expansion;

namespace CsMonolith.Revenue.Growth.Credits;

/// <summary>Divide the credit of a deal over account executive, customer success and partner, from a day on.</summary>
internal sealed record DivideCredit(Guid OpportunityId, DateOnly From, IReadOnlyList<CreditShare> Shares)
    : ICommand<CreditSplitRow>;

/// <param name="From">
/// The day from which it holds; a deal is divided by what holds on the day on which it is won.
/// </param>
/// <param name="Shares">Together exactly 100 %.</param>
internal sealed record CreditDivision(DateOnly From, IReadOnlyList<CreditShare> Shares);

internal sealed record CreditSplitRow(
    Guid Id,
    Guid OpportunityId,
    DateOnly From,
    IReadOnlyList<CreditShare> Shares,
    string RecordedBy,
    DateTime RecordedAt
)
{
    public static CreditSplitRow Sample { get; } =
        new(
            Samples.Movement,
            Samples.Opportunity,
            new(2026, 11, 20),
            [
                new(CreditRole.Ae, Samples.Person, null, 50m),
                new(CreditRole.Cs, Samples.Person, null, 30m),
                new(CreditRole.Partner, null, Samples.Policy, 20m),
            ],
            $"person:{Samples.Person}",
            Samples.Instant
        );

    public static CreditSplitRow Of(CreditSplit split) =>
        new(split.Id, split.OpportunityId, split.From, split.Shares, split.RecordedBy, split.RecordedAt);
}

internal sealed class CreditShareValidator : AbstractValidator<CreditShare>
{
    public CreditShareValidator()
    {
        RuleFor(share => share.Role).IsInEnum();
        RuleFor(share => share.Percent)
            .GreaterThan(0m)
            .LessThanOrEqualTo(100m)
            .PrecisionScale(5, 2, ignoreTrailingZeros: true);
        RuleFor(share => share.PersonId).NotNull().When(share => share.Role != CreditRole.Partner);
        RuleFor(share => share.PersonId).Null().When(share => share.Role == CreditRole.Partner);
        RuleFor(share => share.PartnerId).NotNull().When(share => share.Role == CreditRole.Partner);
        RuleFor(share => share.PartnerId).Null().When(share => share.Role != CreditRole.Partner);
    }
}

internal sealed class DivideCreditValidator : AbstractValidator<DivideCredit>
{
    private const decimal Whole = 100m;

    public DivideCreditValidator()
    {
        RuleFor(ask => ask.From).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Shares.Count).InclusiveBetween(1, 20);
        RuleForEach(ask => ask.Shares).SetValidator(new CreditShareValidator());
        RuleFor(ask => ask.Shares)
            .Must(shares => shares.Sum(share => share.Percent) == Whole)
            .WithMessage(ask =>
                ProblemAnswers.InJapanese
                    ? $"合計が{ask.Shares.Sum(share => share.Percent)} %です。ちょうど100 %にしてください。"
                    : $"The shares add up to {ask.Shares.Sum(share => share.Percent)} %. Make it exactly 100 %."
            );
        RuleFor(ask => ask.Shares)
            .Must(shares =>
                shares.DistinctBy(share => (share.Role, share.PersonId, share.PartnerId)).Count() == shares.Count
            )
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "同じ役割・同じ相手が2回あります。1行にまとめてください。"
                    : "Somebody has two shares in one role. Put them together."
            );
    }
}

internal sealed class DivideCreditHandler(
    RevenueDb db,
    AccountVisibility visibility,
    KnownPeople people,
    RequestContext context
) : IRequestHandler<DivideCredit, Result<CreditSplitRow>>
{
    public async Task<Result<CreditSplitRow>> Handle(DivideCredit ask, CancellationToken cancellationToken)
    {
        var opportunity = await db.Set<ExpansionOpportunity>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == ask.OpportunityId, cancellationToken);
        if (opportunity is null || !await visibility.Sees(opportunity.AccountId, cancellationToken))
        {
            return PlatformErrors.NotFound("opportunity", ask.OpportunityId);
        }

        IReadOnlyList<FieldFault> strangers =
        [
            .. await people.Strangers(
                ask.Shares.Select((share, i) => ($"/shares/{i}/personId", share.PersonId)),
                cancellationToken
            ),
            .. await people.StrangePartners(
                ask.Shares.Select((share, i) => ($"/shares/{i}/partnerId", share.PartnerId)),
                cancellationToken
            ),
        ];
        if (strangers.Count > 0)
        {
            return PlatformErrors.Invalid(strangers);
        }

        var split = new CreditSplit
        {
            Id = Guid.CreateVersion7(),
            OpportunityId = opportunity.Id,
            AccountId = opportunity.AccountId,
            From = ask.From,
            Shares = [.. ask.Shares],
            RecordedBy = context.Caller.Actor,
            RecordedAt = db.Clock.Now,
        };
        db.Add(split);
        await db.SaveChangesAsync(cancellationToken);
        return CreditSplitRow.Of(split);
    }
}

internal sealed class DivideCreditEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/expansion-opportunities/{opportunityId}/credit-splits",
                (Guid opportunityId, CreditDivision division) =>
                    new DivideCredit(opportunityId, division.From, division.Shares)
            )
            .WithSummary("Divide the credit of a deal over account executive, customer success and partner")
            .WithDescription(
                "Splits are only ever added: each holds from its day until the next one's, and of two from "
                    + "one day the later recorded."
            )
            .WithExample(new CreditDivision(new(2026, 11, 20), CreditSplitRow.Sample.Shares), CreditSplitRow.Sample)
            .WithProblems(400, 401, 403, 404);
}

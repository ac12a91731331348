using System.Globalization;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Compensation.Plans;

/// <summary>Draft a pay plan, or the next edition of one.</summary>
/// <param name="GateRatio">The group's NRR from which anybody is paid, such as 1.02.</param>
internal sealed record DraftPayPlan(
    string Name,
    decimal GateRatio,
    IReadOnlyList<PlannedMember> Members,
    IReadOnlyList<PlannedPoint> Curve
) : ICommand<DraftedPayPlan>;

/// <param name="Target">Variable pay for a window at factor 1.</param>
internal sealed record PlannedMember(Guid PersonId, Money Target);

/// <param name="Grr">0 to 1, with at most nine decimals.</param>
/// <param name="Factor">0 to below 100, with at most nine decimals.</param>
internal sealed record PlannedPoint(decimal Grr, decimal Factor)
{
    /// <summary>From a point as it is stored.</summary>
    public static PlannedPoint Of(PayPlanPoint point) =>
        new(
            decimal.Parse(point.Grr, CultureInfo.InvariantCulture),
            decimal.Parse(point.Factor, CultureInfo.InvariantCulture)
        );
}

/// <param name="Edition">1 for the first of its name; an edition never changes.</param>
/// <param name="Members">Those whose pay the reader may see.</param>
/// <param name="ApprovedBy">Who of finance approved it; <c>null</c> while nobody has.</param>
/// <param name="ByOnePerson">
/// Whether the person who drafted it approved it too, since the owner has relaxed the two-person rule for finance.
/// </param>
internal sealed record DraftedPayPlan(
    Guid Id,
    string Name,
    int Edition,
    decimal GateRatio,
    IReadOnlyList<PlannedMember> Members,
    IReadOnlyList<PlannedPoint> Curve,
    string FormulaVersion,
    DateTime DraftedAt,
    Guid? DraftedBy,
    Guid? ApprovedBy,
    DateTime? ApprovedAt,
    bool ByOnePerson
)
{
    public static DraftedPayPlan Of(PayPlan plan, IReadOnlyCollection<Guid>? people) =>
        new(
            plan.Id,
            plan.Name,
            plan.Edition,
            decimal.Parse(plan.GateRatio, CultureInfo.InvariantCulture),
            [
                .. plan
                    .Members.Where(member => people?.Contains(member.PersonId) != false)
                    .OrderBy(member => member.PersonId)
                    .Select(member => new PlannedMember(member.PersonId, new Money(member.TargetMinor, plan.Currency))),
            ],
            [.. plan.Points.OrderBy(point => point.Ordinal).Select(PlannedPoint.Of)],
            PayFormula.Version,
            plan.DraftedAt,
            plan.DraftedBy,
            plan.ApprovedBy,
            plan.ApprovedAt,
            plan.ApprovedAt is not null && plan.ApprovedBy == plan.DraftedBy
        );

    public static DraftedPayPlan Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000c001"),
            "2026年度 カスタマーサクセス変動報酬",
            Edition: 1,
            1.02m,
            [
                new(Guid.Parse("0199a000-0000-7000-8000-000000000011"), new Money(600_000, "JPY")),
                new(Guid.Parse("0199a000-0000-7000-8000-000000000012"), new Money(600_000, "JPY")),
            ],
            [new(0.85m, 0), new(0.92m, 1), new(0.97m, 1.5m)],
            PayFormula.Version,
            new DateTime(2026, 3, 25, 1, 0, 0, DateTimeKind.Utc),
            Guid.Parse("0199a000-0000-7000-8000-000000000021"),
            ApprovedBy: null,
            ApprovedAt: null,
            ByOnePerson: false
        );
}

internal sealed class DraftPayPlanValidator : AbstractValidator<DraftPayPlan>
{
    private const decimal MostFactor = 99.999999999m;
    private const long MostTargetMinor = 100_000_000_000;

    public DraftPayPlanValidator()
    {
        RuleFor(ask => ask.Name).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.GateRatio).PrecisionScale(11, 9, ignoreTrailingZeros: true).InclusiveBetween(0, MostFactor);
        RuleFor(ask => ask.Members).NotEmpty();
        RuleFor(ask => ask.Members.Count).InclusiveBetween(1, 500);
        RuleForEach(ask => ask.Members)
            .ChildRules(member =>
            {
                member.RuleFor(one => one.PersonId).NotEmpty();
                member.RuleFor(one => one.Target.Minor).InclusiveBetween(0, MostTargetMinor);
            });
        RuleFor(ask => ask.Curve.Count).InclusiveBetween(2, 20);
        RuleForEach(ask => ask.Curve)
            .ChildRules(point =>
            {
                point.RuleFor(one => one.Grr).PrecisionScale(11, 9, ignoreTrailingZeros: true).GreaterThanOrEqualTo(0);
                point
                    .RuleFor(one => one.Factor)
                    .PrecisionScale(11, 9, ignoreTrailingZeros: true)
                    .InclusiveBetween(0, MostFactor);
            });
    }
}

internal sealed class DraftPayPlanHandler(CompensationDb db, IMediator mediator, RequestContext context)
    : IRequestHandler<DraftPayPlan, Result<DraftedPayPlan>>
{
    public async Task<Result<DraftedPayPlan>> Handle(DraftPayPlan ask, CancellationToken cancellation)
    {
        var people = ask.Members.Select(member => member.PersonId).ToList();
        var known = await mediator.Send(new PeopleNames(people), cancellation);
        if (people.FindIndex(person => !known.ContainsKey(person)) is >= 0 and var stranger)
        {
            return CompensationErrors.UnknownPerson(stranger, people[stranger]);
        }

        var editions = await db.Set<PayPlan>().CountAsync(plan => plan.Name == ask.Name, cancellation);
        var drafted = PayPlan.Draft(ask, editions + 1, db.Clock.Now, context.Caller.PersonId);
        if (drafted.Error is { } refusal)
        {
            return refusal;
        }

        db.Set<PayPlan>().Add(drafted.Value);
        await db.SaveChangesAsync(cancellation);
        return DraftedPayPlan.Of(drafted.Value, people: null);
    }
}

internal sealed class DraftPayPlanEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/pay-plans", (DraftPayPlan ask) => ask)
            .Creates((DraftedPayPlan drafted) => $"/v1/pay-plans/{drafted.Id}")
            .WithSummary("Draft a pay plan, or the next edition of one")
            .WithDescription(
                "The group's NRR opens the gate; each person's GRR then gives the factor of their target: "
                    + "straight between the curve's points, 0 below the first, "
                    + "capped at the last. Someone without accounts at the start gets the mean factor of the others. "
                    + "The same name again makes the next edition. Finance approves it before anybody is paid by it."
            )
            .WithExample(
                new DraftPayPlan(
                    DraftedPayPlan.Example.Name,
                    1.02m,
                    DraftedPayPlan.Example.Members,
                    DraftedPayPlan.Example.Curve
                ),
                DraftedPayPlan.Example
            )
            .WithProblems(400, 401, 403, 409);
}

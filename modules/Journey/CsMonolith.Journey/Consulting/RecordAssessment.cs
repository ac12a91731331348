namespace CsMonolith.Journey.Consulting;

/// <summary>Record how far a customer's work is and how far they want it to be, area by area.</summary>
internal sealed record RecordAssessment(Guid AccountId, [property: Body] GivenAssessment Assessment)
    : ICommand<ShownAssessment>,
        IAboutAccount;

/// <param name="On">The day of the conversation; not after today.</param>
/// <param name="SaidBy">Who of the customer said so.</param>
internal sealed record GivenAssessment(DateOnly On, string SaidBy, IReadOnlyList<AssessedArea> Areas)
{
    public static GivenAssessment Example { get; } =
        new(
            new DateOnly(2026, 11, 10),
            "物流部 田中 健一",
            [
                new AssessedArea("配車計画", Now: 2, Wanted: 4, "担当者の経験で組んでいる"),
                new AssessedArea("実績データ", Now: 1, Wanted: 3, "紙の日報を月末に入力している"),
            ]
        );
}

/// <param name="VoidedAt">When it was taken back; <c>null</c> where it stands.</param>
/// <param name="Version">How often it was saved.</param>
internal sealed record ShownAssessment(
    Guid Id,
    Guid AccountId,
    DateOnly On,
    string SaidBy,
    IReadOnlyList<AssessedArea> Areas,
    Guid? ById,
    DateTime RecordedAt,
    DateTime? VoidedAt,
    string? VoidReason,
    long Version
)
{
    public static ShownAssessment Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000fb01"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            GivenAssessment.Example.On,
            GivenAssessment.Example.SaidBy,
            GivenAssessment.Example.Areas,
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            new DateTime(2026, 11, 10, 8, 0, 0, DateTimeKind.Utc),
            VoidedAt: null,
            VoidReason: null,
            Version: 1
        );

    public static ShownAssessment Of(Assessment one) =>
        new(
            one.Id,
            one.AccountId,
            one.On,
            one.SaidBy,
            one.Areas,
            one.ById,
            one.RecordedAt,
            one.VoidedAt,
            one.VoidReason,
            one.Version
        );
}

internal sealed class RecordAssessmentValidator : AbstractValidator<RecordAssessment>
{
    public RecordAssessmentValidator()
    {
        RuleFor(ask => ask.Assessment.On).GreaterThanOrEqualTo(new DateOnly(1950, 1, 1));
        RuleFor(ask => ask.Assessment.SaidBy).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Assessment.Areas.Count).InclusiveBetween(1, 30);
        RuleForEach(ask => ask.Assessment.Areas)
            .ChildRules(area =>
            {
                area.RuleFor(one => one.Area).NotEmpty().MaximumLength(100);
                area.RuleFor(one => one.Now).InclusiveBetween(1, 5);
                area.RuleFor(one => one.Wanted).InclusiveBetween(1, 5);
                area.RuleFor(one => one.Note).MaximumLength(2000);
            })
            .OverridePropertyName("areas");
        RuleFor(ask => ask.Assessment.Areas)
            .Must(areas => areas.Select(one => PlainWord.Of(one.Area ?? "")).Distinct().Count() == areas.Count)
            .When(ask => ask.Assessment.Areas is not null)
            .WithMessage(_ => ProblemAnswers.InJapanese ? "領域は1回ずつ指定してください。" : "Name each area once.");
    }
}

internal sealed class RecordAssessmentHandler(JourneyDb db, IAccountDirectory accounts, RequestContext context)
    : IRequestHandler<RecordAssessment, Result<ShownAssessment>>
{
    public async Task<Result<ShownAssessment>> Handle(RecordAssessment ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        if (ask.Assessment.On > db.Clock.Today)
        {
            return JourneyErrors.NotYet(ask.Assessment.On, db.Clock.Today, "/on");
        }

        var assessment = Assessment.Record(db, ask.AccountId, ask.Assessment, context.Caller.PersonId);
        await db.SaveChangesAsync(cancellation);
        return ShownAssessment.Of(assessment);
    }
}

internal sealed class RecordAssessmentEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/assessments",
                (Guid accountId, GivenAssessment assessment) => new RecordAssessment(accountId, assessment)
            )
            .Creates(
                (ShownAssessment _, RouteValueDictionary route) => $"/v1/accounts/{route["accountId"]}/assessments"
            )
            .WithSummary("Record how far a customer's work is and how far they want it to be, area by area")
            .WithDescription(
                "Levels are 1 (by chance) to 5 (best there is). Who of the customer said so stands with it."
            )
            .WithExample(GivenAssessment.Example, ShownAssessment.Example)
            .WithProblems(400, 401, 403, 404);
}

namespace CsMonolith.Feedback.Surveys;

/// <summary>Record what somebody at a customer answered to a survey.</summary>
internal sealed record RecordSurveyAnswer(
    Guid AccountId,
    string? ExternalId,
    string Survey,
    SurveyKind Kind,
    DateOnly AnsweredOn,
    decimal Score,
    int ScaleMin,
    int ScaleMax,
    string? RespondentRole,
    string? Comment
) : ICommand<GivenSurveyAnswer>;

/// <param name="Scaled">From 0, the worst of the scale, to 1, the best.</param>
/// <param name="RespondentRole">What the respondent does there; never who they are.</param>
internal sealed record GivenSurveyAnswer(
    Guid Id,
    Guid AccountId,
    string? ExternalId,
    string Survey,
    SurveyKind Kind,
    DateOnly AnsweredOn,
    decimal Score,
    int ScaleMin,
    int ScaleMax,
    decimal Scaled,
    string? RespondentRole,
    string? Comment,
    DateTime RecordedAt,
    bool Backfilled
)
{
    public static GivenSurveyAnswer Of(SurveyAnswer answer) =>
        new(
            answer.Id,
            answer.AccountId,
            answer.ExternalId,
            answer.Survey,
            answer.Kind,
            answer.AnsweredOn,
            answer.ScoreHundredths / 100m,
            answer.ScaleMin,
            answer.ScaleMax,
            answer.Scaled.ToNumber()!.Value,
            answer.RespondentRole,
            answer.Comment,
            answer.RecordedAt,
            answer.Backfilled
        );

    public static GivenSurveyAnswer Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f101"),
            Guid.Parse("0199a000-0000-7000-8000-00000000a001"),
            "SV-2026-11-0042",
            "2026年秋 満足度調査",
            SurveyKind.Csat,
            new(2026, 11, 10),
            4m,
            ScaleMin: 1,
            ScaleMax: 5,
            0.75m,
            "経理部 課長",
            "月次の締めが半日早くなった",
            new DateTime(2026, 11, 11, 0, 5, 0, DateTimeKind.Utc),
            Backfilled: false
        );
}

internal sealed class RecordSurveyAnswerValidator : AbstractValidator<RecordSurveyAnswer>
{
    public RecordSurveyAnswerValidator()
    {
        RuleFor(ask => ask.AccountId).NotEmpty();
        RuleFor(ask => ask.ExternalId).Length(1, 100);
        RuleFor(ask => ask.Survey).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.ScaleMin).InclusiveBetween(-1000, 1000);
        RuleFor(ask => ask.ScaleMax).InclusiveBetween(-1000, 1000).GreaterThan(ask => ask.ScaleMin);
        RuleFor(ask => ask.Score)
            .PrecisionScale(6, 2, ignoreTrailingZeros: true)
            .GreaterThanOrEqualTo(ask => (decimal)ask.ScaleMin)
            .LessThanOrEqualTo(ask => (decimal)ask.ScaleMax);
        RuleFor(ask => ask.RespondentRole).MaximumLength(100);
        RuleFor(ask => ask.Comment).MaximumLength(4000);
    }
}

internal sealed class RecordSurveyAnswerHandler(FeedbackDb db, KnownAccounts accounts, RequestContext context)
    : IRequestHandler<RecordSurveyAnswer, Result<GivenSurveyAnswer>>
{
    public async Task<Result<GivenSurveyAnswer>> Handle(RecordSurveyAnswer ask, CancellationToken cancellation)
    {
        if (!await accounts.Admits(ask.AccountId, cancellation))
        {
            return FeedbackErrors.NoSuchAccount(ask.AccountId);
        }

        if (ask.ExternalId is not null && context.Scope != PermissionScope.All)
        {
            return PlatformErrors.NumberNotYours;
        }

        if (ask.AnsweredOn > db.Clock.Today)
        {
            return FeedbackErrors.InFuture("answeredOn", ask.AnsweredOn, db.Clock.Today);
        }

        if (
            ask.ExternalId is { } externalId
            && await db.Set<SurveyAnswer>().AnyAsync(answer => answer.ExternalId == externalId, cancellation)
        )
        {
            return FeedbackErrors.AnswerExists(externalId);
        }

        var given = new AnswerGiven(
            ask.Survey,
            ask.Kind,
            ask.AnsweredOn,
            (int)(ask.Score * 100),
            ask.ScaleMin,
            ask.ScaleMax,
            ask.RespondentRole,
            ask.Comment
        );
        var taken = SurveyAnswer.Take(ask.AccountId, ask.ExternalId, given, db.Clock.Now, backfilled: false);
        db.Set<SurveyAnswer>().Add(taken);
        await db.SaveChangesAsync(cancellation);
        return GivenSurveyAnswer.Of(taken);
    }
}

internal sealed class RecordSurveyAnswerEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/survey-answers", (RecordSurveyAnswer ask) => ask)
            .Creates((GivenSurveyAnswer _) => "/v1/survey-answers")
            .WithSummary("Record a survey answer")
            .WithDescription(
                "A higher score must mean a happier customer: turn a scale round before sending it, if need be. "
                    + "Give the respondent's role, never their name."
            )
            .WithExample(
                new RecordSurveyAnswer(
                    GivenSurveyAnswer.Example.AccountId,
                    "SV-2026-11-0042",
                    "2026年秋 満足度調査",
                    SurveyKind.Csat,
                    new(2026, 11, 10),
                    4m,
                    ScaleMin: 1,
                    ScaleMax: 5,
                    "経理部 課長",
                    "月次の締めが半日早くなった"
                ),
                GivenSurveyAnswer.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}

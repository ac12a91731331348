namespace CsMonolith.Feedback.Surveys;

/// <summary>Record what many people answered to a survey.</summary>
internal sealed record RecordSurveyAnswers(BulkAsk<RecordSurveyAnswer> Bulk)
    : IBulk<RecordSurveyAnswer, GivenSurveyAnswer>;

internal sealed class RecordSurveyAnswersHandler(FeedbackDb db, IMediator mediator)
    : BulkHandler<RecordSurveyAnswers, RecordSurveyAnswer, GivenSurveyAnswer>(
        db,
        mediator,
        StatusCodes.Status201Created
    )
{
    protected override ICommand<GivenSurveyAnswer> Order(RecordSurveyAnswer item) => item;
}

internal sealed class RecordSurveyAnswersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapBulk<RecordSurveyAnswers, RecordSurveyAnswer, GivenSurveyAnswer>(
                "/survey-answers/bulk",
                bulk => new RecordSurveyAnswers(bulk)
            )
            .WithName(nameof(RecordSurveyAnswers))
            .WithSummary("Record many survey answers at once")
            .WithExample(
                new BulkBody<RecordSurveyAnswer>([
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
                ]),
                new BulkAnswer<GivenSurveyAnswer>(
                    Succeeded: 1,
                    Refused: 0,
                    [new(201, GivenSurveyAnswer.Example, Problem: null)]
                )
            );
}

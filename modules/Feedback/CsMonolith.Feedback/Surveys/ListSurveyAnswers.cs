namespace CsMonolith.Feedback.Surveys;

/// <summary>Which survey answers are there?</summary>
internal sealed record ListSurveyAnswers(ListAsk List) : IQuery<Page<GivenSurveyAnswer>>;

internal sealed class ListSurveyAnswersHandler(
    FeedbackDb db,
    AccountVisibility visibility,
    RequestContext context,
    Cursors cursors
) : IRequestHandler<ListSurveyAnswers, Result<Page<GivenSurveyAnswer>>>
{
    public static ListShape<SurveyAnswer> Shape { get; } =
        new ListShape<SurveyAnswer>(answer => answer.Id, "-answeredOn")
            .With("accountId", answer => answer.AccountId)
            .With("externalId", answer => answer.ExternalId)
            .With("answeredOn", answer => answer.AnsweredOn)
            .With("survey", answer => answer.Survey)
            .With("kind", answer => answer.Kind)
            .With("respondentRole", answer => answer.RespondentRole);

    public async Task<Result<Page<GivenSurveyAnswer>>> Handle(ListSurveyAnswers ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        return await Shape.Page(
            db.Set<SurveyAnswer>().AsNoTracking().Within(scope, answer => answer.AccountId),
            ask.List,
            cursors,
            Show,
            cancellation
        );
    }

    // Free text may name people; a reader under pseudonyms gets none.
    private GivenSurveyAnswer Show(SurveyAnswer answer) =>
        context.Scope == PermissionScope.Masked
            ? GivenSurveyAnswer.Of(answer) with
            {
                Comment = null,
            }
            : GivenSurveyAnswer.Of(answer);
}

internal sealed class ListSurveyAnswersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/survey-answers", (ListAsk list) => new ListSurveyAnswers(list))
            .WithSummary("List survey answers")
            .WithMetadata(new ListFields(ListSurveyAnswersHandler.Shape.FieldNames))
            .WithExample(null, new Page<GivenSurveyAnswer>([GivenSurveyAnswer.Example], NextCursor: null))
            .WithProblems(400, 401, 403);
}

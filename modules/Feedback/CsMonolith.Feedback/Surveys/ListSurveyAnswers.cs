namespace CsMonolith.Feedback.Surveys;

/// <summary>Which survey answers are there?</summary>
internal sealed record ListSurveyAnswers(ListAsk List) : IQuery<Page<GivenSurveyAnswer>>;

internal sealed class ListSurveyAnswersHandler(
    FeedbackDb db,
    AccountVisibility visibility,
    RequestContext context,
    Cursors cursors,
    Pseudonyms pseudonyms
) : IRequestHandler<ListSurveyAnswers, Result<Page<GivenSurveyAnswer>>>
{
    public static ListShape<SurveyAnswer> Shape { get; } =
        WithFacts(new ListShape<SurveyAnswer>(answer => answer.Id, "-answeredOn"))
            .With("accountId", answer => answer.AccountId)
            .With("externalId", answer => answer.ExternalId)
            .With("answeredOn", answer => answer.AnsweredOn)
            .With("survey", answer => answer.Survey)
            .With("respondentRole", answer => answer.RespondentRole);

    // What is hidden is not found out by filtering or sorting either.
    private static ListShape<SurveyAnswer> MaskedShape { get; } =
        WithFacts(new ListShape<SurveyAnswer>(answer => answer.Id, ""));

    public async Task<Result<Page<GivenSurveyAnswer>>> Handle(ListSurveyAnswers ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        var masked = context.Scope == PermissionScope.Masked;
        return await (masked ? MaskedShape : Shape).Page(
            db.Set<SurveyAnswer>().AsNoTracking().Within(scope, answer => answer.AccountId),
            ask.List,
            cursors,
            answer => masked ? Masked(answer) : GivenSurveyAnswer.Of(answer),
            cancellation
        );
    }

    private static ListShape<SurveyAnswer> WithFacts(ListShape<SurveyAnswer> shape) =>
        shape.With("kind", answer => answer.Kind);

    // Comments may name people, and so does a role where one person holds it. The day would find the account's row to
    // learn from, so a reader under pseudonyms gets the quarter, under a pseudonym of that quarter.
    private GivenSurveyAnswer Masked(SurveyAnswer answer) =>
        GivenSurveyAnswer.Of(answer) with
        {
            Id = pseudonyms.For("survey-answers").Of(answer.Id),
            AccountId = pseudonyms.For(Bands.Purpose("survey-answers", answer.AnsweredOn)).Of(answer.AccountId),
            ExternalId = null,
            AnsweredOn = Bands.Quarter(answer.AnsweredOn),
            RespondentRole = null,
            Comment = null,
            RecordedAt = Bands.Instant(answer.AnsweredOn),
        };
}

internal sealed class ListSurveyAnswersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/survey-answers", (ListAsk list) => new ListSurveyAnswers(list))
            .WithSummary("List survey answers")
            .WithDescription(
                "Whoever works under pseudonyms gets the quarter of each answer, no comment, role or number, and a "
                    + "pseudonym of the account that changes every quarter; the kind alone is there to filter by then."
            )
            .WithMetadata(new ListFields(ListSurveyAnswersHandler.Shape.Fields))
            .WithExample(null, new Page<GivenSurveyAnswer>([GivenSurveyAnswer.Example], NextCursor: null))
            .WithProblems(400, 401, 403);
}

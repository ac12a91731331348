using CsMonolith.Feedback.Surveys;

namespace CsMonolith.Feedback.Summaries;

internal sealed class AnswerSatisfactionBetween(FeedbackDb db)
    : IRequestHandler<SatisfactionBetween, IReadOnlyList<Satisfaction>>
{
    private const int IdsInAQuery = 1000;

    public async Task<IReadOnlyList<Satisfaction>> Handle(SatisfactionBetween ask, CancellationToken cancellation)
    {
        var answers = new List<SurveyAnswer>();
        foreach (var ids in ask.Accounts.Distinct().Chunk(IdsInAQuery))
        {
            answers.AddRange(
                await db.Set<SurveyAnswer>()
                    .AsNoTracking()
                    .Where(answer =>
                        ids.Contains(answer.AccountId)
                        && answer.Kind == SurveyKind.Csat
                        && answer.AnsweredOn >= ask.From
                        && answer.AnsweredOn <= ask.To
                    )
                    .ToListAsync(cancellation)
            );
        }

        return
        [
            .. answers
                .OrderBy(answer => answer.AnsweredOn)
                .ThenBy(answer => answer.Id)
                .Select(answer => new Satisfaction(answer.AccountId, answer.AnsweredOn, answer.Scaled)),
        ];
    }
}

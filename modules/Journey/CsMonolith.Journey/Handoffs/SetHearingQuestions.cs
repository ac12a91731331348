namespace CsMonolith.Journey.Handoffs;

/// <summary>Say which questions a new customer is asked.</summary>
internal sealed record SetHearingQuestions([property: Body] HearingPlan Plan, IfMatch Match)
    : ICommand<HearingQuestionsProfile>;

/// <param name="Questions">All of them, in the order in which they are asked.</param>
/// <param name="Threshold">The share of required questions that must be answered for a kickoff, 0 to 1.</param>
internal sealed record HearingPlan(IReadOnlyList<HearingQuestion> Questions, [property: Ratio] double Threshold);

internal sealed class SetHearingQuestionsValidator : AbstractValidator<SetHearingQuestions>
{
    private const string Code = "^[a-z][a-z0-9-]*$";

    public SetHearingQuestionsValidator()
    {
        RuleFor(ask => ask.Plan.Threshold).InclusiveBetween(0, 1);
        RuleFor(ask => ask.Plan.Questions.Count).InclusiveBetween(1, 100);
        RuleForEach(ask => ask.Plan.Questions)
            .ChildRules(question =>
            {
                question.RuleFor(one => one.Code).NotEmpty().MaximumLength(40).Matches(Code);
                question.RuleFor(one => one.En).NotEmpty().MaximumLength(200);
                question.RuleFor(one => one.Ja).NotEmpty().MaximumLength(200);
                question.RuleFor(one => one.AlsoCalled.Count).LessThanOrEqualTo(20);
                question.RuleForEach(one => one.AlsoCalled).NotEmpty().MaximumLength(200);
                question.RuleFor(one => one.Prepare.Count).LessThanOrEqualTo(20);
                question
                    .RuleForEach(one => one.Prepare)
                    .ChildRules(item =>
                    {
                        item.RuleFor(one => one.Code).NotEmpty().MaximumLength(40).Matches(Code);
                        item.RuleFor(one => one.En).NotEmpty().MaximumLength(200);
                        item.RuleFor(one => one.Ja).NotEmpty().MaximumLength(200);
                    });
            })
            .OverridePropertyName("questions");
    }
}

internal sealed class SetHearingQuestionsHandler(JourneyDb db)
    : IRequestHandler<SetHearingQuestions, Result<HearingQuestionsProfile>>
{
    public async Task<Result<HearingQuestionsProfile>> Handle(SetHearingQuestions ask, CancellationToken cancellation)
    {
        var set = await HearingQuestions.Present(db, cancellation);
        var inUse = await db.Set<HearingAnswer>().Select(one => one.Question).Distinct().ToListAsync(cancellation);
        if ((ask.Match.Refuses(set) ?? set.Arrange(ask.Plan.Questions, ask.Plan.Threshold, inUse).Error) is { } refusal)
        {
            return refusal;
        }

        if (set.Version == 0)
        {
            db.Set<HearingQuestions>().Add(set);
        }

        await db.SaveChangesAsync(cancellation);
        return HearingQuestionsProfile.Of(set);
    }
}

internal sealed class SetHearingQuestionsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put("/hearing-questions", (HearingPlan plan, IfMatch match) => new SetHearingQuestions(plan, match))
            .WithSummary("Say which questions a new customer is asked")
            .WithDescription(
                "Replaces the whole registry. A question that customers have answered stays; every code, wording and "
                    + "other name means one question only."
            )
            .WithExample(
                new HearingPlan(HearingQuestionsProfile.Example.Questions, 0.8),
                HearingQuestionsProfile.Example with
                {
                    Version = 1,
                }
            )
            .WithProblems(400, 401, 403, 409, 412, 428);
}

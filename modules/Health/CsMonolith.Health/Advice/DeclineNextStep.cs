namespace CsMonolith.Health.Advice;

/// <summary>Decline a step that is advised about an account, with the reason.</summary>
internal sealed record DeclineNextStep(Guid AccountId, [property: Body] StepDeclined Declined)
    : ICommand<AnsweredAdvice>,
        IAboutAccount;

/// <param name="Step">Its key; one of those that are advised now.</param>
/// <param name="Reason">Why it is not the right step here.</param>
internal sealed record StepDeclined(string Step, string Reason);

internal sealed class DeclineNextStepValidator : AbstractValidator<DeclineNextStep>
{
    public DeclineNextStepValidator()
    {
        RuleFor(ask => ask.Declined.Step).NotEmpty().MaximumLength(40);
        RuleFor(ask => ask.Declined.Reason).NotEmpty().MaximumLength(500);
    }
}

internal sealed class DeclineNextStepHandler(HealthDb db, AdviceAnswers answers, RequestContext context)
    : IRequestHandler<DeclineNextStep, Result<AnsweredAdvice>>
{
    public async Task<Result<AnsweredAdvice>> Handle(DeclineNextStep ask, CancellationToken cancellationToken)
    {
        var found = await answers.Find(ask.AccountId, ask.Declined.Step, cancellationToken);
        if (found.Error is { } refusal)
        {
            return refusal;
        }

        var (advice, _) = found.Value;
        var declined = advice.Decline(context.Caller.PersonId!.Value, db.Clock.Today, ask.Declined.Reason.Trim());
        if (declined.Error is { } answered)
        {
            return answered;
        }

        await db.SaveChangesAsync(cancellationToken);
        return AnsweredAdvice.Of(advice, dueOn: null);
    }
}

internal sealed class DeclineNextStepEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/next-step/declined",
                (Guid accountId, StepDeclined declined) => new DeclineNextStep(accountId, declined)
            )
            .WithSummary("Decline a step that is advised about an account, with the reason")
            .WithDescription("It is not advised anew for 30 days; the next best step takes its place.")
            .WithExample(
                new StepDeclined(AnsweredAdvice.Example.Step, "先週お会いしている。"),
                AnsweredAdvice.Example with
                {
                    State = AdviceState.Declined,
                    Reason = "先週お会いしている。",
                    DueOn = null,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}

namespace CsMonolith.Health.Advice;

/// <summary>Take a step that is advised about an account; a task is opened for it.</summary>
internal sealed record TakeNextStep(Guid AccountId, [property: Body] StepTaken Taken)
    : ICommand<AnsweredAdvice>,
        IAboutAccount;

/// <param name="Step">Its key; one of those that are advised now.</param>
/// <param name="DueOn">The day by which it is done; absent, the step's own days from today.</param>
internal sealed record StepTaken(string Step, DateOnly? DueOn = null);

/// <param name="Id">Names the advice; the task's source.</param>
/// <param name="GivenOn">When the step was advised first.</param>
internal sealed record AnsweredAdvice(
    Guid Id,
    Guid AccountId,
    string Step,
    string Title,
    AdviceState State,
    DateOnly GivenOn,
    Guid? AnsweredById,
    DateOnly? AnsweredOn,
    string? Reason,
    DateOnly? DueOn
)
{
    public static AnsweredAdvice Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000ae01"),
            KnownAccounts.Example,
            AdvisedStep.Example.Step,
            AdvisedStep.Example.Title,
            AdviceState.Taken,
            new DateOnly(2026, 12, 1),
            Guid.Parse("0199a000-0000-7000-8000-000000000011"),
            new DateOnly(2026, 12, 1),
            Reason: null,
            new DateOnly(2026, 12, 8)
        );

    public static AnsweredAdvice Of(GivenAdvice one, DateOnly? dueOn) =>
        new(
            one.Id,
            one.AccountId,
            one.Step,
            StepCatalogue.Find(one.Step)?.Title ?? one.Step,
            one.State,
            one.GivenOn,
            one.AnsweredById,
            one.AnsweredOn,
            one.Reason,
            dueOn
        );
}

internal sealed class TakeNextStepValidator : AbstractValidator<TakeNextStep>
{
    public TakeNextStepValidator() => RuleFor(ask => ask.Taken.Step).NotEmpty().MaximumLength(40);
}

internal sealed class TakeNextStepHandler(HealthDb db, AdviceAnswers answers, RequestContext context)
    : IRequestHandler<TakeNextStep, Result<AnsweredAdvice>>
{
    private const int MostDays = 366;

    public async Task<Result<AnsweredAdvice>> Handle(TakeNextStep ask, CancellationToken cancellationToken)
    {
        var (today, last) = (db.Clock.Today, db.Clock.Today.AddDays(MostDays));
        if (ask.Taken.DueOn is { } wanted && (wanted < today || wanted > last))
        {
            return AdviceErrors.DueOutside(wanted, today, last);
        }

        var found = await answers.Find(ask.AccountId, ask.Taken.Step, cancellationToken);
        if (found.Error is { } refusal)
        {
            return refusal;
        }

        var (advice, shown) = found.Value;
        var person = context.Caller.PersonId!.Value;
        if (advice.Take(person, today).Error is { } answered)
        {
            return answered;
        }

        var dueOn = ask.Taken.DueOn ?? today.AddDays(shown.DueDays);
        db.Publish(
            new NextStepTaken(
                advice.Id,
                advice.AccountId,
                person,
                Title(shown),
                shown.Reason,
                advice.GoalId,
                today,
                dueOn
            )
        );
        await db.SaveChangesAsync(cancellationToken);
        return AnsweredAdvice.Of(advice, dueOn);
    }

    // What one's role does not do, one asks for.
    private static string Title(AdvisedStep step) =>
        (step.Doer.IsYours, ProblemAnswers.InJapanese) switch
        {
            (true, _) => step.Title,
            (false, true) => $"{Who(step.Doer, "さん").Ja}に依頼: {step.Title}",
            (false, false) => $"Ask {Who(step.Doer, "").En}: {step.Title}",
        };

    private static (string En, string Ja) Who(StepDoer doer, string honorific)
    {
        var (en, ja) = AdviceWording.Of(doer.Role);
        return doer.PersonName is { } name ? ($"{name} ({en})", $"{name}{honorific}({ja})") : ($"the {en}", ja);
    }
}

internal sealed class TakeNextStepEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/next-step/taken",
                (Guid accountId, StepTaken taken) => new TakeNextStep(accountId, taken)
            )
            .WithSummary("Take a step that is advised about an account")
            .WithDescription(
                "Journey opens a task for it within seconds, for the goal that it serves (source advice, sourceId this advice)."
            )
            .WithExample(new StepTaken(AnsweredAdvice.Example.Step), AnsweredAdvice.Example)
            .WithProblems(400, 401, 403, 404, 409);
}

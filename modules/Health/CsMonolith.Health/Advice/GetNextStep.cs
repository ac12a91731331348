namespace CsMonolith.Health.Advice;

/// <summary>What is the best next step at an account, and why?</summary>
internal sealed record GetNextStep(Guid AccountId) : IQuery<NextStep>, IAboutAccount;

/// <param name="Best">The best step; <c>null</c> where nothing is advised.</param>
/// <param name="Alternatives">Up to two others, the better first.</param>
/// <param name="Doing">Steps that somebody took and whose reason is not gone.</param>
/// <param name="Words">How the steps are put in order.</param>
internal sealed record NextStep(
    Guid AccountId,
    string Name,
    DateOnly AsOf,
    AdvisedStep? Best,
    IReadOnlyList<AdvisedStep> Alternatives,
    IReadOnlyList<StepInHand> Doing,
    string Words
)
{
    public static NextStep Example { get; } =
        new(
            KnownAccounts.Example,
            "株式会社みなと物流",
            new DateOnly(2026, 12, 1),
            AdvisedStep.Example,
            [],
            [],
            "成功の定義、危険と期日、現在のフェーズに足りないこと、型の順に選んでいます。"
        );
}

/// <summary>A step that somebody does.</summary>
internal sealed record StepInHand(string Step, string Title, Guid? ById, DateOnly On);

internal sealed class GetNextStepHandler(AdviceDesk desk) : IRequestHandler<GetNextStep, Result<NextStep>>
{
    public async Task<Result<NextStep>> Handle(GetNextStep ask, CancellationToken cancellationToken)
    {
        if (await desk.Of(ask.AccountId, cancellationToken) is not { } now)
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        var newest = await desk.Newest(ask.AccountId, cancellationToken);
        var setting = await desk.Setting(ask.AccountId, cancellationToken);
        var steps = AdviceDesk
            .Advised(now, newest, desk.Today)
            .Take(1 + AdviceDesk.Alternatives)
            .Select(reason => desk.Show(now, reason, setting))
            .ToList();
        return new NextStep(
            ask.AccountId,
            now.Account.Name,
            desk.Today,
            steps.FirstOrDefault(),
            [.. steps.Skip(1)],
            [
                .. newest
                    .Values.Where(one => one.State == AdviceState.Taken && one.Rests(desk.Today))
                    .OrderBy(one => one.AnsweredOn)
                    .ThenBy(one => one.Id)
                    .Select(one => new StepInHand(
                        one.Step,
                        StepCatalogue.Find(one.Step)?.Title ?? one.Step,
                        one.AnsweredById,
                        one.AnsweredOn!.Value
                    )),
            ],
            ProblemAnswers.InJapanese
                ? NextStep.Example.Words
                : "In this order: a goal, dangers and days that cannot be moved, what the present phase lacks, patterns."
        );
    }
}

internal sealed class GetNextStepEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/accounts/{accountId}/next-step", (Guid accountId) => new GetNextStep(accountId))
            .WithSummary("Show the best next step at an account, with its reason, its goal and who does it")
            .WithDescription(
                "Plain rules over facts of today; the same facts give the same step. It advises no sale, and what the reader's "
                    + "role does not do by the role charter is left to whoever does, by name."
            )
            .WithExample(null, NextStep.Example)
            .WithProblems(401, 403, 404);
}

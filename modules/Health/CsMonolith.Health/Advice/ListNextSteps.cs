using CsMonolith.Health.Scores.Portfolio;

namespace CsMonolith.Health.Advice;

/// <summary>Which next steps were advised, and what became of them?</summary>
internal sealed record ListNextSteps(ListAsk List) : IQuery<Page<AdviceLine>>;

/// <param name="Id">Names the advice.</param>
/// <param name="PersonId">To whom it was given: the owner then.</param>
/// <param name="Reason">As it was told on the day.</param>
/// <param name="DeclinedBecause">Why it was declined.</param>
/// <param name="SettledOn">The first night on which what spoke for it was gone.</param>
internal sealed record AdviceLine(
    Guid Id,
    Guid AccountId,
    string AccountName,
    string Step,
    string Title,
    string Reason,
    DateOnly AsOf,
    DateOnly GivenOn,
    Guid? PersonId,
    AdviceState State,
    Guid? AnsweredById,
    DateOnly? AnsweredOn,
    string? DeclinedBecause,
    DateOnly? SettledOn,
    Guid? GoalId
)
{
    public static AdviceLine Example { get; } =
        new(
            AnsweredAdvice.Example.Id,
            KnownAccounts.Example,
            NextStep.Example.Name,
            AdvisedStep.Example.Step,
            AdvisedStep.Example.Title,
            AdvisedStep.Example.Reason,
            AdvisedStep.Example.AsOf,
            AnsweredAdvice.Example.GivenOn,
            AnsweredAdvice.Example.AnsweredById,
            AdviceState.Given,
            AnsweredById: null,
            AnsweredOn: null,
            DeclinedBecause: null,
            SettledOn: null,
            AdvisedStep.Example.Goal.GoalId
        );
}

internal sealed class ListNextStepsHandler(HealthDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListNextSteps, Result<Page<AdviceLine>>>
{
    public static ListShape<GivenAdvice> Shape { get; } =
        new ListShape<GivenAdvice>(row => row.Id, "-givenOn")
            .With("accountId", row => row.AccountId)
            .With("step", row => row.Step)
            .With("state", row => row.State)
            .With("personId", row => row.PersonId)
            .With("givenOn", row => row.GivenOn)
            .With("answeredOn", row => row.AnsweredOn)
            .With("settledOn", row => row.SettledOn);

    public async Task<Result<Page<AdviceLine>>> Handle(ListNextSteps ask, CancellationToken cancellationToken)
    {
        var scope = await visibility.Accounts(cancellationToken);
        var page = await Shape.Page(
            db.Set<GivenAdvice>().AsNoTracking().Within(scope, row => row.AccountId),
            ask.List,
            cursors,
            row => row,
            cancellationToken
        );
        if (page.Error is { } refusal)
        {
            return refusal;
        }

        var ids = page.Value.Items.Select(row => row.AccountId).Distinct().ToArray();
        var names = await db.Set<PortfolioRow>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.AccountId))
            .ToDictionaryAsync(row => row.AccountId, row => row.Name, cancellationToken);
        return new Page<AdviceLine>(
            [.. page.Value.Items.Select(row => Show(row, names.GetValueOrDefault(row.AccountId, "")))],
            page.Value.NextCursor
        );
    }

    private static AdviceLine Show(GivenAdvice row, string name) =>
        new(
            row.Id,
            row.AccountId,
            name,
            row.Step,
            StepCatalogue.Find(row.Step)?.Title ?? row.Step,
            ProblemAnswers.InJapanese ? row.ReasonJa : row.ReasonEn,
            row.AsOf,
            row.GivenOn,
            row.PersonId,
            row.State,
            row.AnsweredById,
            row.AnsweredOn,
            row.Reason,
            row.SettledOn,
            row.GoalId
        );
}

internal sealed class ListNextStepsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/next-steps", (ListAsk list) => new ListNextSteps(list))
            .WithSummary("List the next steps that were advised, and what became of them, the newest first")
            .WithDescription("Each night gives every account's best step; filter by state given for those that stand.")
            .WithMetadata(new ListFields(ListNextStepsHandler.Shape.Fields))
            .WithExample(null, new Page<AdviceLine>([AdviceLine.Example], NextCursor: null))
            .WithProblems(400, 401, 403);
}

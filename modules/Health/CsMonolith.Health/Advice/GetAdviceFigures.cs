using CsMonolith.Health.Onboarding;
using CsMonolith.Health.Usage;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Advice;

/// <summary>Of the steps that were advised, how many were followed, and what came afterwards?</summary>
/// <param name="From">Advice given on this day or later.</param>
/// <param name="To">Advice given on this day or earlier; today if absent.</param>
internal sealed record GetAdviceFigures(DateOnly? From, DateOnly? To) : IQuery<AdviceFigures>;

/// <summary>What became of advice, followed or not.</summary>
/// <param name="Settled">Of those given at least 30 days ago: what spoke for it was gone within 30 days.</param>
/// <param name="GoalReached">Of those that served a goal: it was reached afterwards.</param>
internal sealed record AdviceOutcome(int Advice, ShareFigure Settled, ShareFigure GoalReached);

/// <param name="Step">Its key; <c>null</c> for all together.</param>
/// <param name="Followed">Taken, of all that was given and not outranked.</param>
/// <param name="Open">Nobody has answered it.</param>
/// <param name="Passed">Nobody answered it, and its reason is gone.</param>
/// <param name="IfTaken">What came of those that were taken.</param>
/// <param name="IfNot">What came of those that were not.</param>
internal sealed record StepFigures(
    string? Step,
    string Title,
    ShareFigure Followed,
    int Declined,
    int Open,
    int Passed,
    AdviceOutcome IfTaken,
    AdviceOutcome IfNot
);

/// <param name="Total">All steps together.</param>
/// <param name="Words">What the figures say and what they do not.</param>
internal sealed record AdviceFigures(
    DateOnly From,
    DateOnly To,
    StepFigures Total,
    IReadOnlyList<StepFigures> Steps,
    string Words,
    string Formula
) : Figure;

internal sealed class GetAdviceFiguresHandler(HealthDb db, AccountVisibility visibility, IMediator mediator)
    : IRequestHandler<GetAdviceFigures, Result<AdviceFigures>>
{
    /// <summary>The definitions behind these figures; it changes when they do.</summary>
    public const string Formula = "advice-1";

    /// <summary>Days after which it is looked at whether the reason is gone.</summary>
    public const int SettleDays = 30;

    private const int UsualDays = 90;

    public async Task<Result<AdviceFigures>> Handle(GetAdviceFigures ask, CancellationToken cancellationToken)
    {
        var today = db.Clock.Today;
        var to = ask.To ?? today;
        if (to > today)
        {
            return UsageErrors.DayAhead("to", to, today);
        }

        var from = ask.From ?? (to.DayNumber > UsualDays ? to.AddDays(-UsualDays) : to);
        var scope = await visibility.Accounts(cancellationToken);
        var given = await db.Set<GivenAdvice>()
            .AsNoTracking()
            .Within(scope, one => one.AccountId)
            .Where(one => one.GivenOn >= from && one.GivenOn <= to && one.State != AdviceState.Outranked)
            .ToListAsync(cancellationToken);
        Guid[] accounts = [.. given.Select(one => one.AccountId).Distinct()];
        var reached = (await mediator.Send(new GoalsInForce(accounts, today), cancellationToken))
            .Where(goal => goal.ReachedOn is not null)
            .ToDictionary(goal => goal.GoalId, goal => goal.ReachedOn!.Value);
        return new AdviceFigures(
            from,
            to,
            Count(step: null, ProblemAnswers.InJapanese ? "すべて" : "All steps", given),
            [
                .. StepCatalogue
                    .All.Select(step => Count(step.Key, step.Title, [.. given.Where(one => one.Step == step.Key)]))
                    .Where(step => step.Followed.Of > 0),
            ],
            Words,
            Formula
        );

        StepFigures Count(string? step, string title, IReadOnlyList<GivenAdvice> own) =>
            new(
                step,
                title,
                ShareFigure.Over(own, one => one.State == AdviceState.Taken),
                own.Count(one => one.State == AdviceState.Declined),
                own.Count(one => one.State == AdviceState.Given),
                own.Count(one => one.State == AdviceState.Passed),
                Outcome([.. own.Where(one => one.State == AdviceState.Taken)]),
                Outcome([.. own.Where(one => one.State != AdviceState.Taken)])
            );

        AdviceOutcome Outcome(IReadOnlyList<GivenAdvice> own) =>
            new(
                own.Count,
                ShareFigure.Over(
                    [.. own.Where(one => one.GivenOn.AddDays(SettleDays) <= today)],
                    one => one.SettledOn <= one.GivenOn.AddDays(SettleDays)
                ),
                ShareFigure.Over(
                    [.. own.Where(one => one.GoalId is not null)],
                    one => reached.TryGetValue(one.GoalId!.Value, out var on) && on >= one.GivenOn
                )
            );
    }

    internal static string Words =>
        ProblemAnswers.InJapanese
            ? "実行した助言と実行しなかった助言の、その後を並べています。実行する人やお客様はもともと違うため、差は助言の効果とは言えません。"
                + "販売や拡大は数えていません。"
            : "What came after advice that was followed, beside advice that was not. Those who follow, and their customers, differ "
                + "from the others, so the difference is no effect of the advice. Sales and expansions are not counted.";
}

internal sealed class GetAdviceFiguresEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/advice-figures", (DateOnly? from, DateOnly? to) => new GetAdviceFigures(from, to))
            .WithSummary("Of the steps that were advised, how many were followed, and what came afterwards")
            .WithDescription(
                "By step, of advice given in the last 90 days or in the days asked for. Shares have Wilson's 95 % interval. Kept "
                    + "apart from sales: no expansion, offer or renewal is counted."
            )
            .WithExample(
                null,
                new AdviceFigures(
                    new DateOnly(2026, 9, 1),
                    new DateOnly(2026, 11, 30),
                    Figures(null, "すべて"),
                    [Figures(StepCatalogue.BreakSilence.Key, StepCatalogue.BreakSilence.Ja)],
                    "実行した助言と実行しなかった助言の、その後を並べています。",
                    GetAdviceFiguresHandler.Formula
                )
            )
            .WithProblems(400, 401, 403);

    private static StepFigures Figures(string? step, string title) =>
        new(
            step,
            title,
            ShareFigure.From(12, 20),
            Declined: 4,
            Open: 3,
            Passed: 1,
            new AdviceOutcome(12, ShareFigure.From(9, 10), ShareFigure.From(3, 12)),
            new AdviceOutcome(8, ShareFigure.From(2, 6), ShareFigure.From(1, 8))
        );
}

using CsMonolith.Health.Scores;
using CsMonolith.Health.Scores.CallList;
using CsMonolith.Health.Scores.Changes;
using CsMonolith.Health.Usage;
using CsMonolith.Learning.Patterns;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Briefs;

/// <summary>What has changed since last Monday, and whom do we help first?</summary>
/// <param name="Week">A Monday; this week's if absent.</param>
internal sealed record GetBrief(DateOnly? Week) : IQuery<MondayBrief>;

internal sealed class GetBriefHandler(
    HealthDb db,
    CallListReader callList,
    BriefMoveReader moves,
    BriefPatternReader patterns,
    RequestContext context,
    IMediator mediator
) : IRequestHandler<GetBrief, Result<MondayBrief>>
{
    private const int MonthsAhead = 6;
    private const int Helped = 10;

    public async Task<Result<MondayBrief>> Handle(GetBrief ask, CancellationToken cancellationToken)
    {
        var today = db.Clock.Today;
        var week = ask.Week ?? BriefErrors.MondayOf(today);
        if (week.DayOfWeek != DayOfWeek.Monday)
        {
            return BriefErrors.NoMonday(week);
        }

        if (week > today)
        {
            return UsageErrors.DayAhead("week", week, today);
        }

        var (since, sunday) = (week.AddDays(-7), week.AddDays(6));
        var until = sunday < today ? sunday : today;
        var marks = await BriefMarks.Read(db, context.Caller.PersonId, db.Clock.StartOf(since), cancellationToken);
        return new MondayBrief(
            week,
            since,
            until,
            db.Clock.Now,
            await Risk(Month.Of(today), marks, cancellationToken),
            await moves.Read(since, until, marks, cancellationToken),
            await patterns.Read(since, until, marks, cancellationToken),
            await Help(marks, cancellationToken),
            marks.Done
        );
    }

    private async Task<BriefRisk> Risk(Month from, BriefMarks marks, CancellationToken cancellation)
    {
        var to = from.Plus(MonthsAhead - 1);
        var months = await mediator.Send(new ArrAtRiskIn(from, to), cancellation);
        return new BriefRisk(
            db.Clock.Now,
            ProblemAnswers.InJapanese
                ? $"{from}から{to}までに更新を迎えるARRと、解約確率から見込まれる損失です。"
                : $"ARR that is due for renewal from {from} to {to}, and the loss to be expected by the model's chance "
                    + "of churn.",
            Evidence(from, to),
            [.. months.Select(Line)]
        );

        BriefRiskLine Line(MonthAtRisk month)
        {
            // Wire names are case-sensitive and keys are plain: a currency is three ASCII letters.
            var key = $"risk.{month.Month}.{string.Concat(month.Currency.Select(char.ToLowerInvariant))}";
            return new BriefRiskLine(
                key,
                month.Month,
                month.Currency,
                month.Renewals,
                month.Arr,
                month.AtRisk,
                month.Low,
                month.High,
                month.Level,
                month.Unscored,
                month.BeyondHorizon,
                month.KnownLosses,
                month.Overdue,
                month.Owners,
                Evidence(month.Month, month.Month),
                marks.Of(key)
            );
        }

        static string Evidence(Month first, Month last) => $"/v1/arr-at-risk?from={first}&to={last}";
    }

    private async Task<BriefHelp> Help(BriefMarks marks, CancellationToken cancellation)
    {
        var sheet = await callList.Read(Helped, cancellation);
        var renewals = await mediator.Send(
            new NextRenewals([.. sheet.Items.Select(row => row.AccountId)]),
            cancellation
        );
        return new BriefHelp(
            db.Clock.Now,
            sheet.RankedBy,
            $"/v1/call-list?limit={Helped}",
            [.. sheet.Items.Select(row => Line(row, renewals.GetValueOrDefault(row.AccountId)))]
        );

        BriefHelpLine Line(CallSuggestion row, NextRenewal? renewal)
        {
            var key = $"help.{row.AccountId:N}";
            return new BriefHelpLine(
                key,
                row.Rank,
                row.AccountId,
                row.Name,
                row.OwnerName,
                row.Phase,
                row.Probability,
                row.Band,
                row.Mrr,
                row.ExpectedLoss,
                row.Reasons,
                row.LastContactOn,
                renewal?.DueOn,
                renewal?.RenewalId,
                $"/v1/accounts/{row.AccountId}/churn-scores/latest",
                marks.Of(key)
            );
        }
    }
}

internal sealed class GetBriefEndpoint : IEndpoint
{
    private static readonly DateTime Now = new(2026, 11, 30, 0, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Owner = Guid.Parse("0199a000-0000-7000-8000-000000000011");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/brief", (DateOnly? week) => new GetBrief(week))
            .WithSummary("The Monday brief: what has changed since last Monday, and whom to help first")
            .WithDescription(
                "Four blocks over the accounts that the caller reaches. ARR at risk by renewal month and whom to help "
                    + "first are as of now; scores and patterns are compared with those that stood when the Monday "
                    + "before `week` began. Every line says in `evidence` which operation shows what adds up to it, "
                    + "and bears the reader's own `mark` of the same span."
            )
            .WithQueryExample(("week", "2026-11-16"))
            .WithExample(null, Example)
            .WithProblems(400, 401, 403);

    private static MondayBrief Example =>
        new(
            new(2026, 11, 30),
            new(2026, 11, 23),
            new(2026, 11, 30),
            Now,
            new(
                Now,
                "2026-11から2027-04までに更新を迎えるARRと、解約確率から見込まれる損失です。",
                "/v1/arr-at-risk?from=2026-11&to=2027-04",
                [
                    new(
                        "risk.2027-03.jpy",
                        new(2027, 3),
                        "JPY",
                        4,
                        Money.Of("4800000", "JPY"),
                        Money.Of("960000", "JPY"),
                        Money.Zero("JPY"),
                        Money.Of("2400000", "JPY"),
                        0.9,
                        Money.Zero("JPY"),
                        Money.Zero("JPY"),
                        Money.Of("1200000", "JPY"),
                        Money.Zero("JPY"),
                        [new(Owner, "佐藤 健", 4, Money.Of("4800000", "JPY"), Money.Of("960000", "JPY"))],
                        "/v1/arr-at-risk?from=2027-03&to=2027-03",
                        Mark: null
                    ),
                ]
            ),
            new(
                Now,
                "2026-11-23の始まりの時点の解約確率との比較です。",
                Compared: 120,
                Riskier: 3,
                Safer: 1,
                [
                    new(
                        "move.0199a0000000700080000000000000f1",
                        KnownAccounts.Example,
                        "北斗製作所",
                        "佐藤 健",
                        new(new(2026, 9, 30), 0.12, ScoreBand.Medium, "2026-10-01-1"),
                        new(new(2026, 10, 31), 0.41, ScoreBand.High, "2026-10-01-1"),
                        IsBandChanged: true,
                        0.29,
                        0.27,
                        0.02,
                        0,
                        [new("departments_using", "利用部署の数 5 → 3", 1.1, 0.21, Actionable: true)],
                        Unexplained: null,
                        "/v1/accounts/0199a000-0000-7000-8000-000000000001/why-changed?from=2026-11-22&to=2026-11-30",
                        Mark: null
                    ),
                ]
            ),
            new(
                Now,
                Now.AddDays(-7),
                "前の分析との比較です。",
                [
                    new(
                        "pattern.told.0199a0000000700080000000000000c1",
                        PatternNews.Gained,
                        "churned",
                        "onboarding",
                        "導入期",
                        "利用部署の数が3以上",
                        Verdict.Raises,
                        "継続する割合を上げる",
                        "60件中54件が継続。条件なしの40件では26件。",
                        "/v1/patterns?asOf=2026-11-30&filter[outcome][eq]=churned&filter[phase][eq]=onboarding"
                            + "&filter[feature][eq]=departments_using",
                        Mark: null
                    ),
                ]
            ),
            new(
                Now,
                "解約確率 × MRR の大きい順です。",
                "/v1/call-list?limit=10",
                [
                    new(
                        "help.0199a000000070008000000000000001",
                        1,
                        KnownAccounts.Example,
                        "北斗製作所",
                        "佐藤 健",
                        "adoption",
                        0.41,
                        ScoreBand.High,
                        Money.Of("450000", "JPY"),
                        Money.Of("184500", "JPY"),
                        [new("departments_using", "利用部署の数: 3", 1.236, Actionable: true)],
                        new(2026, 9, 18),
                        new(2027, 3, 31),
                        Guid.Parse("0199a000-0000-7000-8000-0000000000e1"),
                        "/v1/accounts/0199a000-0000-7000-8000-000000000001/churn-scores/latest",
                        new(BriefMarkState.Seen, Now)
                    ),
                ]
            ),
            [new("help.0199a000000070008000000000000002", "みなと物流に電話した", Now.AddDays(-3))]
        );
}

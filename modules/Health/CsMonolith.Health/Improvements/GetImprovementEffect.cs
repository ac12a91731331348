using CsMonolith.Health.Onboarding;
using CsMonolith.Health.Usage;
using CsMonolith.Journey.Contracts;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Patterns;
using CsMonolith.Learning.Survival;

namespace CsMonolith.Health.Improvements;

/// <summary>Do customers who started after an improvement project fare better than those who started before?</summary>
/// <param name="AsOf">The day; <c>null</c> for today.</param>
internal sealed record GetImprovementEffect(Guid ImprovementId, DateOnly? AsOf) : IQuery<ImprovementEffect>;

/// <summary>Customers who started on one side of the project.</summary>
/// <param name="FirstOn">The first day of starting.</param>
/// <param name="LastOn">The last.</param>
/// <param name="Started">Customers who started in those days.</param>
/// <param name="Compared">Those of them who have been followed for all the days of follow-up, or of days to value all.</param>
/// <param name="Share">Of those compared; <c>null</c> where the metric is days.</param>
/// <param name="MeanDays">Mean days to the first value, nobody counted beyond the days up to which both are known.</param>
internal sealed record EffectSide(
    DateOnly FirstOn,
    DateOnly LastOn,
    int Started,
    int Compared,
    ShareFigure? Share,
    [property: Ratio] double? MeanDays
);

/// <param name="Difference">After less before.</param>
/// <param name="IsBetter">
/// Whether the interval lies on the better side: of days below zero, of shares above; <c>null</c> where it cannot be told.
/// </param>
/// <param name="PromisedDifference">What was promised, for the customers who started after it, less what was before.</param>
/// <param name="PromiseHolds">
/// Whether what was promised lies within the interval; <c>null</c> where the verdict cannot be told.
/// </param>
/// <param name="MeanUpTo">Nobody is counted beyond so many days in the means.</param>
/// <param name="Words">The verdict, and who is compared with whom.</param>
internal sealed record ImprovementEffect(
    Guid ImprovementId,
    string Title,
    DateOnly AsOf,
    ImprovementMetric Metric,
    EffectSide Before,
    EffectSide After,
    DifferenceFigure Difference,
    bool? IsBetter,
    [property: Ratio] double? PromisedDifference,
    bool? PromiseHolds,
    int? MeanUpTo,
    string Words,
    string Formula
) : Figure;

internal sealed class GetImprovementEffectHandler(
    HealthDb db,
    AccountVisibility visibility,
    ValueReader reader,
    IMediator mediator
) : IRequestHandler<GetImprovementEffect, Result<ImprovementEffect>>
{
    /// <summary>The definitions behind these figures; it changes when they do.</summary>
    public const string Formula = "improvement-1";

    /// <summary>Of fewer on either side nothing is told.</summary>
    public const int Fewest = 10;

    private const int KickoffDays = 14;

    public async Task<Result<ImprovementEffect>> Handle(GetImprovementEffect ask, CancellationToken cancellationToken)
    {
        var (today, asOf) = (db.Clock.Today, ask.AsOf ?? db.Clock.Today);
        if (asOf > today)
        {
            return UsageErrors.DayAhead("asOf", asOf, today);
        }

        if (await mediator.Send(new PromiseOf(ask.ImprovementId), cancellationToken) is not { } promise)
        {
            return PlatformErrors.NotFound("improvement", ask.ImprovementId);
        }

        var scope = await visibility.Accounts(cancellationToken);
        var waits = (await reader.Read(scope, asOf, ValueStart.Contract, cancellationToken)).Started;
        var churns = await reader.Churns(asOf, cancellationToken);
        var (start, window) = (promise.StartOn, promise.WindowDays);
        var before = waits.Where(one => one.StartOn < start && one.StartOn >= start.AddDays(-window)).ToList();
        var after = waits.Where(one => one.StartOn >= start && one.StartOn < start.AddDays(window)).ToList();
        return promise.Metric == ImprovementMetric.DaysToValue
            ? Days(promise, asOf, before, after)
            : Shares(promise, asOf, before, after, churns);
    }

    private static ImprovementEffect Days(
        ImprovementPromise promise,
        DateOnly asOf,
        List<CustomerWait> before,
        List<CustomerWait> after
    )
    {
        var (one, other) = (Curve(after), Curve(before));
        var upTo = Math.Min(promise.FollowUpDays, Math.Min(one.KnownTo, other.KnownTo));
        var lack =
            Math.Min(before.Count, after.Count) < Fewest ? EffectLack.Customers
            : one.Reached == 0 ? EffectLack.ValueAfter
            : other.Reached == 0 ? EffectLack.ValueBefore
            : upTo < 1 ? EffectLack.Days
            : EffectLack.Nothing;
        var isTold = lack == EffectLack.Nothing;
        var difference = isTold
            ? MeanDifference.Between(one.MeanUpTo(upTo), other.MeanUpTo(upTo))
            : DifferenceFigure.Unknown;
        return Tell(
            promise,
            asOf,
            isTold && difference.Value is null ? EffectLack.Spread : lack,
            Side(promise, before: true, before, before.Count, share: null, isTold ? other.MeanUpTo(upTo).Days : null),
            Side(promise, before: false, after, after.Count, share: null, isTold ? one.MeanUpTo(upTo).Days : null),
            difference,
            after,
            isTold ? upTo : null
        );

        static SurvivalCurve Curve(List<CustomerWait> waits) => SurvivalCurve.Of(waits.Select(wait => wait.Waiting));
    }

    private static ImprovementEffect Shares(
        ImprovementPromise promise,
        DateOnly asOf,
        List<CustomerWait> before,
        List<CustomerWait> after,
        ILookup<Guid, DateOnly> churns
    )
    {
        // Both sides are followed for the same days, and only whoever has been followed for all of them counts.
        var days = promise.Metric == ImprovementMetric.KickoffIn14Days ? KickoffDays : promise.FollowUpDays;
        var (first, second) = (Followed(after), Followed(before));
        var (one, other) = (ShareFigure.Over(first, Has), ShareFigure.Over(second, Has));
        var lack = Math.Min(one.Of, other.Of) < Fewest ? EffectLack.Customers : EffectLack.Nothing;
        var difference = lack == EffectLack.Nothing ? DifferenceFigure.Between(one, other) : DifferenceFigure.Unknown;
        return Tell(
            promise,
            asOf,
            lack,
            Side(promise, before: true, before, second.Count, other, meanDays: null),
            Side(promise, before: false, after, first.Count, one, meanDays: null),
            difference,
            first,
            upTo: null
        );

        List<CustomerWait> Followed(List<CustomerWait> waits) =>
            [.. waits.Where(wait => wait.StartOn.AddDays(days) <= asOf)];

        bool Has(CustomerWait wait) =>
            promise.Metric switch
            {
                ImprovementMetric.KickoffIn14Days => wait.Onboarding.KickoffOn <= wait.StartOn.AddDays(days),
                ImprovementMetric.AtHome => wait.Onboarding.AtHomeOn <= wait.StartOn.AddDays(days),
                _ => !churns[wait.AccountId].Any(on => on >= wait.StartOn && on <= wait.StartOn.AddDays(days)),
            };
    }

    private static EffectSide Side(
        ImprovementPromise promise,
        bool before,
        List<CustomerWait> started,
        int compared,
        ShareFigure? share,
        double? meanDays
    ) =>
        new(
            before ? promise.StartOn.AddDays(-promise.WindowDays) : promise.StartOn,
            before ? promise.StartOn.AddDays(-1) : promise.StartOn.AddDays(promise.WindowDays - 1),
            started.Count,
            compared,
            share,
            meanDays
        );

    private static ImprovementEffect Tell(
        ImprovementPromise promise,
        DateOnly asOf,
        EffectLack lack,
        EffectSide before,
        EffectSide after,
        DifferenceFigure difference,
        List<CustomerWait> counted,
        int? upTo
    )
    {
        double? promised = counted.Count > 0 ? counted.Average(one => promise.For(one.StartOn)) - promise.From : null;
        var better = promise.Metric == ImprovementMetric.DaysToValue ? Verdict.Lowers : Verdict.Raises;
        bool? isBetter = difference.Verdict == Verdict.CannotTell ? null : difference.Verdict == better;
        return new ImprovementEffect(
            promise.ImprovementId,
            promise.Title,
            asOf,
            promise.Metric,
            before,
            after,
            difference,
            isBetter,
            promised,
            isBetter is null ? null : promised >= difference.Low && promised <= difference.High,
            upTo,
            EffectWording.Of(promise, before, after, lack, isBetter),
            Formula
        );
    }
}

internal sealed class GetImprovementEffectEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/improvements/{improvementId}/effect",
                (Guid improvementId, DateOnly? asOf) => new GetImprovementEffect(improvementId, asOf)
            )
            .WithSummary("Compare customers who started after an improvement project with those who started before")
            .WithDescription(
                "Shares by Newcombe's interval over customers followed for the same days; days to the first value by the means "
                    + "under the curves of Kaplan and Meier up to the same day. Fewer than 10 on either side, or an interval that "
                    + "holds zero, say nothing. The sides differ in time, and so in whatever else changed then."
            )
            .WithExample(
                null,
                new ImprovementEffect(
                    Guid.Parse("0199a000-0000-7000-8000-00000000ad01"),
                    "初期設定の標準化",
                    new DateOnly(2026, 11, 30),
                    ImprovementMetric.KickoffIn14Days,
                    new EffectSide(new(2025, 10, 3), new(2026, 3, 31), 30, 30, ShareFigure.From(12, 30), null),
                    new EffectSide(new(2026, 4, 1), new(2026, 9, 27), 32, 32, ShareFigure.From(24, 32), null),
                    DifferenceFigure.Between(ShareFigure.From(24, 32), ShareFigure.From(12, 30)),
                    IsBetter: true,
                    0.3,
                    PromiseHolds: true,
                    MeanUpTo: null,
                    "開始後の顧客のほうが良くなっています。",
                    GetImprovementEffectHandler.Formula
                )
            )
            .WithProblems(400, 401, 403, 404);
}

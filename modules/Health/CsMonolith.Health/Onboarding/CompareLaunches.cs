using CsMonolith.Health.Usage;
using CsMonolith.Journey.Contracts;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Survival;

namespace CsMonolith.Health.Onboarding;

/// <summary>Do customers whose launch passed every gate fare better than those whose conditions were waived?</summary>
/// <param name="AsOf">The day; <c>null</c> for today.</param>
/// <param name="Days">For how long after its launch each customer is looked at.</param>
internal sealed record CompareLaunches(DateOnly? AsOf, int Days) : IQuery<LaunchComparison>;

/// <param name="Launches">Customers of this kind.</param>
/// <param name="Retained">
/// Of those launched at least so many days ago, the share that had not left within those days of the launch.
/// </param>
/// <param name="MedianDays">
/// Half had their first value so many days after the launch; <c>null</c> where fewer than half had. Likewise its ends.
/// </param>
/// <param name="MeanDays">
/// Mean days from the launch to the first value, when nobody is counted beyond the days up to which both kinds are
/// known; <c>null</c> where the kinds are not compared.
/// </param>
internal sealed record LaunchFigures(
    int Launches,
    ShareFigure Retained,
    int? MedianDays,
    int? LowDays,
    int? HighDays,
    [property: Ratio] double? MeanDays
);

/// <param name="Gated">Launches for which all three gates had passed.</param>
/// <param name="Waived">Launches for which something was missing and had been waived.</param>
/// <param name="Retention">The share retained, gated less waived.</param>
/// <param name="DaysToValue">The mean days to the first value, gated less waived; lower is better.</param>
/// <param name="MeanUpTo">Nobody is counted beyond so many days in that mean; <c>null</c> where it is not compared.</param>
internal sealed record LaunchComparison(
    DateOnly AsOf,
    int Days,
    LaunchFigures Gated,
    LaunchFigures Waived,
    DifferenceFigure Retention,
    DifferenceFigure DaysToValue,
    int? MeanUpTo,
    string Formula
) : Figure;

internal sealed class CompareLaunchesValidator : AbstractValidator<CompareLaunches>
{
    public CompareLaunchesValidator() => RuleFor(ask => ask.Days).InclusiveBetween(1, 1100);
}

internal sealed class CompareLaunchesHandler(HealthDb db, AccountVisibility visibility, ValueReader reader)
    : IRequestHandler<CompareLaunches, Result<LaunchComparison>>
{
    /// <summary>The definitions behind these figures; it changes when they do.</summary>
    public const string Formula = "launches-1";

    /// <summary>Means of fewer are not compared: their standard error is no measure of anything.</summary>
    public const int Fewest = 5;

    public async Task<Result<LaunchComparison>> Handle(CompareLaunches ask, CancellationToken cancellationToken)
    {
        var asOf = ask.AsOf ?? db.Clock.Today;
        if (asOf > db.Clock.Today)
        {
            return UsageErrors.DayAhead("asOf", asOf, db.Clock.Today);
        }

        var scope = await visibility.Accounts(cancellationToken);
        var launched = (await reader.Read(scope, asOf, ValueStart.GoLive, cancellationToken)).Started.ToLookup(wait =>
            wait.Onboarding.Launch!.Waived == 0
        );
        var churns = await reader.Churns(asOf, cancellationToken);
        var (gated, waived) = (Arm.Of([.. launched[true]]), Arm.Of([.. launched[false]]));
        var upTo = Comparable(gated, waived, ask.Days);
        var (first, second) = (Show(gated), Show(waived));
        return new LaunchComparison(
            asOf,
            ask.Days,
            first,
            second,
            DifferenceFigure.Between(first.Retained, second.Retained),
            upTo is { } days
                ? MeanDifference.Between(gated.Curve.MeanUpTo(days), waived.Curve.MeanUpTo(days))
                : DifferenceFigure.Unknown,
            upTo,
            Formula
        );

        LaunchFigures Show(Arm arm) =>
            new(
                arm.Waits.Count,
                ShareFigure.Over(
                    [.. arm.Waits.Where(wait => wait.StartOn.AddDays(ask.Days) <= asOf)],
                    wait =>
                        !churns[wait.AccountId].Any(on => on >= wait.StartOn && on <= wait.StartOn.AddDays(ask.Days))
                ),
                arm.Curve.Median.Days,
                arm.Curve.Median.Low,
                arm.Curve.Median.High,
                upTo is { } last ? arm.Curve.MeanUpTo(last).Days : null
            );
    }

    // The days up to which both are known; none where one of them is too small or has seen no first value.
    private static int? Comparable(Arm gated, Arm waived, int days)
    {
        var upTo = Math.Min(days, Math.Min(gated.Curve.KnownTo, waived.Curve.KnownTo));
        return upTo >= 1 && ((Arm[])[gated, waived]).All(arm => arm.Waits.Count >= Fewest && arm.Curve.Reached > 0)
            ? upTo
            : null;
    }

    private sealed record Arm(IReadOnlyList<CustomerWait> Waits, SurvivalCurve Curve)
    {
        public static Arm Of(IReadOnlyList<CustomerWait> waits) =>
            new(waits, SurvivalCurve.Of(waits.Select(wait => wait.Waiting)));
    }
}

internal sealed class CompareLaunchesEndpoint : IEndpoint
{
    private const int HalfAYear = 180;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/launch-comparison", (DateOnly? asOf, int? days) => new CompareLaunches(asOf, days ?? HalfAYear))
            .WithSummary("Compare launches that passed every gate with those whose conditions were waived")
            .WithDescription(
                "The share retained so many days (180) after the launch, with Newcombe's interval for the difference; and the "
                    + "days from the launch to the first value, by the means under both curves up to the same day, since means of "
                    + "those alone who had it would flatter. A difference whose interval holds zero says nothing; nor is the one "
                    + "group like the other in everything but the gates."
            )
            .WithExample(
                null,
                new LaunchComparison(
                    new DateOnly(2026, 11, 20),
                    HalfAYear,
                    new LaunchFigures(40, ShareFigure.From(28, 30), 32, 25, 41, 38.5),
                    new LaunchFigures(15, ShareFigure.From(7, 12), 61, 40, null, 66.25),
                    DifferenceFigure.Between(ShareFigure.From(28, 30), ShareFigure.From(7, 12)),
                    DifferenceFigure.From(new Interval(-27.75, -44.5, -11)),
                    HalfAYear,
                    CompareLaunchesHandler.Formula
                )
            )
            .WithProblems(400, 401, 403);
}

using CsMonolith.Health.Usage.Events;

namespace CsMonolith.Health.Usage.Adoption;

/// <summary>What does an account use, how broadly and how deeply?</summary>
internal sealed record GetAccountUsage(Guid AccountId, DateOnly? AsOf, int? Days) : IQuery<AccountUsage>, IAboutAccount;

/// <param name="Series">Days with any use, oldest first, as they stand after all late events.</param>
/// <param name="Breadth">As known on the day; likewise depth and last use.</param>
internal sealed record AccountUsage(
    Guid AccountId,
    DateOnly AsOf,
    DateOnly From,
    BreadthOfUse Breadth,
    DepthOfUse Depth,
    DateOnly? LastUseOn,
    IReadOnlyList<UsageOfDay> Series,
    IReadOnlyList<SourceFreshness> Sources
);

internal sealed record UsageOfDay(
    DateOnly Day,
    long Uses,
    long Seconds,
    long Errors,
    int Features,
    int Users,
    int Departments
);

/// <param name="LastDay">The last day of use that the source told of.</param>
/// <param name="LastRecordedAt">When it was last heard.</param>
/// <param name="LagDays">Days from the last day of use to the day asked for; 0 where it told of a later one.</param>
internal sealed record SourceFreshness(string Source, DateOnly LastDay, DateTime LastRecordedAt, int LagDays);

internal sealed class GetAccountUsageValidator : AbstractValidator<GetAccountUsage>
{
    public const int MostDays = 800;

    public GetAccountUsageValidator() => RuleFor(ask => ask.Days).InclusiveBetween(1, MostDays);
}

internal sealed class GetAccountUsageHandler(HealthDb db, KnownAccounts accounts)
    : IRequestHandler<GetAccountUsage, Result<AccountUsage>>
{
    private const int DaysShown = 90;

    public async Task<Result<AccountUsage>> Handle(GetAccountUsage ask, CancellationToken cancellationToken)
    {
        var asOf = ask.AsOf ?? db.Clock.Today;
        if (asOf > db.Clock.Today)
        {
            return UsageErrors.DayAhead("asOf", asOf, db.Clock.Today);
        }

        if (await accounts.Find(ask.AccountId, cancellationToken) is null)
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        var from = asOf.AddDays(1 - (ask.Days ?? DaysShown));
        var read = await new UsageReader(db).Read(AccountScope.Of(ask.AccountId), asOf, cancellationToken);
        var use = read.Of(ask.AccountId);
        var days = await Days(ask.AccountId, from, asOf, cancellationToken);
        var sources = await db.Set<UsageEvent>()
            .Where(one => one.AccountId == ask.AccountId)
            .GroupBy(one => one.Source)
            .Select(group => new
            {
                group.Key,
                LastDay = group.Max(one => one.Day),
                LastRecordedAt = group.Max(one => one.RecordedAt),
            })
            .OrderBy(row => row.Key)
            .ToListAsync(cancellationToken);
        return new AccountUsage(
            ask.AccountId,
            asOf,
            from,
            BreadthOfUse.Of(use, read.FeaturesKnown),
            DepthOfUse.Of(use),
            use.LastUse,
            days,
            [
                .. sources.Select(row => new SourceFreshness(
                    row.Key,
                    row.LastDay,
                    row.LastRecordedAt,
                    Math.Max(0, asOf.DayNumber - row.LastDay.DayNumber)
                )),
            ]
        );
    }

    private async Task<List<UsageOfDay>> Days(
        Guid account,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    ) =>
        (
            await db.Set<UsageEvent>()
                .Where(one => one.AccountId == account && one.Day >= from && one.Day <= to)
                .GroupBy(one => one.Day)
                .Select(day => new
                {
                    day.Key,
                    Uses = day.Sum(one => one.Count),
                    Seconds = day.Sum(one => one.DurationSeconds),
                    Errors = day.Sum(one => one.Errors),
                    Features = day.Select(one => one.Feature).Distinct().Count(),
                    Users = day.Where(one => one.UserRef != null).Select(one => one.UserRef).Distinct().Count(),
                    Departments = day.Where(one => one.Department != null)
                        .Select(one => one.Department)
                        .Distinct()
                        .Count(),
                })
                .OrderBy(day => day.Key)
                .ToListAsync(cancellation)
        ).ConvertAll(day => new UsageOfDay(
            day.Key,
            day.Uses,
            day.Seconds,
            day.Errors,
            day.Features,
            day.Users,
            day.Departments
        ));
}

internal sealed class GetAccountUsageEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/usage",
                (Guid accountId, DateOnly? asOf, int? days) => new GetAccountUsage(accountId, asOf, days)
            )
            .WithSummary("Breadth and depth of an account's use, its days and how fresh they are")
            .WithDescription(
                "Breadth and depth are two indices and are never merged. Both look at the 30 days to the day "
                    + "asked for and are compared with the 30 days that ended 90 days before."
            )
            .WithExample(
                null,
                new AccountUsage(
                    KnownAccounts.Example,
                    new DateOnly(2026, 10, 31),
                    new DateOnly(2026, 8, 3),
                    new BreadthOfUse("0.4500", 18, 40, 3, "0.3500", "0.1000", null, BreadthOfUse.Version),
                    new DepthOfUse("6.2500", 1250, 200, "5.0000", "1.2500", null, DepthOfUse.Version),
                    new DateOnly(2026, 10, 30),
                    [new UsageOfDay(new DateOnly(2026, 10, 30), 64, 5_400, 1, 11, 9, 3)],
                    [
                        new SourceFreshness(
                            "product",
                            new DateOnly(2026, 10, 30),
                            new DateTime(2026, 10, 30, 18, 0, 0, DateTimeKind.Utc),
                            1
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403, 404);
}

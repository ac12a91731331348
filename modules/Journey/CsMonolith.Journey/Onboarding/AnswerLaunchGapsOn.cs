using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Onboarding;

internal sealed class AnswerLaunchGapsOn(JourneyDb db, LaunchReadiness readiness)
    : IRequestHandler<LaunchGapsOn, IReadOnlyList<LaunchGap>>
{
    private const int AccountsInAQuery = 500;

    public async Task<IReadOnlyList<LaunchGap>> Handle(LaunchGapsOn ask, CancellationToken cancellation)
    {
        var day = ask.Day;
        var only = ask.Accounts?.ToHashSet();
        var few = only is { Count: <= AccountsInAQuery } ? AccountScope.Of(only) : AccountScope.Everything;
        var waiting = (
            await db.Set<SuccessProject>()
                .AsNoTracking()
                .Within(few, project => project.AccountId)
                .Where(project =>
                    project.ClosedOn == null
                    && project.KickoffOn <= day
                    && !db.Set<Launch>().Any(launch => launch.ProjectId == project.Id && launch.LaunchedOn <= day)
                )
                .Select(project => new { project.AccountId, KickoffOn = project.KickoffOn!.Value })
                .ToListAsync(cancellation)
        )
            .Where(project => only?.Contains(project.AccountId) != false)
            .GroupBy(project => project.AccountId)
            .Select(own => (Account: own.Key, KickoffOn: own.Min(one => one.KickoffOn)))
            .OrderBy(one => one.Account)
            .ToList();
        var gaps = new List<LaunchGap>();
        foreach (var lot in waiting.Chunk(AccountsInAQuery))
        {
            var conditions = await readiness.Read(lot.Select(one => new AccountDay(one.Account, day)), cancellation);
            gaps.AddRange(
                lot.Select(one =>
                {
                    var missing = LaunchReadiness.Missing(conditions[new AccountDay(one.Account, day)]);
                    return new LaunchGap(
                        one.Account,
                        one.KickoffOn,
                        missing.Count,
                        missing.Count > 0 ? missing[0].En : "",
                        missing.Count > 0 ? missing[0].Ja : ""
                    );
                })
            );
        }

        return gaps;
    }
}

using System.Globalization;
using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Jobs;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Scores.Portfolio;

/// <summary>
/// Puts today's owner, team, tier and next renewal into every row of the portfolio. Some of them change without an
/// event, as with the day. Rows that are right already are not written.
/// </summary>
internal sealed record RefreshPortfolio : IJob<PortfolioRefreshed>;

/// <param name="Changed">Rows that were written.</param>
internal sealed record PortfolioRefreshed(int Changed);

internal sealed class RefreshPortfolioHandler(PortfolioKnowledge knowledge)
    : IRequestHandler<RefreshPortfolio, Result<PortfolioRefreshed>>
{
    public async Task<Result<PortfolioRefreshed>> Handle(RefreshPortfolio ask, CancellationToken cancellationToken) =>
        new PortfolioRefreshed(await knowledge.Refresh(cancellationToken));
}

/// <summary>What other modules say of an account today.</summary>
/// <param name="NextRenewalOn">The day on which the next term is to begin, or <c>null</c>.</param>
internal sealed record PortfolioFacts(
    Guid? OwnerId,
    string? OwnerName,
    Guid? TeamId,
    string? TeamName,
    int? Tier,
    DateOnly? NextRenewalOn
);

/// <summary>Asks the other modules about all accounts at once, and writes what has changed.</summary>
internal sealed class PortfolioKnowledge(HealthDb db, IMediator mediator)
{
    private const int BatchSize = 1_000;

    // Longer than any term that a subscription may have.
    private const int FarAheadDays = 3_700;

    /// <returns>How many rows were written.</returns>
    public async Task<int> Refresh(CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        var owners = await mediator.Send(new OwnersOn(today), cancellation);
        var names = await mediator.Send(new PeopleNames([.. owners.Values.Distinct()]), cancellation);
        var tiers = await mediator.Send(new AccountTraitsOn(AccountTrait.Tier, today), cancellation);
        var teams = TeamOfEach(await mediator.Send(new TeamsOn(today), cancellation));
        var renewals = (await mediator.Send(new TermsDue([today], FarAheadDays), cancellation))
            .GroupBy(term => term.AccountId)
            .ToDictionary(terms => terms.Key, terms => terms.Min(term => term.LastDay).AddDays(1));
        var accounts = await db.Set<PortfolioRow>()
            .OrderBy(row => row.AccountId)
            .Select(row => row.AccountId)
            .ToListAsync(cancellation);
        var changed = 0;
        foreach (var batch in accounts.Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            changed += await Write(batch, Facts, cancellation);
            db.ChangeTracker.Clear();
        }

        return changed;

        PortfolioFacts Facts(Guid account)
        {
            Guid? owner = owners.TryGetValue(account, out var found) ? found : null;
            var team = owner is { } id ? teams.GetValueOrDefault(id) : null;
            return new PortfolioFacts(
                owner,
                owner is { } whose ? names.GetValueOrDefault(whose) : null,
                team?.Id,
                team?.Name,
                tiers.TryGetValue(account, out var tier) ? int.Parse(tier, CultureInfo.InvariantCulture) : null,
                renewals.TryGetValue(account, out var on) ? on : null
            );
        }
    }

    /// <summary>Puts today's owner and team into one account's row.</summary>
    public async Task HandOver(PortfolioRow row, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        var owner = (
            await mediator.Send(new AccountTraitsOn(AccountTrait.Owner, today, Accounts: [row.AccountId]), cancellation)
        ).TryGetValue(row.AccountId, out var found)
            ? Guid.Parse(found)
            : (Guid?)null;
        var names = owner is { } asked ? await mediator.Send(new PeopleNames([asked]), cancellation) : null;
        var team = owner is { } whose
            ? TeamOfEach(await mediator.Send(new TeamsOn(today), cancellation)).GetValueOrDefault(whose)
            : null;
        row.Know(
            new PortfolioFacts(
                owner,
                owner is { } id ? names!.GetValueOrDefault(id) : null,
                team?.Id,
                team?.Name,
                row.Tier,
                row.NextRenewalOn
            )
        );
    }

    // A leader looks after accounts too, and need not be among the members.
    private static Dictionary<Guid, TeamOn> TeamOfEach(IReadOnlyList<TeamOn> teams) =>
        teams
            .SelectMany(team => team.Members.Append(team.LeaderId).Distinct().Select(person => (Person: person, team)))
            .GroupBy(pair => pair.Person, pair => pair.team)
            .ToDictionary(teamsOf => teamsOf.Key, teamsOf => teamsOf.First());

    private async Task<int> Write(Guid[] batch, Func<Guid, PortfolioFacts> facts, CancellationToken cancellation)
    {
        var changed = 0;
        await db.Transact(
            async () =>
            {
                var rows = await db.Set<PortfolioRow>()
                    .Where(row => batch.Contains(row.AccountId))
                    .ToListAsync(cancellation);
                var unexplained = rows.Where(row => row.ModelVersion is null && row.ScoreId is not null)
                    .Select(row => row.ScoreId!.Value)
                    .ToList();
                var scores = await db.Set<Score>()
                    .AsNoTracking()
                    .Where(score => unexplained.Contains(score.Id))
                    .ToDictionaryAsync(score => score.Id, cancellation);
                foreach (var row in rows)
                {
                    row.Know(facts(row.AccountId));
                    if (row is { ModelVersion: null, ScoreId: { } id } && scores.TryGetValue(id, out var score))
                    {
                        row.Explain(score);
                    }
                }

                db.ChangeTracker.DetectChanges();
                changed = db.ChangeTracker.Entries<PortfolioRow>().Count(row => row.State == EntityState.Modified);
            },
            cancellation
        );
        return changed;
    }
}

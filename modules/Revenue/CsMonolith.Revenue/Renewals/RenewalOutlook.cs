using CsMonolith.Revenue.Ledger.Merges;

namespace CsMonolith.Revenue.Renewals;

/// <summary>Whose chance a forecast rests on.</summary>
internal enum ChanceSource
{
    /// <summary>It is settled: 0 or 1.</summary>
    Outcome,

    /// <summary>The leader's final call.</summary>
    Final,

    /// <summary>The person's call.</summary>
    Csm,

    /// <summary>The model's, where no person has called.</summary>
    Model,

    /// <summary>Nobody has said anything yet.</summary>
    Unknown,
}

/// <summary>A renewal with its calls and the model's score.</summary>
/// <param name="Customer">Whose it is: the account, or the one that absorbed it.</param>
/// <param name="Csm">The newest call of its kind, like <paramref name="Final"/>.</param>
/// <param name="Newest">The model's newest word on the account, however far it reaches.</param>
internal sealed record CalledRenewal(
    Renewal Renewal,
    Guid Customer,
    RenewalCall? Csm,
    RenewalCall? Final,
    AccountRisk? Newest
)
{
    /// <summary>
    /// The model's word, if its horizon covers the first day after the term: of a later day it says nothing.
    /// </summary>
    public AccountRisk? Model => Newest is { } risk && risk.Covers(Renewal.DueOn) ? risk : null;

    /// <summary>
    /// Chance of renewal in millionths and its source: outcome, final call, person's call or model, the first that
    /// there is.
    /// </summary>
    public (int? Millionths, ChanceSource Source) Best =>
        Renewal.SettledOn is not null
            ? (Renewal.Stage == RenewalStage.Renewed ? Chance.Certain : 0, ChanceSource.Outcome)
        : Final is not null ? (Final.Millionths, ChanceSource.Final)
        : Csm is not null ? (Csm.Millionths, ChanceSource.Csm)
        : ByModel is { } model ? (model, ChanceSource.Model)
        : (null, ChanceSource.Unknown);

    /// <summary>The model's chance of renewal in millionths, apart from any person's.</summary>
    public int? ByModel => Chance.Certain - Model?.ChurnMillionths;
}

/// <summary>Reads the renewals that are due in a span of days, with their calls and the model's scores.</summary>
internal sealed class RenewalOutlook(RevenueDb db, AccountVisibility visibility, MergeReader merges)
{
    /// <summary>
    /// The renewals of some accounts that are due from one day to another, both included, without withdrawn ones.
    /// </summary>
    public Task<List<Renewal>> Terms(AccountScope scope, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        db.Set<Renewal>()
            .AsNoTracking()
            .Within(scope, row => row.AccountId)
            .Where(row => row.DueOn >= from && row.DueOn <= to && row.Stage != RenewalStage.Withdrawn)
            .OrderBy(row => row.DueOn)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellation);

    /// <summary>The same for the accounts that the caller may see, with calls and the model's scores.</summary>
    public async Task<IReadOnlyList<CalledRenewal>> Due(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var renewals = await Terms(await visibility.Accounts(cancellation), from, to, cancellation);
        var calls = new List<RenewalCall>();
        var risks = new List<AccountRisk>();
        foreach (var some in renewals.Chunk(1000))
        {
            var (ids, accounts) = (
                some.Select(one => one.Id).ToList(),
                some.Select(one => one.AccountId).Distinct().ToList()
            );
            calls.AddRange(
                await db.Set<RenewalCall>()
                    .AsNoTracking()
                    .Where(call => ids.Contains(call.RenewalId))
                    .ToListAsync(cancellation)
            );
            risks.AddRange(
                await db.Set<AccountRisk>()
                    .AsNoTracking()
                    .Where(risk => accounts.Contains(risk.AccountId))
                    .ToListAsync(cancellation)
            );
        }

        var (byRenewal, byAccount) = (calls.ToLookup(call => call.RenewalId), risks.ToLookup(risk => risk.AccountId));
        var customers = (await merges.Read(cancellation)).At(db.Clock.Now);
        return
        [
            .. renewals.Select(renewal =>
                Of(renewal, customers.Of(renewal.AccountId), byRenewal[renewal.Id], byAccount[renewal.AccountId])
            ),
        ];
    }

    // What was said after the outcome was known is no forecast. A score is dated by its facts, not by the day on which
    // it was published.
    private static CalledRenewal Of(
        Renewal renewal,
        Guid customer,
        IEnumerable<RenewalCall> calls,
        IEnumerable<AccountRisk> risks
    )
    {
        var said = calls.OrderBy(call => (call.At, call.Id)).ToList();
        var known = risks
            .Where(risk => !(risk.AsOf >= renewal.SettledOn))
            .MaxBy(risk => (risk.AsOf, risk.HeardAt, risk.Id));
        return new CalledRenewal(
            renewal,
            customer,
            said.LastOrDefault(call => call.By == CallKind.Csm),
            said.LastOrDefault(call => call.By == CallKind.Final),
            known
        );
    }
}

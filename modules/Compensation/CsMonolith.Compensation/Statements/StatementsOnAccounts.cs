using CsMonolith.Platform.Imports;

namespace CsMonolith.Compensation.Statements;

/// <summary>
/// Counts the pay statements that include accounts, so that undoing an import does not delete accounts that were paid
/// for.
/// </summary>
internal sealed class StatementsOnAccounts(CompensationDb db) : IHoldsAccountFacts
{
    public async Task<(string En, string Ja)?> About(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation)
    {
        var statements = await db.Set<PayStatement>()
            .CountAsync(
                statement => statement.Accounts.Any(account => accounts.Contains(account.AccountId)),
                cancellation
            );
        return statements == 0 ? null : ($"{statements} pay statements", $"報酬明細 {statements}件");
    }
}

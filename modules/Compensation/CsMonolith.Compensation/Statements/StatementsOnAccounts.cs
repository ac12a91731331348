using CsMonolith.Platform.Imports;

namespace CsMonolith.Compensation.Statements;

/// <summary>How many statements rest on accounts, so that the accounts are not taken away under them.</summary>
internal sealed class StatementsHeld(CompensationDb db) : IHoldsAccountFacts
{
    public async Task<(string En, string Ja)?> About(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation)
    {
        var statements = await db.Statements.CountAsync(
            statement => statement.Accounts.Any(account => accounts.Contains(account.AccountId)),
            cancellation
        );
        return statements == 0 ? null : ($"{statements} pay statements", $"報酬明細 {statements}件");
    }
}

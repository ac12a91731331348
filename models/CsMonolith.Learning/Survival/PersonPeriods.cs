using System.Globalization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Survival;

/// <summary>
/// Lays watched spells out as one row for each account and period at risk, so that any classifier learns the hazard.
/// </summary>
/// <remarks>
/// Allison, Discrete-time methods for the analysis of event histories, Sociological Methodology 13, 1982; Singer and
/// Willett, 1993. The likelihood of censored and left-truncated spells is exactly that of these rows: periods before
/// entry and after exit are no rows.
/// </remarks>
public static class PersonPeriods
{
    /// <summary>Column of the number of periods behind the account when the period begins.</summary>
    public const string Tenure = "tenure_period";

    /// <summary>Most rows of a layout.</summary>
    internal const int MaxRows = 20_000_000;

    /// <summary>
    /// The rows of all spells, account by account; an account is a group, so that none is on both sides of a split.
    /// </summary>
    /// <param name="accounts">One row for each account: what was known of it at entry; weights are kept.</param>
    /// <param name="spells">Shape (accounts,).</param>
    /// <exception cref="ArgumentException">
    /// Not as many spells as accounts, a spell out of order, the column's name taken, or too many rows.
    /// </exception>
    /// <remarks>O(rows × columns).</remarks>
    public static Table Of(Table accounts, IReadOnlyList<Spell> spells)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(spells);
        if (spells.Count != accounts.Rows)
        {
            throw new ArgumentException(
                $"{spells.Count} spells for {accounts.Rows} accounts: give one for each.",
                nameof(spells)
            );
        }

        if (accounts.Find(Tenure) is not null)
        {
            throw new ArgumentException($"The column '{Tenure}' is there already: rename it.", nameof(accounts));
        }

        for (var account = 0; account < spells.Count; account++)
        {
            if (spells[account].Entry < 0 || spells[account].Exit <= spells[account].Entry)
            {
                throw new ArgumentException(
                    $"Account {account} enters at {spells[account].Entry} and leaves at {spells[account].Exit}: a "
                        + $"spell begins at 0 or later and ends after it begins.",
                    nameof(spells)
                );
            }
        }

        if (spells.Sum(spell => (long)spell.Exit - spell.Entry) > MaxRows)
        {
            throw new ArgumentException(
                $"More than {MaxRows} periods: shorten the spells by entering later.",
                nameof(spells)
            );
        }

        return Lay(accounts, spells);
    }

    /// <summary>The accounts at the start of one period, ready to be scored.</summary>
    internal static Table At(Table accounts, ReadOnlySpan<float> tenure) =>
        new([.. accounts.Columns, Column.Numeric(Tenure, tenure)]);

    private static Table Lay(Table accounts, IReadOnlyList<Spell> spells)
    {
        var (rows, tenure, labels) = (new List<int>(), new List<float>(), new List<bool>());
        for (var account = 0; account < spells.Count; account++)
        {
            var spell = spells[account];
            for (var period = spell.Entry; period < spell.Exit; period++)
            {
                rows.Add(account);
                tenure.Add(period);
                labels.Add(spell.Ended && period == spell.Exit - 1);
            }
        }

        var laid = new Table(
            accounts.Columns,
            weights: accounts.Weights.Length > 0 ? accounts.Weights.ToArray() : null,
            rows: accounts.Rows
        ).Take([.. rows]);
        return new Table(
            [.. laid.Columns, Column.Numeric(Tenure, [.. tenure])],
            [.. labels],
            [.. rows.Select(account => account.ToString(CultureInfo.InvariantCulture))],
            weights: laid.Weights.Length > 0 ? laid.Weights.ToArray() : null
        );
    }
}

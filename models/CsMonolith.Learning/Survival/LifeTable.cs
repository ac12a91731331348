namespace CsMonolith.Learning.Survival;

/// <summary>One period of tenure over all accounts.</summary>
/// <param name="Period">Periods behind an account when it begins.</param>
/// <param name="AtRisk">Accounts watched through it.</param>
/// <param name="Left">Those that left in it.</param>
public readonly record struct LifeTableRow(int Period, int AtRisk, int Left)
{
    /// <summary>Share that left.</summary>
    public double Hazard => (double)Left / AtRisk;

    /// <summary>
    /// Counts each account from its entry to its exit: censored and left-truncated spells count where they were
    /// watched. O(periods + accounts).
    /// </summary>
    /// <returns>Periods in which somebody was watched, ascending.</returns>
    /// <remarks>
    /// Kaplan and Meier, Nonparametric estimation from incomplete observations, 1958; with late entry, Tsai, Jewell and
    /// Wang, 1987.
    /// </remarks>
    public static IReadOnlyList<LifeTableRow> Of(IReadOnlyList<Spell> spells)
    {
        ArgumentNullException.ThrowIfNull(spells);
        var last = spells.Count > 0 ? spells.Max(spell => spell.Exit) : 0;
        var (change, left) = (new int[last + 1], new int[last + 1]);
        foreach (var spell in spells)
        {
            change[spell.Entry]++;
            change[spell.Exit]--;
            left[spell.Exit - 1] += spell.Ended ? 1 : 0;
        }

        var rows = new List<LifeTableRow>();
        var watched = 0;
        for (var period = 0; period < last; period++)
        {
            watched += change[period];
            if (watched > 0)
            {
                rows.Add(new LifeTableRow(period, watched, left[period]));
            }
        }

        return rows;
    }
}

using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Patterns;

/// <summary>The conclusion that the evidence supports.</summary>
public enum Verdict
{
    /// <summary>Neither: the interval, the test or the rows do not suffice.</summary>
    CannotTell,

    /// <summary>The outcome is more frequent with the condition, strata and false discoveries accounted for.</summary>
    Raises,

    /// <summary>The outcome is less frequent with the condition, strata and false discoveries accounted for.</summary>
    Lowers,
}

/// <summary>How to mine.</summary>
/// <param name="PhaseColumn">
/// Category column whose levels are mined one by one; null mines all rows as one phase.
/// </param>
/// <param name="StratumColumns">Category columns whose combinations are adjusted for; none compares crudely.</param>
/// <param name="FalseDiscoveryRate">Share of false verdicts allowed among all verdicts, in (0, 1).</param>
/// <param name="MinArm">Customers that each arm needs on either half to be shown, at least 1.</param>
/// <param name="Seed">Decides which groups are mined and which are tested.</param>
/// <param name="MostConditions">1 looks at single conditions, 2 also at two that hold together.</param>
public sealed record PatternSettings(
    string? PhaseColumn = null,
    IReadOnlyList<string>? StratumColumns = null,
    double FalseDiscoveryRate = 0.1,
    int MinArm = 20,
    ulong Seed = 1,
    int MostConditions = 1
)
{
    /// <summary>
    /// Numeric column whose sum tells what a pattern is worth, such as money a year; null tells it in members alone.
    /// </summary>
    public string? AmountColumn { get; init; }

    /// <summary>The outcome is one to avoid: worth is what is averted.</summary>
    public bool OutcomeIsLoss { get; init; }

    /// <summary>
    /// Numeric column with the days since the phase began; null counts from a customer's first row in the phase.
    /// </summary>
    public string? TimeInPhaseColumn { get; init; }

    /// <summary>Days that a label looks ahead, at least 1: rows of one customer are taken this far apart.</summary>
    public int HorizonDays { get; init; } = 90;
}

/// <summary>A condition in a phase, with what was mined and what the held-out half says.</summary>
/// <param name="Phase">Phase's level; empty if all rows were one phase.</param>
/// <param name="Condition">Condition's name.</param>
/// <param name="Column">Column that it is derived from.</param>
/// <param name="All">Measured on all rows, for display.</param>
/// <param name="Mined">On the half that proposed it.</param>
/// <param name="Tested">On the half that did not.</param>
/// <param name="QValue">Benjamini and Hochberg's adjusted p over all patterns that were carried over.</param>
/// <param name="Verdict">The conclusion that the evidence supports.</param>
public sealed record Pattern(
    string Phase,
    string Condition,
    string Column,
    Effect All,
    Effect Mined,
    Effect Tested,
    double QValue,
    Verdict Verdict
)
{
    /// <summary>Lift on the test half drawn towards 1 by empirical Bayes, with its 95% interval.</summary>
    public Interval ShrunkLift { get; init; }

    /// <summary>
    /// P on the test half that two conditions are no better than the better of them; NaN for a single one.
    /// </summary>
    public double UnproductiveP { get; init; } = double.NaN;

    /// <summary>What <see cref="Mined"/> was counted from: one for each stratum that has rows.</summary>
    public IReadOnlyList<Arms> MinedStrata { get; init; } = [];

    /// <summary>What <see cref="Tested"/> was counted from: whoever has these of all patterns can judge anew.</summary>
    public IReadOnlyList<Arms> TestedStrata { get; init; } = [];

    /// <summary>
    /// Condition of a pattern of the phase beyond which this one says nothing, so that it has no verdict; null for
    /// none.
    /// </summary>
    public string? ExplainedBy { get; init; }

    /// <summary>
    /// Customers behind the rows with and without the condition; one can be in both at different times.
    /// </summary>
    public (int With, int Without) Customers { get; init; }

    /// <summary>Stability over bootstrap draws and over time; null for a pattern without a verdict.</summary>
    public Stability? Stability { get; init; }

    /// <summary>How many members it could still affect within a year, and what that is worth.</summary>
    public PatternReach Reach { get; init; } = PatternReach.None;
}

/// <summary>The result of mining.</summary>
/// <param name="Patterns">
/// Verdicts first, then by reach × effect: members that could be moved in a year times the held-out effect.
/// </param>
/// <param name="Tried">Pairs of phase and condition that were looked at.</param>
/// <param name="Hidden">Pairs left out because an arm had too few customers.</param>
/// <param name="AtRisk">The rows that evidence was counted from.</param>
public sealed record PatternFindings(IReadOnlyList<Pattern> Patterns, int Tried, int Hidden, RiskSets AtRisk);

/// <summary>
/// Finds, in each phase, conditions that are associated with the outcome. One half of the groups proposes them, the
/// other half tests them.
/// </summary>
/// <remarks>
/// Only customers who could still go either way are compared, at the same time in their phase: see
/// <see cref="RiskSets"/>. A pattern is carried over if its p within the strata is at most 0.1 on the mining half. On
/// the test half its p is adjusted over all that were carried over (Benjamini and Hochberg, JRSS B 57, 1995), and a
/// verdict also needs the stratified interval to exclude zero on the side of the crude one: a crude difference that the
/// strata explain away is no pattern. Of
/// patterns that say the same the best on the mining half is carried over alone; two conditions together must beat the
/// better of them on both halves (p at most 0.05); a pattern must come again in draws of the customers and keep its
/// side over time; and what another pattern of the phase explains has no verdict of its own. O(phases × conditions ×
/// rows).
/// </remarks>
public static class PatternMiner
{
    private const double Productive = 0.05;

    /// <summary>Mines labelled rows.</summary>
    /// <param name="table">
    /// Labelled rows, such as one a customer and month; groups, if there are, are never split between the halves.
    /// </param>
    /// <param name="conditions">
    /// Conditions over the same rows, see <see cref="Condition.Of(Table, IReadOnlyCollection{string})"/>.
    /// </param>
    /// <param name="settings">Phases, strata, error rate.</param>
    /// <param name="progress">Stage <c>patterns</c>.</param>
    /// <param name="cancellation">Stops between conditions.</param>
    /// <exception cref="ArgumentException">
    /// The table has no labels, a named column is absent, or a condition has another number of rows.
    /// </exception>
    public static PatternFindings Mine(
        Table table,
        IReadOnlyList<Condition> conditions,
        PatternSettings settings,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(conditions);
        ArgumentNullException.ThrowIfNull(settings);
        if (!table.HasLabels || conditions.Any(condition => condition.Holds.Count != table.Rows))
        {
            throw new ArgumentException("Mining needs labels, and conditions with as many rows.", nameof(table));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(settings.MostConditions, 1, nameof(settings));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.MostConditions, 2, nameof(settings));
        var phases = settings.PhaseColumn is { } phase ? TextOf(table, phase) : [.. Enumerable.Repeat("", table.Rows)];
        var atRisk = RiskSets.Of(
            table,
            phases,
            settings.TimeInPhaseColumn is { } time ? NumberOf(table, time) : null,
            settings.HorizonDays
        );
        var strata = StrataOf(table, settings.StratumColumns ?? [], atRisk.Bands);
        var customers =
            table.Groups.Length > 0 ? Folds.Numbered(table.Groups.ToArray()) : [.. Enumerable.Range(0, table.Rows)];
        var mining = MiningHalf(customers, settings.Seed);
        var (proposed, tried, hidden) = (new List<ProposedPattern>(), 0, 0);
        var names = phases.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < names.Length; i++)
        {
            var phaseRows = new PhaseRows(
                names[i],
                [.. Enumerable.Range(0, table.Rows).Where(row => phases[row] == names[i])],
                [.. atRisk.Rows.Where(row => phases[row] == names[i])]
            );
            var search = new PhaseSearch(phaseRows, mining, strata, customers, table.Labels.ToArray(), settings);
            proposed.AddRange(
                search.Run(
                    conditions,
                    done => progress?.Report(new("patterns", (i + done) / names.Length)),
                    cancellation
                )
            );
            (tried, hidden) = (tried + search.Tried, hidden + search.Hidden);
        }

        return new PatternFindings(Judge(table, proposed, strata, settings), tried, hidden, atRisk);
    }

    /// <summary>The verdict on one effect, given its p-value adjusted for multiple tests.</summary>
    public static Verdict Judge(Effect effect, double qValue, double falseDiscoveryRate)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return (effect.Adjusted, effect.Difference) switch
        {
            _ when !(qValue <= falseDiscoveryRate) => Verdict.CannotTell,
            ({ Low: > 0 }, { Value: > 0 }) => Verdict.Raises,
            ({ High: < 0 }, { Value: < 0 }) => Verdict.Lowers,
            _ => Verdict.CannotTell,
        };
    }

    private static Pattern[] Judge(Table table, List<ProposedPattern> proposed, int[] strata, PatternSettings settings)
    {
        var q = FalseDiscoveryRate.Adjusted([.. proposed.Select(one => one.Pattern.Tested.P)]);
        var lifts = ShrunkLift.Of([.. proposed.Select(one => one.Pattern.Tested)]);
        ProposedPattern[] judged =
        [
            .. proposed.Select(
                (one, i) =>
                    one with
                    {
                        Pattern = Judge(
                            table,
                            one with
                            {
                                Pattern = one.Pattern with
                                {
                                    QValue = q[i],
                                    ShrunkLift = lifts[i],
                                    Reach = PatternReach.Of(
                                        table,
                                        one.Rows.All,
                                        one.Condition.Holds,
                                        one.Pattern.Tested,
                                        settings
                                    ),
                                },
                            },
                            strata,
                            settings
                        ),
                    }
            ),
        ];
        ProposedPattern[] told = [.. judged.Where(one => one.Pattern.Verdict != Verdict.CannotTell)];
        var explained = told.Zip(ExplainedAway.Of(told, strata, table.Labels.ToArray()))
            .Where(pair => pair.Second is not null)
            .ToDictionary(pair => pair.First.Pattern, pair => pair.Second!.Condition);
        return
        [
            .. judged
                .Select(one =>
                    explained.TryGetValue(one.Pattern, out var by)
                        ? one.Pattern with
                        {
                            Verdict = Verdict.CannotTell,
                            ExplainedBy = by,
                        }
                        : one.Pattern
                )
                .OrderBy(pattern => pattern.Verdict == Verdict.CannotTell)
                .ThenByDescending(pattern => pattern.Reach.Outcomes.Value)
                .ThenBy(pattern => pattern.Phase, StringComparer.Ordinal)
                .ThenBy(pattern => pattern.Condition, StringComparer.Ordinal),
        ];
    }

    private static Pattern Judge(Table table, ProposedPattern one, int[] strata, PatternSettings settings)
    {
        var pattern = one.Pattern;
        var verdict =
            SameSide(pattern) && !(pattern.UnproductiveP > Productive)
                ? Judge(pattern.Tested, pattern.QValue, settings.FalseDiscoveryRate)
                : Verdict.CannotTell;
        if (verdict == Verdict.CannotTell)
        {
            return pattern;
        }

        var stability = Stability.Of(
            table,
            one.Condition,
            one.Rows.AtRisk,
            strata,
            pattern.All.Difference.Value,
            settings.Seed
        );
        return pattern with { Stability = stability, Verdict = stability.Suffices ? verdict : Verdict.CannotTell };
    }

    private static bool SameSide(Pattern pattern) =>
        pattern.Mined.Difference.Value * pattern.Tested.Difference.Value > 0;

    private static bool[] MiningHalf(int[] groups, ulong seed)
    {
        var order = Enumerable.Range(0, groups.Max() + 1).ToArray();
        SplitMix.For(seed, "patterns").Shuffle(order);
        var mining = new bool[order.Length];
        foreach (var group in order.AsSpan(0, order.Length / 2))
        {
            mining[group] = true;
        }

        return [.. groups.Select(group => mining[group])];
    }

    private static int[] StrataOf(Table table, IReadOnlyList<string> names, int[] bands)
    {
        var texts = names.Select(name => TextOf(table, name)).ToArray();
        return Folds.Numbered([
            .. Enumerable
                .Range(0, table.Rows)
                .Select(row => $"{bands[row]}\u001f{string.Join('\u001f', texts.Select(text => text[row]))}"),
        ]);
    }

    private static Column NumberOf(Table table, string name) =>
        table.Find(name) is { Kind: ColumnKind.Numeric } column
            ? column
            : throw new ArgumentException($"There is no column of numbers '{name}'.", nameof(name));

    private static string[] TextOf(Table table, string name)
    {
        var column = table.Find(name) ?? throw new ArgumentException($"There is no column '{name}'.", nameof(name));
        return [.. Enumerable.Range(0, table.Rows).Select(column.Text)];
    }
}

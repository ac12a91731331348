using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Patterns;

/// <summary>What the evidence allows to be said.</summary>
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
/// <param name="PhaseColumn">Category column whose levels are mined one by one; null mines all rows as one phase.</param>
/// <param name="StratumColumns">Category columns whose combinations are adjusted for; none compares crudely.</param>
/// <param name="FalseDiscoveryRate">Share of false verdicts allowed among all verdicts, in (0, 1).</param>
/// <param name="MinArm">Rows that each arm needs in the test half to be shown, at least 1.</param>
/// <param name="Seed">Decides which groups are mined and which are tested.</param>
public sealed record PatternSettings(
    string? PhaseColumn = null, IReadOnlyList<string>? StratumColumns = null, double FalseDiscoveryRate = 0.1, int MinArm = 20, ulong Seed = 1);

/// <summary>A condition in a phase, with what was mined and what the held-out half says.</summary>
/// <param name="Phase">Phase's level; empty if all rows were one phase.</param>
/// <param name="Condition">Condition's name.</param>
/// <param name="Column">Column that it is derived from.</param>
/// <param name="All">Measured on all rows, for display.</param>
/// <param name="Mined">On the half that proposed it.</param>
/// <param name="Tested">On the half that did not.</param>
/// <param name="QValue">Benjamini and Hochberg's adjusted p over all patterns that were carried over.</param>
/// <param name="Verdict">What may be said.</param>
public sealed record Pattern(string Phase, string Condition, string Column, Effect All, Effect Mined, Effect Tested, double QValue, Verdict Verdict);

/// <summary>What mining found.</summary>
/// <param name="Patterns">Verdicts first, then by lift on the test half.</param>
/// <param name="Tried">Pairs of phase and condition that were looked at.</param>
/// <param name="Hidden">Pairs left out because an arm had too few rows.</param>
public sealed record PatternFindings(IReadOnlyList<Pattern> Patterns, int Tried, int Hidden);

/// <summary>Looks in each phase for conditions that go with the outcome: proposed on one half of the groups, judged on the other.</summary>
/// <remarks>
/// A pattern is carried over if Fisher's p on the mining half is at most 0.1. On the test half its p is adjusted over all that were carried over
/// (Benjamini and Hochberg, JRSS B 57, 1995), and a verdict also needs the stratified interval to exclude zero on the same side: a crude
/// difference that the strata explain away is no pattern. O(phases × conditions × rows).
/// </remarks>
public static class PatternMiner
{
    private const double CarriedOver = 0.1;

    /// <summary>Mines labelled rows.</summary>
    /// <param name="table">Labelled rows; groups, if there are, are never split between the halves.</param>
    /// <param name="conditions">Conditions over the same rows, see <see cref="Condition.Of(Table, IReadOnlyCollection{string})"/>.</param>
    /// <param name="settings">Phases, strata, error rate.</param>
    /// <param name="progress">Stage <c>patterns</c>.</param>
    /// <param name="cancellation">Stops between conditions.</param>
    /// <exception cref="ArgumentException">The table has no labels, a named column is absent, or a condition has another number of rows.</exception>
    public static PatternFindings Mine(
        Table table, IReadOnlyList<Condition> conditions, PatternSettings settings,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(conditions);
        ArgumentNullException.ThrowIfNull(settings);
        if (!table.HasLabels || conditions.Any(condition => condition.Holds.Count != table.Rows))
        {
            throw new ArgumentException("Mining needs labels, and conditions with as many rows.", nameof(table));
        }

        var phases = settings.PhaseColumn is { } phase ? TextOf(table, phase) : [.. Enumerable.Repeat("", table.Rows)];
        var strata = StrataOf(table, settings.StratumColumns ?? []);
        var mining = MiningHalf(table, settings.Seed);
        var (carried, tried, hidden) = (new List<Pattern>(), 0, 0);
        var names = phases.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        foreach (var name in names)
        {
            int[] rows = [.. Enumerable.Range(0, table.Rows).Where(row => phases[row] == name)];
            foreach (var condition in conditions)
            {
                cancellation.ThrowIfCancellationRequested();
                tried++;
                var tested = Count(rows.Where(row => !mining[row]), condition, strata, table.Labels.ToArray());
                var mined = Count(rows.Where(row => mining[row]), condition, strata, table.Labels.ToArray());
                if (TooFew(tested, settings.MinArm) || TooFew(mined, settings.MinArm))
                {
                    hidden++;
                    continue;
                }

                var proposal = Effect.Of(mined);
                if (proposal.FisherP <= CarriedOver)
                {
                    var all = Effect.Of([.. mined, .. tested]) with { Adjusted = Effect.MantelHaenszel(Merged(mined, tested)) };
                    carried.Add(new Pattern(name, condition.Name, condition.Column, all, proposal, Effect.Of(tested), 1, Verdict.CannotTell));
                }

                progress?.Report(new("patterns", (double)tried / (names.Length * conditions.Count)));
            }
        }

        return new PatternFindings(Judge(carried, settings.FalseDiscoveryRate), tried, hidden);
    }

    /// <summary>What one effect allows to be said, its p already adjusted for how many were tried.</summary>
    public static Verdict Judge(Effect effect, double qValue, double falseDiscoveryRate)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return (effect.Adjusted, effect.Difference) switch
        {
            _ when !(qValue <= falseDiscoveryRate) => Verdict.CannotTell,
            ({ Low: > 0 }, { Low: > 0 }) => Verdict.Raises,
            ({ High: < 0 }, { High: < 0 }) => Verdict.Lowers,
            _ => Verdict.CannotTell,
        };
    }

    /// <summary>Benjamini and Hochberg's adjusted p-values, in the order given.</summary>
    public static IReadOnlyList<double> FalseDiscovery(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        var order = Enumerable.Range(0, pValues.Count).OrderByDescending(i => pValues[i]).ToArray();
        var adjusted = new double[pValues.Count];
        var least = 1.0;
        for (var i = 0; i < order.Length; i++)
        {
            least = Math.Min(least, pValues[order[i]] * order.Length / (order.Length - i));
            adjusted[order[i]] = least;
        }

        return adjusted;
    }

    private static Pattern[] Judge(List<Pattern> carried, double rate)
    {
        var q = FalseDiscovery([.. carried.Select(pattern => pattern.Tested.FisherP)]);
        return [.. carried
            .Select((pattern, i) => pattern with { QValue = q[i], Verdict = SameSide(pattern) ? Judge(pattern.Tested, q[i], rate) : Verdict.CannotTell })
            .OrderBy(pattern => pattern.Verdict == Verdict.CannotTell).ThenByDescending(pattern => Math.Abs(Math.Log(Math.Max(pattern.Tested.Lift, 1e-9))))
            .ThenBy(pattern => pattern.Phase, StringComparer.Ordinal).ThenBy(pattern => pattern.Condition, StringComparer.Ordinal)];
    }

    private static bool SameSide(Pattern pattern) => pattern.Mined.Difference.Value * pattern.Tested.Difference.Value > 0;

    private static bool TooFew(IReadOnlyList<Arms> strata, int least)
    {
        var all = strata.Aggregate(default(Arms), Arms.Add);
        return Math.Min(all.With, all.Without) < least;
    }

    private static List<Arms> Merged(Arms[] mined, Arms[] tested) => [.. mined.Zip(tested, Arms.Add)];

    /// <summary>Shape (strata,).</summary>
    private static Arms[] Count(IEnumerable<int> rows, Condition condition, int[] strata, bool[] labels)
    {
        var arms = new Arms[strata.Max() + 1];
        foreach (var row in rows)
        {
            var hit = labels[row] ? 1 : 0;
            arms[strata[row]] += condition.Holds[row] switch
            {
                true => new Arms(1, hit, 0, 0),
                false => new Arms(0, 0, 1, hit),
                null => default,
            };
        }

        return arms;
    }

    private static bool[] MiningHalf(Table table, ulong seed)
    {
        var groups = table.Groups.Length > 0 ? Folds.Numbered(table.Groups.ToArray()) : [.. Enumerable.Range(0, table.Rows)];
        var order = Enumerable.Range(0, groups.Max() + 1).ToArray();
        SplitMix.For(seed, "patterns").Shuffle(order);
        var mining = new bool[order.Length];
        foreach (var group in order.AsSpan(0, order.Length / 2))
        {
            mining[group] = true;
        }

        return [.. groups.Select(group => mining[group])];
    }

    private static int[] StrataOf(Table table, IReadOnlyList<string> names)
    {
        var texts = names.Select(name => TextOf(table, name)).ToArray();
        return Folds.Numbered([.. Enumerable.Range(0, table.Rows).Select(row => string.Join('\u001f', texts.Select(text => text[row])))]);
    }

    private static string[] TextOf(Table table, string name)
    {
        var column = table.Find(name) ?? throw new ArgumentException($"There is no column '{name}'.", nameof(name));
        return [.. Enumerable.Range(0, table.Rows).Select(column.Text)];
    }
}

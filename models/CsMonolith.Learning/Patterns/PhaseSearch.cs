namespace CsMonolith.Learning.Patterns;

/// <summary>A pattern that the mining half proposed, with what its test needs.</summary>
/// <param name="Pattern">Measured, not yet judged.</param>
/// <param name="Condition">When it holds.</param>
/// <param name="Rows">Rows of its phase.</param>
internal sealed record ProposedPattern(Pattern Pattern, Condition Condition, PhaseRows Rows);

/// <summary>Rows of one phase.</summary>
/// <param name="Name">Phase's level.</param>
/// <param name="All">All of them, ascending: a customer's newest says where it stands.</param>
/// <param name="AtRisk">Those that evidence is counted from, see <see cref="RiskSets"/>.</param>
internal sealed record PhaseRows(string Name, int[] All, int[] AtRisk);

/// <summary>Searches one phase for single conditions, then for pairs of conditions, on the mining half.</summary>
internal sealed class PhaseSearch(
    PhaseRows rows,
    bool[] mining,
    int[] strata,
    int[] customers,
    bool[] labels,
    PatternSettings settings
)
{
    private const double CarriedOver = 0.1;
    private const double Productive = 0.05;
    private readonly int[] _mined = [.. rows.AtRisk.Where(row => mining[row])];
    private readonly int[] _tested = [.. rows.AtRisk.Where(row => !mining[row])];

    /// <summary>Conditions looked at.</summary>
    public int Tried { get; private set; }

    /// <summary>Of those, left out because an arm had too few customers.</summary>
    public int Hidden { get; private set; }

    public IEnumerable<ProposedPattern> Run(
        IReadOnlyList<Condition> conditions,
        Action<double> tell,
        CancellationToken cancellation
    )
    {
        var found = new List<(Pattern Pattern, Condition Condition)>();
        for (var i = 0; i < conditions.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Measure(conditions[i]) is { } pattern)
            {
                found.Add((pattern, conditions[i]));
            }

            tell((i + 1.0) / conditions.Count);
        }

        found = [.. Dominance.Best(found, _mined)];
        if (settings.MostConditions > 1)
        {
            found.AddRange(Together(found, cancellation));
        }

        return found.Select(one => new ProposedPattern(one.Pattern, one.Condition, rows));
    }

    private IEnumerable<(Pattern Pattern, Condition Condition)> Together(
        List<(Pattern Pattern, Condition Condition)> singles,
        CancellationToken cancellation
    )
    {
        var joined = new List<(Pattern Pattern, Condition Condition)>();
        foreach (var pair in Conjunction.Of([.. singles.Select(one => one.Condition)]))
        {
            cancellation.ThrowIfCancellationRequested();
            if (
                pair.Unproductive(_mined, labels) <= Productive
                && pair.Both() is var both
                && Measure(both) is { } pattern
            )
            {
                joined.Add((pattern with { UnproductiveP = pair.Unproductive(_tested, labels) }, both));
            }
        }

        return Dominance.Best(joined, _mined);
    }

    private Pattern? Measure(Condition condition)
    {
        Tried++;
        var (behindMined, behindTested) = (CustomersOf(_mined, condition), CustomersOf(_tested, condition));
        if (TooFew(behindTested) || TooFew(behindMined))
        {
            Hidden++;
            return null;
        }

        var (mined, tested) = (Count(_mined, condition), Count(_tested, condition));
        var proposal = Effect.Of(mined);
        if (proposal.P > CarriedOver)
        {
            return null;
        }

        var all = Effect.Of([.. mined.Zip(tested, Arms.Add)]);
        return new Pattern(
            rows.Name,
            condition.Name,
            condition.Column,
            all,
            proposal,
            Effect.Of(tested),
            1,
            Verdict.CannotTell
        )
        {
            MinedStrata = [.. mined.Where(stratum => stratum.Rows > 0)],
            Customers = (behindMined.With + behindTested.With, behindMined.Without + behindTested.Without),
            TestedStrata = [.. tested.Where(stratum => stratum.Rows > 0)],
        };
    }

    private bool TooFew((int With, int Without) arms) => Math.Min(arms.With, arms.Without) < settings.MinArm;

    private (int With, int Without) CustomersOf(int[] among, Condition condition)
    {
        var (with, without) = (new HashSet<int>(), new HashSet<int>());
        foreach (var row in among)
        {
            if (condition.Holds[row] is { } holds)
            {
                (holds ? with : without).Add(customers[row]);
            }
        }

        return (with.Count, without.Count);
    }

    /// <summary>Shape (strata,).</summary>
    private Arms[] Count(int[] among, Condition condition)
    {
        var arms = new Arms[strata.Max() + 1];
        foreach (var row in among)
        {
            arms[strata[row]] += Arms.Of(condition.Holds[row], labels[row]);
        }

        return arms;
    }
}

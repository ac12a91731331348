namespace CsMonolith.Learning.Patterns;

/// <summary>A pattern that the mining half proposed, with what its test needs.</summary>
/// <param name="Pattern">Measured, not yet judged.</param>
/// <param name="Condition">When it holds.</param>
/// <param name="Rows">All rows of its phase.</param>
internal sealed record ProposedPattern(Pattern Pattern, Condition Condition, int[] Rows);

/// <summary>Searches one phase for single conditions, then for pairs of conditions, on the mining half.</summary>
internal sealed class PhaseSearch(
    string phase,
    int[] rows,
    bool[] mining,
    int[] strata,
    bool[] labels,
    PatternSettings settings
)
{
    private const double CarriedOver = 0.1;
    private const double Productive = 0.05;
    private readonly int[] _mined = [.. rows.Where(row => mining[row])];
    private readonly int[] _tested = [.. rows.Where(row => !mining[row])];

    /// <summary>Conditions looked at.</summary>
    public int Tried { get; private set; }

    /// <summary>Of those, left out because an arm had too few rows.</summary>
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
        var (mined, tested) = (Count(_mined, condition), Count(_tested, condition));
        if (TooFew(tested, settings.MinArm) || TooFew(mined, settings.MinArm))
        {
            Hidden++;
            return null;
        }

        var proposal = Effect.Of(mined);
        if (proposal.FisherP > CarriedOver)
        {
            return null;
        }

        var all = Effect.Of([.. mined, .. tested]) with
        {
            Adjusted = Effect.MantelHaenszel([.. mined.Zip(tested, Arms.Add)]),
        };
        return new Pattern(
            phase,
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
            TestedStrata = [.. tested.Where(stratum => stratum.Rows > 0)],
        };
    }

    private static bool TooFew(Arms[] strata, int least)
    {
        var all = strata.Aggregate(default(Arms), Arms.Add);
        return Math.Min(all.With, all.Without) < least;
    }

    /// <summary>Shape (strata,).</summary>
    private Arms[] Count(int[] among, Condition condition)
    {
        var arms = new Arms[strata.Max() + 1];
        foreach (var row in among)
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
}

namespace CsMonolith.Learning.Additive;

/// <summary>One round of boosting: the order in which terms get their steps.</summary>
internal static class BoostingRound
{
    /// <summary>
    /// As many steps as there are terms: each term once, or, in most rounds, whichever gained most when it was last
    /// tried.
    /// </summary>
    /// <param name="gains">IN/OUT, shape (terms,): what each term gained when it was last tried.</param>
    /// <param name="round">Number of the round, from 0.</param>
    /// <param name="smoothing">Rounds that cut at random, each term once.</param>
    /// <param name="greedy">Greedy rounds for each cyclic one.</param>
    /// <param name="step">Boosts a term, with random cuts or not, and returns its gain.</param>
    /// <remarks>
    /// Greedy rounds spend the steps where the signal is; purely cyclic ones fit noise with terms that have none.
    /// </remarks>
    public static void Run(double[] gains, int round, int smoothing, int greedy, Func<int, bool, double> step)
    {
        var cyclic = round < smoothing || (round - smoothing) % (greedy + 1) == 0;
        for (var i = 0; i < gains.Length; i++)
        {
            var term = cyclic ? i : Array.IndexOf(gains, gains.Max());
            gains[term] = step(term, round < smoothing);
        }
    }
}

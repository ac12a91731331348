using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.LearningBench;

/// <summary>Scores a whole table with as many threads as the peers may use.</summary>
internal static class Scoring
{
    /// <summary>As many stretches as threads: each thread scores its own.</summary>
    public static void All(IModel model, Table test, double[] scores, int threads)
    {
        Array.Clear(scores);
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var (from, next) = ((int)((long)i * scores.Length / threads), (int)((long)(i + 1) * scores.Length / threads));
            model.Score(test, from, 1, scores.AsSpan(from, next - from));
        });
    }
}

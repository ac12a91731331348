using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.LearningBench;

/// <summary>Scores a whole table with as many threads as the peers may use, or row by row.</summary>
internal static class Scoring
{
    private const int SingleRows = 200_000;
    private const int Passes = 3;

    /// <summary>
    /// Processor time and allocation of one row by itself: its cells read from the table, its log-odds without
    /// calibration or reasons.
    /// </summary>
    /// <remarks>
    /// The least of some passes, each over rows one after another; a pass before them has it compiled, as the peers
    /// are.
    /// </remarks>
    public static (double Microseconds, double Bytes) OneByOne(IModel model, Table test)
    {
        Timing.Of(Pass);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Pass();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var seconds = Enumerable.Range(0, Passes).Min(_ => Timing.Of(Pass).Cpu);
        return (seconds / SingleRows * 1e6, (double)allocated / SingleRows);

        void Pass()
        {
            Span<double> one = stackalloc double[1];
            for (var row = 0; row < SingleRows; row++)
            {
                model.Score(test, row % test.Rows, 1, one);
            }
        }
    }

    /// <summary>As many stretches as threads: each thread scores its own.</summary>
    public static void All(IModel model, Table test, double[] scores, int threads)
    {
        Array.Clear(scores);
        Parallel.For(
            0,
            threads,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            i =>
            {
                var (from, next) = (
                    (int)((long)i * scores.Length / threads),
                    (int)((long)(i + 1) * scores.Length / threads)
                );
                model.Score(test, from, 1, scores.AsSpan(from, next - from));
            }
        );
    }
}

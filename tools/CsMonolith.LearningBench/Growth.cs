using System.Globalization;
using System.Text;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using CsMonolith.Learning.Trees;

namespace CsMonolith.LearningBench;

/// <summary>How the trees' fit grows with rows and columns, and how much memory a large one takes.</summary>
internal static class Growth
{
    private static readonly TreeTrainer Trainer = new(
        new TreeSettings
        {
            Rounds = 100,
            Leaves = 31,
            Rate = 0.1,
        }
    );

    /// <summary>CPU seconds of 100 trees over growing tables, with the exponent of the last step of each.</summary>
    public static string Run(int most, int threads, CancellationToken cancellation)
    {
        var settings = new TrainingSettings(Seed: 1, threads);
        Trainer.FitAll(MadeTable.Rows(0, 20_000), weights: null, settings, cancellation);
        int[] sizes = [.. new[] { 10_000, 100_000, 1_000_000, 4_000_000 }.Where(size => size <= most)];
        var text = new StringBuilder(
            "| rows | columns | fit CPU s | exponent since the line before |\n|---|---|---|---|\n"
        );
        Tell(sizes.Select(size => (size, MadeTable.Columns)), byRows: true);
        Tell(new[] { 10, 30, 100 }.Select(columns => (Math.Min(100_000, most), columns)), byRows: false);
        return text.ToString().TrimEnd();

        void Tell(IEnumerable<(int Rows, int Columns)> shapes, bool byRows)
        {
            (double Size, double Cpu)? last = null;
            foreach (var (rows, columns) in shapes)
            {
                var table = Widened(MadeTable.Rows(0, rows), columns);
                var (_, cpu) = Timing.Of(() => Trainer.FitAll(table, weights: null, settings, cancellation));
                double size = byRows ? rows : columns;
                var exponent = last is { } before
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Math.Log(cpu / before.Cpu) / Math.Log(size / before.Size):F2}"
                    )
                    : "";
                text.Append(CultureInfo.InvariantCulture, $"| {rows} | {columns} | {cpu:F2} | {exponent} |\n");
                last = (size, cpu);
            }
        }
    }

    /// <summary>
    /// Peak resident memory of this process while it holds the table and fits ten trees, beside the table's own float32
    /// numbers.
    /// </summary>
    /// <remarks>
    /// Linux only: the peak is read from the process's status, and counted from when the table stands, since making it
    /// up takes room of its own. Ten trees take as much memory as a hundred, but for the trees.
    /// </remarks>
    public static string Memory(int rows, int threads, CancellationToken cancellation)
    {
        var table = MadeTable.Rows(0, rows);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        File.WriteAllText("/proc/self/clear_refs", "5");
        new TreeTrainer(
            new TreeSettings
            {
                Rounds = 10,
                Leaves = 31,
                Rate = 0.1,
            }
        ).FitAll(table, weights: null, new TrainingSettings(Seed: 1, threads), cancellation);
        var peak = File.ReadLines("/proc/self/status")
            .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        var bytes =
            1024.0
            * long.Parse(
                peak.AsSpan(6, peak.Length - 8),
                NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture
            );
        var raw = 4.0 * rows * table.Columns.Count;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rows} rows x {table.Columns.Count} columns: peak {bytes / (1 << 20):F0} MiB, raw float32 "
                + $"{raw / (1 << 20):F0} MiB, ratio {bytes / raw:F2}"
        );
    }

    // Fewer columns are the first ones; more are the same again with their rows in another order, which foretell
    // nothing.
    private static Table Widened(Table table, int columns)
    {
        return new Table(
            [
                .. Enumerable
                    .Range(0, columns)
                    .Select(i =>
                        i < table.Columns.Count
                            ? table.Columns[i]
                            : Column.Numeric($"g{i}", Turned(table.Columns[i % table.Columns.Count].Numbers))
                    ),
            ],
            table.Labels.ToArray()
        );

        static float[] Turned(ReadOnlySpan<float> numbers) =>
            [.. numbers[(numbers.Length / 2)..], .. numbers[..(numbers.Length / 2)]];
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using CsMonolith.Learning.Trees;

namespace CsMonolith.LearningBench;

/// <summary>Fits and scores trees, ours in this process and the peers' in Python's, on the same numbers.</summary>
internal static class TreeBench
{
    private const int Trees = 100;
    private const int Leaves = 31;
    private const double Rate = 0.1;
    private const int FirstTestRow = 1_000_000;
    private const int TestRows = 200_000;

    public static async Task<List<Figures>> Run(
        int rows,
        int threads,
        string? peers,
        string with,
        CancellationToken cancellation
    )
    {
        var training = MadeTable.Rows(0, rows);
        var test = MadeTable.Rows(FirstTestRow, TestRows);
        var all = new List<Figures> { Ours(training, test, threads, cancellation) };
        if (peers is not null)
        {
            all.AddRange(await Peers(training, test, threads, peers, with, cancellation));
        }

        return all;
    }

    private static Figures Ours(Table training, Table test, int threads, CancellationToken cancellation)
    {
        var trainer = new TreeTrainer(
            new TreeSettings
            {
                Rounds = Trees,
                Leaves = Leaves,
                Rate = Rate,
            }
        );
        var settings = new TrainingSettings(Seed: 1, threads);

        // Compiled before it is timed, as the peers are.
        trainer.FitAll(
            training.Take([.. Enumerable.Range(0, Math.Min(20_000, training.Rows))]),
            weights: null,
            settings,
            cancellation
        );
        IModel? model = null;
        var (fitWall, fitCpu) = Timing.Of(() =>
            model = trainer.FitAll(training, weights: null, settings, cancellation)
        );
        var scores = new double[test.Rows];
        var passes = Enumerable
            .Range(0, 4)
            .Select(_ => Timing.Of(() => Scoring.All(model!, test, scores, threads)))
            .Skip(1)
            .ToArray();
        var (single, allocated) = Scoring.OneByOne(model!, test);
        Console.Error.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"one row in process: {single:F2} microseconds of CPU, {allocated:F1} bytes allocated"
            )
        );
        return new Figures(
            "ours",
            fitCpu,
            fitWall,
            passes.Min(pass => pass.Wall),
            passes.Min(pass => pass.Cpu),
            test.Rows,
            Metrics.RocAuc(scores, test.Labels).Value
        );
    }

    private static async Task<List<Figures>> Peers(
        Table training,
        Table test,
        int threads,
        string script,
        string with,
        CancellationToken cancellation
    )
    {
        var folder = Directory.CreateTempSubdirectory("cslearn");
        try
        {
            Write(training, Path.Combine(folder.FullName, "train"));
            Write(test, Path.Combine(folder.FullName, "test"));
            string[] words =
            [
                script,
                folder.FullName,
                .. new object[]
                {
                    training.Rows,
                    test.Rows,
                    MadeTable.Columns,
                    Trees,
                    Leaves,
                    Rate,
                    threads,
                    with,
                }.Select(word => Convert.ToString(word, CultureInfo.InvariantCulture)!),
            ];
            var start = new ProcessStartInfo("/usr/bin/python3", words)
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
            using var process = Process.Start(start)!;
            var told = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return [.. told.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Figures.Read)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(Table table, string path)
    {
        using var numbers = File.Create($"{path}.f32");
        var rows = new float[4096 * table.Columns.Count];
        for (var from = 0; from < table.Rows; from += 4096)
        {
            var count = Math.Min(4096, table.Rows - from);
            for (var column = 0; column < table.Columns.Count; column++)
            {
                for (var row = 0; row < count; row++)
                {
                    rows[row * table.Columns.Count + column] = table.Columns[column].Numbers[from + row];
                }
            }

            numbers.Write(MemoryMarshal.AsBytes(rows.AsSpan(0, count * table.Columns.Count)));
        }

        File.WriteAllBytes($"{path}.u8", MemoryMarshal.AsBytes(table.Labels).ToArray());
    }
}

using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Runs;

/// <summary>
/// The report's shapes: the contribution of each value, and of each pair of values, in the additive model.
/// </summary>
internal static class ReportShapes
{
    private const int MostShapes = 12;
    private const int MostPairs = 6;
    private const int MostLevels = 12;
    private static readonly LocalizedText LogOdds = new("Adds to log-odds", "対数オッズへの加算");

    public static void Write(ReportPage page, TrainingRun run)
    {
        if (
            run.Trained.Model.Parts.Select(part => part.Model).OfType<AdditiveModel>().FirstOrDefault() is not { } model
        )
        {
            return;
        }

        var features = run.Trained.Model.Schema.Features;
        page.Title(new("Shapes", "形状"));
        page.Paragraph(
            new(
                "What a value adds to the log-odds in the additive part, with two standard deviations over the "
                    + "bags. Grey bars say where the rows are.",
                "加法モデルで、その値が対数オッズに加える量(標本ごとのばらつき 2 標準偏差付き)。灰色の棒は行の分布です。"
            )
        );
        page.Charts(
            run.Importance.Take(MostShapes)
                .Select(one => features.Select(feature => feature.Name).ToList().IndexOf(one.Feature))
                .Where(index => index >= 0)
                .Select(index =>
                    (
                        new LocalizedText(features[index].Name, features[index].Name),
                        Of(model, index, features[index], run.Table)
                    )
                )
        );
        Pairs(page, model, features);
    }

    /// <summary>One shape, with where the rows are.</summary>
    public static Chart Of(AdditiveModel model, int index, Feature feature, Table rows) =>
        feature.Kind == ColumnKind.Category
            ? OfLevels(model, index, feature)
            : OfNumbers(model, index, rows.Find(feature.Name)!);

    private static Chart OfNumbers(AdditiveModel model, int index, Column column)
    {
        var (scores, errors) = (model.Mains[index], model.Errors[index]);
        var known = column.Numbers.ToArray().Where(number => !float.IsNaN(number)).DefaultIfEmpty().Order().ToArray();
        var cuts = model.Maps[index].Cuts.ToArray();
        double[] edges =
        [
            Math.Min(known[0], cuts.Length > 0 ? cuts[0] : known[0]),
            .. cuts,
            Math.Max(known[^1], cuts.Length > 0 ? cuts[^1] : known[^1]),
        ];
        // A few values far out would press all others into a corner.
        var (from, to) = (
            Math.Max(edges[0], known[(int)(0.005 * (known.Length - 1))]),
            Math.Min(edges[^1], known[(int)(0.995 * (known.Length - 1))])
        );
        var (upper, middle, lower) = (
            new List<(double X, double Y)>(),
            new List<(double X, double Y)>(),
            new List<(double X, double Y)>()
        );
        for (var bin = 1; bin < scores.Length; bin++)
        {
            if (edges[bin] < from || edges[bin - 1] > to)
            {
                continue;
            }

            foreach (var x in new[] { edges[bin - 1], edges[bin] })
            {
                upper.Add((x, scores[bin] + 2 * errors[bin]));
                middle.Add((x, scores[bin]));
                lower.Add((x, scores[bin] - 2 * errors[bin]));
            }
        }

        var (low, high) = (Math.Min(lower.Min(point => point.Y), 0), Math.Max(upper.Max(point => point.Y), 0));
        var chart = new Chart(310, 230, (from, to), (low - 0.2 * (high - low), high), column.Name)
            .AcrossAxis(new("Value", "値"))
            .UpAxis(LogOdds);
        Counts(chart, known, from, to);
        return chart.Line([(from, 0), (to, 0)], "zero").Area(upper, lower).Line(middle, "curve");
    }

    private static void Counts(Chart chart, float[] known, double from, double to)
    {
        var counts = new int[30];
        foreach (var number in known)
        {
            if (number >= from && number <= to)
            {
                counts[
                    Math.Min((int)((number - from) / Math.Max(to - from, 1e-12) * counts.Length), counts.Length - 1)
                ]++;
            }
        }

        for (var i = 0; i < counts.Length; i++)
        {
            chart.Count(
                from + (to - from) * i / counts.Length,
                from + (to - from) * (i + 1) / counts.Length,
                (double)counts[i] / Math.Max(counts.Max(), 1)
            );
        }
    }

    private static Chart OfLevels(AdditiveModel model, int index, Feature feature)
    {
        var (scores, errors) = (model.Mains[index], model.Errors[index]);
        // The widest from zero are what a reader looks for.
        var levels = Enumerable
            .Range(0, feature.Levels.Count)
            .OrderByDescending(level => Math.Abs(scores[level + 2]))
            .Take(MostLevels)
            .OrderByDescending(level => scores[level + 2])
            .ToArray();
        if (levels.Length == 0)
        {
            return new Chart(310, 80, (0, 1), (0, 1), feature.Name);
        }

        var (low, high) = (
            levels.Min(level => scores[level + 2] - 2 * errors[level + 2]),
            levels.Max(level => scores[level + 2] + 2 * errors[level + 2])
        );
        var room = 0.06 * (Math.Max(high, 0) - Math.Min(low, 0));
        var chart = new Chart(
            310,
            58 + 20 * levels.Length,
            (Math.Min(low, 0) - room, Math.Max(high, 0) + room),
            (-levels.Length, 0),
            feature.Name,
            left: 118
        )
            .AcrossAxis(LogOdds)
            .Line([(0, -levels.Length), (0, 0)], "zero");
        for (var i = 0; i < levels.Length; i++)
        {
            var (score, error) = (scores[levels[i] + 2], 2 * errors[levels[i] + 2]);
            chart.LevelWhisker(-i - 0.5, score, score - error, score + error, feature.Levels[levels[i]]);
        }

        return chart;
    }

    private static void Pairs(ReportPage page, AdditiveModel model, IReadOnlyList<Feature> features)
    {
        var strongest = model
            .Pairs.OrderByDescending(pair => pair.Grid.Sum(score => (double)score * score) / pair.Grid.Length)
            .Take(MostPairs)
            .ToArray();
        if (strongest.Length == 0)
        {
            return;
        }

        page.Title(new("Pairs", "組み合わせ"));
        page.Paragraph(
            new(
                "What two columns add together beyond their own shapes: red raises the log-odds, blue lowers them. "
                    + "Point at a cell to read it.",
                "二つの列の組み合わせが、単独の形状に加えて足す量です。赤は上げ、青は下げます。枠を指すと値が出ます。"
            )
        );
        page.Charts(
            strongest.Select(pair =>
                (
                    new LocalizedText(
                        $"{features[pair.First].Name} × {features[pair.Second].Name}",
                        $"{features[pair.First].Name} × {features[pair.Second].Name}"
                    ),
                    Heat(model, pair, features)
                )
            )
        );
    }

    private static Chart Heat(AdditiveModel model, PairTerm pair, IReadOnlyList<Feature> features)
    {
        var (across, up) = (Names(model, pair.First, features), Names(model, pair.Second, features));
        var most = Math.Max(pair.Grid.Max(Math.Abs), 1e-9);
        var chart = new Chart(
            310,
            250,
            (0, across.Length),
            (0, up.Length),
            $"{features[pair.First].Name} × {features[pair.Second].Name}",
            left: 112
        ).Titles(
            new(features[pair.First].Name, features[pair.First].Name),
            new(features[pair.Second].Name, features[pair.Second].Name)
        );
        for (var i = 0; i < across.Length; i++)
        {
            for (var j = 0; j < up.Length; j++)
            {
                var score = pair.Grid[i * model.Maps[pair.Second].PairBins + j];
                chart.Cell(
                    (i, i + 1),
                    (j, j + 1),
                    score / most,
                    ReportPage.Figure($"{across[i]}, {up[j]}: {score:+0.000;-0.000;0}")
                );
            }
        }

        // Every cell has its name under the pointer; on the axes only as many as have room.
        for (var i = 0; i < across.Length; i += (across.Length + 4) / 5)
        {
            chart.Below(i + 0.5, across[i], 38);
        }

        for (var j = 0; j < up.Length; j += (up.Length + 9) / 10)
        {
            chart.Beside(j + 0.5, up[j], kept: 30);
        }

        return chart;
    }

    /// <summary>Shape (pair bins,): what the cells of each coarse bin hold; numbers by their upper end.</summary>
    private static string[] Names(AdditiveModel model, int index, IReadOnlyList<Feature> features)
    {
        var map = model.Maps[index];
        var names = new string[map.PairBins];
        Array.Fill(names, "");
        for (var bin = 0; bin < map.Bins; bin++)
        {
            var name =
                bin == 0 ? "∅"
                : features[index].Kind == ColumnKind.Category ? (bin == 1 ? "?" : features[index].Levels[bin - 2])
                : bin - 1 < map.Cuts.Length ? ReportPage.Figure($"<{map.Cuts[bin - 1]:G4}")
                : map.Cuts.Length > 0 ? ReportPage.Figure($"≥{map.Cuts[^1]:G4}")
                : "·";
            ref var held = ref names[map.PairBin[bin]];
            held =
                features[index].Kind == ColumnKind.Numeric && bin > 0 || held.Length == 0 ? name
                : held.Length < 40 ? $"{held}/{name}"
                : held;
        }

        return names;
    }
}

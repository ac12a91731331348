using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Binning;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Editing;

/// <summary>Changes shapes by hand.</summary>
/// <remarks>
/// The edited model is the additive part alone, uncalibrated if it was part of a blend: what a person sees in the
/// shapes is then all that is scored. Interactions stay as they are unless the feature is taken out: they may bend what
/// a shape alone no longer does.
/// </remarks>
public static class ShapeEditor
{
    /// <summary>The model with the edit made and recorded after those before it.</summary>
    /// <param name="model">A model with an additive part.</param>
    /// <param name="edit">What to change.</param>
    /// <param name="rows">
    /// Rows by which the bins are weighed where a shape shall rise or fall; not needed otherwise.
    /// </param>
    /// <exception cref="ShapeEditException">
    /// No additive part, no such feature or level, an empty range, or nobody who answers for it.
    /// </exception>
    /// <exception cref="SchemaException">The rows lack a feature of the model.</exception>
    public static ProbabilityModel Apply(ProbabilityModel model, ShapeEdit edit, Table? rows = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(edit);
        var additive = PartOf(model);
        Require(edit);
        var feature = IndexOf(model, edit.Feature);
        var known = model.Schema.Features[feature];
        var edited =
            edit.Direction is { } direction
                ? MadeMonotone(
                    additive,
                    feature,
                    known,
                    edit,
                    rows is null ? null : model.Schema.Align(rows).Columns[feature],
                    direction
                )
            : edit.LogOdds is { } logOdds ? Set(additive, feature, known, edit, (float)logOdds)
            : Without(additive, feature);
        return AdditiveOnly(model, edited, [.. model.Edits, edit]);
    }

    /// <summary>The additive part as a model of its own, as every edit starts from it.</summary>
    /// <exception cref="ShapeEditException">There is none.</exception>
    public static ProbabilityModel Unedited(ProbabilityModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return AdditiveOnly(model, PartOf(model), model.Edits);
    }

    /// <summary>Mean of what a shape adds over the rows within a range: where a level stretch would stand.</summary>
    /// <param name="model">A model with an additive part.</param>
    /// <param name="rows">Rows in any form.</param>
    /// <param name="feature">A number's name.</param>
    /// <param name="from">Least number; null is from the lowest on.</param>
    /// <param name="to">Number below which the range ends; null is up to the highest.</param>
    /// <exception cref="ShapeEditException">No additive part, no such number, or no row in the range.</exception>
    public static double MeanOf(ProbabilityModel model, Table rows, string feature, double? from, double? to)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rows);
        var (additive, index) = (PartOf(model), IndexOf(model, feature));
        var column = model.Schema.Align(rows).Columns[index];
        RequireNumbers(model.Schema.Features[index]);
        var (sum, count) = (0.0, 0);
        for (var row = 0; row < column.Rows; row++)
        {
            if (column.Numbers[row] >= (from ?? double.MinValue) && column.Numbers[row] < (to ?? double.MaxValue))
            {
                sum += additive.Mains[index][additive.Maps[index].Bin(column, row)];
                count++;
            }
        }

        return count > 0
            ? sum / count
            : throw new ShapeEditException(
                new(
                    $"No row has '{feature}' from {from:R} to {to:R}: widen the range.",
                    $"「{feature}」が {from:R}〜{to:R} の行はありません。範囲を広げてください。"
                )
            );
    }

    private static AdditiveModel PartOf(ProbabilityModel model) =>
        model.Parts.Select(part => part.Model).OfType<AdditiveModel>().FirstOrDefault()
        ?? throw new ShapeEditException(
            new(
                "The model has no shapes to edit: it found no signal, or has no additive part.",
                "編集できる形状がありません(手がかりなし、または加法モデルを含みません)。"
            )
        );

    private static int IndexOf(ProbabilityModel model, string name) =>
        model.Schema.Features.ToList().FindIndex(one => one.Name == name) is var feature and >= 0
            ? feature
            : throw new ShapeEditException(
                new(
                    $"The model has no feature '{name}': give one of "
                        + $"{string.Join(", ", model.Schema.Features.Select(one => one.Name))}.",
                    $"モデルに特徴量「{name}」はありません。"
                        + $"次のいずれかを指定してください:{string.Join("、", model.Schema.Features.Select(one => one.Name))}"
                )
            );

    private static ProbabilityModel AdditiveOnly(
        ProbabilityModel model,
        AdditiveModel additive,
        IReadOnlyList<ShapeEdit> edits
    ) =>
        new(
            model.Schema,
            Signal.Found,
            [new Part(1, additive)],
            model.Parts.Count == 1 ? model.Calibration : Platt.Identity,
            model.BaseRate
        )
        {
            Edits = edits,
        };

    private static void RequireNumbers(Feature feature)
    {
        if (feature.Kind == ColumnKind.Category)
        {
            throw new ShapeEditException(
                new(
                    $"'{feature.Name}' holds levels: say which level.",
                    $"「{feature.Name}」はカテゴリです。水準を指定してください。"
                )
            );
        }
    }

    private static void Require(ShapeEdit edit)
    {
        if (
            edit.Direction is not null and not 1 and not -1
            || edit.Direction is not null && (edit.LogOdds ?? edit.From ?? edit.To) is not null
        )
        {
            throw new ShapeEditException(
                new(
                    "A shape is made to rise or fall as a whole: give no range and no value beside the direction.",
                    "単調にする指定は形状全体に対するものです。範囲や値と同時には指定できません。"
                )
            );
        }

        if (string.IsNullOrWhiteSpace(edit.Author) || string.IsNullOrWhiteSpace(edit.Reason))
        {
            throw new ShapeEditException(
                new("An edit needs an author and a reason.", "編集には担当者と理由が必要です。")
            );
        }

        if (edit.LogOdds is { } logOdds && !(Math.Abs(logOdds) <= ShapeEdit.MaxLogOdds))
        {
            throw new ShapeEditException(
                new(
                    $"The contribution {logOdds:R} is not within ±{ShapeEdit.MaxLogOdds:R}.",
                    $"寄与 {logOdds:R} は ±{ShapeEdit.MaxLogOdds:R} の範囲外です。"
                )
            );
        }

        // As numbers are kept in single precision.
        var (low, high) = ((float?)edit.From ?? float.MinValue, (float?)edit.To ?? float.MaxValue);
        if (!(float.IsFinite(low) && float.IsFinite(high) && low < high))
        {
            throw new ShapeEditException(
                new(
                    $"The range from {edit.From:R} to {edit.To:R} is empty or has no end in numbers of single "
                        + $"precision.",
                    $"範囲 {edit.From:R}〜{edit.To:R} は空か、単精度で表せません。"
                )
            );
        }
    }

    private static AdditiveModel Without(AdditiveModel model, int feature) =>
        new(
            model.Intercept,
            [.. model.Maps],
            Replaced(model.Mains, feature, new float[model.Mains[feature].Length]),
            Replaced(model.Errors, feature, new float[model.Errors[feature].Length]),
            [.. model.Pairs.Where(pair => pair.First != feature && pair.Second != feature)]
        );

    private static AdditiveModel Set(AdditiveModel model, int feature, Feature known, ShapeEdit edit, float logOdds)
    {
        var (map, scores, errors) = (
            model.Maps[feature],
            model.Mains[feature].ToArray(),
            model.Errors[feature].ToArray()
        );
        if (edit.Level is { } level)
        {
            var bin =
                level.Length == 0 ? 0
                : known.Levels.ToList().IndexOf(level) is var code and >= 0 ? code + 2
                : throw new ShapeEditException(
                    new(
                        $"'{edit.Feature}' has no level '{level}'.",
                        $"「{edit.Feature}」に水準「{level}」はありません。"
                    )
                );
            (scores[bin], errors[bin]) = (logOdds, 0);
        }
        else
        {
            RequireNumbers(known);
            (map, scores, errors) = SetRange(map, scores, errors, edit, logOdds);
        }

        return new AdditiveModel(
            model.Intercept,
            Replaced(model.Maps, feature, map),
            Replaced(model.Mains, feature, scores),
            Replaced(model.Errors, feature, errors),
            [.. model.Pairs]
        );
    }

    private static AdditiveModel MadeMonotone(
        AdditiveModel model,
        int feature,
        Feature known,
        ShapeEdit edit,
        Column? rows,
        int direction
    )
    {
        RequireNumbers(known);
        if (edit.Level is not null || rows is null)
        {
            throw new ShapeEditException(
                new(
                    "A shape that shall rise or fall needs rows to weigh its bins by, and no level.",
                    "単調にするには、区間の重みを決める行が必要です(水準は指定できません)。"
                )
            );
        }

        var (scores, errors) = (model.Mains[feature].ToArray(), model.Errors[feature].ToArray());
        var counts = new double[scores.Length - 1];
        for (var row = 0; row < rows.Rows; row++)
        {
            if (!rows.IsMissing(row))
            {
                counts[model.Maps[feature].Bin(rows, row) - 1]++;
            }
        }

        var bent = MonotoneShape.Of(scores.AsSpan(1), counts, direction);
        for (var i = 0; i < bent.Length; i++)
        {
            (scores[i + 1], errors[i + 1]) = (bent[i], bent[i] == scores[i + 1] ? errors[i + 1] : 0);
        }

        return new AdditiveModel(
            model.Intercept,
            [.. model.Maps],
            Replaced(model.Mains, feature, scores),
            Replaced(model.Errors, feature, errors),
            [.. model.Pairs]
        );
    }

    // A bin is parted where the range begins or ends within it, so that an edit holds exactly where it says. Bins
    // within the range have one score now and become one, but for the edges that interactions need: a shape that has
    // every bin it may have still takes most edits.
    private static (BinMap Map, float[] Scores, float[] Errors) SetRange(
        BinMap map,
        float[] scores,
        float[] errors,
        ShapeEdit edit,
        float logOdds
    )
    {
        var (low, high) = ((float?)edit.From ?? float.NegativeInfinity, (float?)edit.To ?? float.PositiveInfinity);
        var bins = new List<Bin>();
        for (var bin = 1; bin < scores.Length; bin++)
        {
            var from = bin == 1 ? float.NegativeInfinity : map.Cuts[bin - 2];
            var to = bin - 1 < map.Cuts.Length ? map.Cuts[bin - 1] : float.PositiveInfinity;
            foreach (
                var edge in new[] { from, low, high }.Where(edge => edge == from || edge > from && edge < to).Distinct()
            )
            {
                var set = edge >= low && edge < high;
                if (!set || bins.Count == 0 || !bins[^1].IsSet || bins[^1].PairBin != map.PairBin[bin])
                {
                    bins.Add(new Bin(edge, set, set ? logOdds : scores[bin], set ? 0 : errors[bin], map.PairBin[bin]));
                }
            }
        }

        if (bins.Count + 1 > BinMap.MaxBins)
        {
            throw new ShapeEditException(
                new(
                    $"The shape of '{edit.Feature}' has no room for more cuts: begin and end at its own cuts, or "
                        + $"set a wider range.",
                    $"「{edit.Feature}」の形状にはこれ以上区切りを追加できません。既存の区切りを使うか、範囲を広げてください。"
                )
            );
        }

        return (
            new BinMap(
                map.Kind,
                [.. bins.Skip(1).Select(bin => bin.From)],
                0,
                [map.PairBin[0], .. bins.Select(bin => bin.PairBin)]
            ),
            [scores[0], .. bins.Select(bin => bin.Score)],
            [errors[0], .. bins.Select(bin => bin.Error)]
        );
    }

    private readonly record struct Bin(float From, bool IsSet, float Score, float Error, byte PairBin);

    private static T[] Replaced<T>(IReadOnlyList<T> all, int at, T by) =>
        [.. all.Select((one, i) => i == at ? by : one)];
}

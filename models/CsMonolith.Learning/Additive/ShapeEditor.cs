using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Additive;

/// <summary>Changes shapes by hand.</summary>
/// <remarks>
/// The edited model is the additive part alone, uncalibrated if it was part of a blend: what a person sees in the shapes is then all that
/// is scored. Interactions stay as they are unless the feature is taken out.
/// </remarks>
public static class ShapeEditor
{
    /// <summary>The model with the edit made and recorded after those before it.</summary>
    /// <exception cref="ShapeEditException">No additive part, no such feature or level, an empty range, or nobody who answers for it.</exception>
    public static ProbabilityModel Apply(ProbabilityModel model, ShapeEdit edit)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(edit);
        var additive = model.Parts.Select(part => part.Model).OfType<AdditiveModel>().FirstOrDefault() ?? throw new ShapeEditException(new(
            "The model has no shapes to edit: it found no signal, or has no additive part.", "編集できる形状がありません(手がかりなし、または加法モデルを含みません)。"));
        Require(edit);
        var feature = model.Schema.Features.ToList().FindIndex(one => one.Name == edit.Feature);
        if (feature < 0)
        {
            throw new ShapeEditException(new(
                $"The model has no feature '{edit.Feature}': give one of {string.Join(", ", model.Schema.Features.Select(one => one.Name))}.",
                $"モデルに特徴量「{edit.Feature}」はありません。次のいずれかを指定してください:{string.Join("、", model.Schema.Features.Select(one => one.Name))}"));
        }

        var edited = edit.LogOdds is { } logOdds ? Set(additive, feature, model.Schema.Features[feature], edit, (float)logOdds) : Without(additive, feature);
        var calibration = model.Parts.Count == 1 ? model.Calibration : Platt.Identity;
        return new ProbabilityModel(model.Schema, Signal.Found, [new Part(1, edited)], calibration, model.BaseRate) { Edits = [.. model.Edits, edit] };
    }

    private static void Require(ShapeEdit edit)
    {
        if (string.IsNullOrWhiteSpace(edit.Author) || string.IsNullOrWhiteSpace(edit.Reason))
        {
            throw new ShapeEditException(new("An edit needs an author and a reason.", "編集には担当者と理由が必要です。"));
        }

        if (edit.LogOdds is { } logOdds && !(Math.Abs(logOdds) <= ShapeEdit.MaxLogOdds))
        {
            throw new ShapeEditException(new(
                $"The contribution {logOdds:R} is not within ±{ShapeEdit.MaxLogOdds:R}.", $"寄与 {logOdds:R} は ±{ShapeEdit.MaxLogOdds:R} の範囲外です。"));
        }

        if (edit is { From: { } from, To: { } to } && !(from < to))
        {
            throw new ShapeEditException(new($"The range from {from:R} to {to:R} is empty.", $"範囲 {from:R}〜{to:R} は空です。"));
        }
    }

    private static AdditiveModel Without(AdditiveModel model, int feature) => new(
        model.Intercept, [.. model.Maps], Replaced(model.Mains, feature, new float[model.Mains[feature].Length]),
        Replaced(model.Errors, feature, new float[model.Errors[feature].Length]),
        [.. model.Pairs.Where(pair => pair.First != feature && pair.Second != feature)]);

    private static AdditiveModel Set(AdditiveModel model, int feature, Feature known, ShapeEdit edit, float logOdds)
    {
        var (map, scores, errors) = (model.Maps[feature], model.Mains[feature].ToArray(), model.Errors[feature].ToArray());
        if (edit.Level is { } level)
        {
            var bin = level.Length == 0 ? 0 : known.Levels.ToList().IndexOf(level) is var code and >= 0 ? code + 2 : throw new ShapeEditException(new(
                $"'{edit.Feature}' has no level '{level}'.", $"「{edit.Feature}」に水準「{level}」はありません。"));
            (scores[bin], errors[bin]) = (logOdds, 0);
        }
        else if (known.Kind == ColumnKind.Category)
        {
            throw new ShapeEditException(new($"'{edit.Feature}' holds levels: say which level.", $"「{edit.Feature}」はカテゴリです。水準を指定してください。"));
        }
        else
        {
            foreach (var edge in new[] { edit.From, edit.To })
            {
                (map, scores, errors) = edge is { } cut ? CutAt(map, scores, errors, (float)cut, edit.Feature) : (map, scores, errors);
            }

            for (var bin = 1; bin < scores.Length; bin++)
            {
                var low = bin == 1 ? double.NegativeInfinity : map.Cuts[bin - 2];
                var high = bin - 1 < map.Cuts.Length ? map.Cuts[bin - 1] : double.PositiveInfinity;
                if (low >= ((float?)edit.From ?? double.NegativeInfinity) && high <= ((float?)edit.To ?? double.PositiveInfinity))
                {
                    (scores[bin], errors[bin]) = (logOdds, 0);
                }
            }
        }

        return new AdditiveModel(
            model.Intercept, Replaced(model.Maps, feature, map), Replaced(model.Mains, feature, scores), Replaced(model.Errors, feature, errors), [.. model.Pairs]);
    }

    // A bin is parted in two with the same score, so that an edit begins and ends exactly where it says.
    private static (BinMap Map, float[] Scores, float[] Errors) CutAt(BinMap map, float[] scores, float[] errors, float cut, string feature)
    {
        var cuts = map.Cuts.ToArray();
        if (cuts.Contains(cut))
        {
            return (map, scores, errors);
        }

        if (map.Bins == BinMap.MaxBins)
        {
            throw new ShapeEditException(new(
                $"The shape of '{feature}' has no room for a cut at {cut:R}: begin and end at one of its own cuts.",
                $"「{feature}」の形状には {cut:R} の区切りを追加できません。既存の区切りを使ってください。"));
        }

        var below = cuts.Count(other => other < cut);
        var bin = below + 1;
        return (
            new BinMap(map.Kind, [.. cuts[..below], cut, .. cuts[below..]], 0, Doubled(map.PairBin)), Doubled<float>(scores), Doubled<float>(errors));

        T[] Doubled<T>(ReadOnlySpan<T> all) => [.. all[..(bin + 1)], .. all[bin..]];
    }

    private static T[] Replaced<T>(IReadOnlyList<T> all, int at, T by) => [.. all.Select((one, i) => i == at ? by : one)];
}

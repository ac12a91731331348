using System.Globalization;
using System.Text;
using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Runs;

/// <summary>The list of edits at the head of a model card and of a report.</summary>
internal static class EditNotes
{
    private const string CardBegins = "<!-- edits -->\n";
    private const string CardEnds = "<!-- end of edits -->\n\n";
    private const string PageBegins = "<section id='edits'>";
    private const string PageEnds = "</section>";

    /// <summary>The card with a section after its title, in the place of one that was there.</summary>
    public static byte[] InCard(byte[] card, IReadOnlyList<ShapeEdit> edits, IReadOnlyList<EditLoss> losses)
    {
        var text = new StringBuilder();
        Line($"## Edited by hand");
        Line($"");
        Line(
            $"Only the shapes and pairs of this model are scored. Parts and figures further down are of the model as "
                + $"it was trained."
        );
        Line($"編集後は形状と組み合わせだけで予測します。以下の構成と数値は、学習した時点のモデルのものです。");
        Line($"");
        Line($"| When | Who | What | Why | Log loss before | Shapes alone | After | Rows |");
        Line($"| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (edit, loss) in Paired(edits, losses))
        {
            Line(
                $"| {edit.When:yyyy-MM-dd HH:mm zzz} | {Cell(edit.Author)} | {Cell(What(edit).En)} | "
                    + $"{Cell(edit.Reason)} | {Loss(loss?.Before)} | {Loss(loss?.Shapes)} | {Loss(loss?.After)} | "
                    + $"{(loss is null ? "–" : Rows(loss).En)} |"
            );
        }

        Line($"");
        return Encoding.UTF8.GetBytes(
            Inserted(
                Encoding.UTF8.GetString(card),
                CardBegins,
                CardEnds,
                text.ToString(),
                card => card.IndexOf("\n\n", StringComparison.Ordinal) + 2
            )
        );

        void Line(InvariantText line) => text.Append(line.Take()).Append('\n');
    }

    /// <summary>The report with a section before its title, in the place of one that was there.</summary>
    public static byte[] InReport(
        byte[] report,
        ProbabilityModel was,
        ProbabilityModel now,
        Table rows,
        IReadOnlyList<EditLoss> losses
    )
    {
        var part = new ReportPage();
        part.Title(new("Edited by hand", "人による編集"));
        part.Paragraph(
            new(
                "Only the shapes and pairs of this model are scored. What follows further down is of the model as "
                    + "it was trained.",
                "編集後は形状と組み合わせだけで予測します。以下の内容は、学習した時点のモデルのものです。"
            ),
            "none"
        );
        part.Table(
            5,
            [
                new("When", "日時"),
                new("Who", "担当者"),
                new("What", "内容"),
                new("Why", "理由"),
                new("Judged by", "評価した行"),
                new("Log loss before", "編集前の対数損失"),
                new("Shapes alone", "形状のみ"),
                new("After", "編集後"),
            ],
            Paired(now.Edits, losses)
                .Select(one =>
                    (string[])
                        [
                            ReportPage.Figure($"{one.Edit.When:yyyy-MM-dd HH:mm}"),
                            ReportPage.Encode(one.Edit.Author),
                            ReportPage.Both(What(one.Edit)),
                            ReportPage.Encode(one.Edit.Reason),
                            one.Loss is null ? "–" : ReportPage.Both(Rows(one.Loss)),
                            Loss(one.Loss?.Before),
                            Loss(one.Loss?.Shapes),
                            Loss(one.Loss?.After),
                        ]
                )
        );
        var name = now.Edits[^1].Feature;
        var index = now.Schema.Features.ToList().FindIndex(feature => feature.Name == name);
        part.Charts(
            new[]
            {
                (Title: new LocalizedText($"{name}, before", $"{name}(編集前)"), Model: was),
                (Title: new LocalizedText($"{name}, after", $"{name}(編集後)"), Model: now),
            }.Select(one =>
                (
                    one.Title,
                    ReportShapes.Of(
                        one.Model.Parts.Select(part => part.Model).OfType<AdditiveModel>().First(),
                        index,
                        now.Schema.Features[index],
                        rows
                    )
                )
            )
        );
        return Encoding.UTF8.GetBytes(
            Inserted(
                Encoding.UTF8.GetString(report),
                PageBegins,
                PageEnds,
                part.Inner(),
                page => Math.Max(page.IndexOf("<h1>", StringComparison.Ordinal), 0)
            )
        );
    }

    /// <summary>An edit in words.</summary>
    public static LocalizedText What(ShapeEdit edit)
    {
        var place =
            edit.Level is { } level
                ? new LocalizedText(
                    level.Length > 0 ? $" at '{level}'" : " where missing",
                    level.Length > 0 ? $"「{level}」" : "欠損"
                )
            : edit.From is null && edit.To is null ? new LocalizedText("", "全体")
            : new LocalizedText(
                Figure(
                    $" from {edit.From?.ToString("R", CultureInfo.InvariantCulture) ?? "the lowest"} to "
                        + $"{edit.To?.ToString("R", CultureInfo.InvariantCulture) ?? "the highest"}"
                ),
                Figure(
                    $"{edit.From?.ToString("R", CultureInfo.InvariantCulture) ?? "最小"}〜"
                        + $"{edit.To?.ToString("R", CultureInfo.InvariantCulture) ?? "最大"}"
                )
            );
        return edit switch
        {
            { Direction: > 0 } => new($"{edit.Feature} made to rise", $"{edit.Feature}:単調増加にした"),
            { Direction: < 0 } => new($"{edit.Feature} made to fall", $"{edit.Feature}:単調減少にした"),
            { LogOdds: { } logOdds } => new(
                Figure($"{edit.Feature}{place.En} set to {logOdds:0.####}"),
                Figure($"{edit.Feature} の{place.Ja}を {logOdds:0.####} にした")
            ),
            _ => new($"{edit.Feature} and its pairs taken out", $"{edit.Feature} とその組み合わせを除いた"),
        };
    }

    private static IEnumerable<(ShapeEdit Edit, EditLoss? Loss)> Paired(
        IReadOnlyList<ShapeEdit> edits,
        IReadOnlyList<EditLoss> losses
    ) =>
        edits.Select(
            (edit, i) =>
                (edit, i - (edits.Count - losses.Count) is var at && at >= 0 && at < losses.Count ? losses[at] : null)
        );

    private static LocalizedText Rows(EditLoss loss) =>
        loss.OfTraining
            ? new($"{loss.Rows}, of training", $"{loss.Rows}(学習に使用)")
            : new($"{loss.Rows}, of another file", $"{loss.Rows}(別のファイル)");

    private static string Inserted(string text, string begins, string ends, string part, Func<string, int> place)
    {
        var from = text.IndexOf(begins, StringComparison.Ordinal);
        var to = from < 0 ? -1 : text.IndexOf(ends, from, StringComparison.Ordinal);
        var without = to < 0 ? text : text.Remove(from, to + ends.Length - from);
        return without.Insert(place(without), begins + part + ends);
    }

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static string Loss(double? loss) => loss is { } known ? Figure($"{known:F4}") : "–";

    private static string Figure(InvariantText text) => text.Take();
}

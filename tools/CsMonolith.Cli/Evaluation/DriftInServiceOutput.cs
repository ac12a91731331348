using System.Globalization;
using System.Text.Json;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Drift;
using CsMonolith.Learning.Localization;

namespace CsMonolith.Cli.Evaluation;

/// <summary>
/// Prints how the rows and the quality of a registered model have changed month by month, and whether to keep, wait
/// or retrain.
/// </summary>
internal static class DriftInServiceOutput
{
    public static void Print(
        ConsoleOutput output,
        string model,
        (DateOnly From, DateOnly To) quiet,
        ServiceReport report
    )
    {
        output.Json(json => Write(json, model, quiet, report));
        Plain(output, report);
        var outstanding = report.Months.Sum(month => month.Rows - month.Known);
        output.Message(
            new(
                $"{model}, {Month(report.Now.Month)}: {report.Now.Rows} rows held against {report.ReferenceRows} "
                    + $"customers of {Month(quiet.From)} to {Month(quiet.To)}, one row each. Labels still outstanding "
                    + $"since then: {outstanding}.",
                $"{model}、{Month(report.Now.Month)}:{report.Now.Rows} 行を、{Month(quiet.From)} から {Month(quiet.To)} "
                    + $"の顧客 {report.ReferenceRows} 社(1 社 1 行)と比べました。まだ分からない結果:{outstanding} 行。"
            )
        );
        output.Message(Advise(report));
    }

    private static void Write(
        Utf8JsonWriter json,
        string model,
        (DateOnly From, DateOnly To) quiet,
        ServiceReport report
    )
    {
        json.WriteString("model", model);
        json.WriteString("month", Month(report.Now.Month));
        json.WriteStartObject("quietTime");
        json.WriteString("from", Month(quiet.From));
        json.WriteString("to", Month(quiet.To));
        json.WriteNumber("customers", report.ReferenceRows);
        json.WriteEndObject();
        DriftOutput.Write(json, report.Now.Drift);
        json.WriteStartArray("moved");
        foreach (var column in report.Moved)
        {
            json.WriteStartObject();
            json.WriteString("column", column.Now.Column);
            json.WriteString("since", Month(column.Since));
            json.WriteBoolean("inModel", column.InModel);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("scoreSince", Month(report.ScoreSince));
        json.WriteStartArray("months");
        foreach (var month in report.Months)
        {
            Write(json, month);
        }

        json.WriteEndArray();
        Write(json, report.Advice);
    }

    private static void Write(Utf8JsonWriter json, ServiceMonth month)
    {
        json.WriteStartObject();
        json.WriteString("month", Month(month.Month));
        json.WriteNumber("rows", month.Rows);
        json.WriteNumber("labelsKnown", month.Known);
        json.WriteNumber("labelsOutstanding", month.Rows - month.Known);
        json.WriteNumber("drifted", month.Drift.Columns.Count(column => column.Drifted));
        json.WriteBoolean("scoreDrifted", month.Drift.Score!.Drifted);
        DriftOutput.Write(json, "expected", month.Drift.Expected!);
        if (month.Quality is { } known)
        {
            Write(json, "known", known);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RetrainAdvice advice)
    {
        json.WriteStartObject("advice");
        json.WriteString(
            "course",
            advice.Decision switch
            {
                RetrainDecision.Wait => "wait",
                RetrainDecision.Retrain => "retrain",
                _ => "keep",
            }
        );
        json.WriteString(
            "reason",
            advice.Decision switch
            {
                RetrainDecision.Wait => "labels-too-few",
                RetrainDecision.Retrain => "causes-changed",
                RetrainDecision.KeepBorneOut => "borne-out",
                _ => "nothing-moved",
            }
        );
        json.WriteString("since", Month(advice.Since));
        json.WriteNumber("knownOfRarer", advice.KnownOfRarer);
        json.WriteNumber("enough", RetrainAdvice.EnoughLabels);
        json.WriteNumber("labelsOutstanding", advice.Outstanding);
        json.WriteString("nextLabelsOn", Day(advice.NextLabelsOn));
        json.WriteString("enoughOn", Day(advice.EnoughOn));
        Figures.Number(json, "logLossChange", advice.LogLossChange);
        Figures.Number(json, "rocAucChange", advice.RocAucChange);
        json.WriteNumber("trainingWork", advice.Training.Work);
        json.WriteNumber("trainingCoreSeconds", advice.Training.CoreSeconds);
        if (advice.SinceChange is { } known)
        {
            Write(json, "known", known);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, KnownQuality known)
    {
        json.WriteStartObject(name);
        json.WriteNumber("rows", known.Rows);
        json.WriteNumber("outcomes", known.Outcomes);
        json.WriteNumber("forecast", known.Forecast);
        Figures.Range(json, "rocAuc", known.RocAuc);
        Figures.Number(json, "logLoss", known.LogLoss);
        Figures.Range(json, "regainable", known.Regainable);
        json.WriteEndObject();
    }

    private static void Plain(ConsoleOutput output, ServiceReport report)
    {
        DriftOutput.Plain(output, report.Now.Drift);
        foreach (var column in report.Moved)
        {
            output.Line(
                $"{column.Now.Column}\t{output.Localize(new("moved since", "変化の始まり"))} {Month(column.Since)}\t{(column.InModel ? "" : output.Localize(new("the model does not look at it", "モデルは使っていない列")))}".TrimEnd(
                    '\t'
                )
            );
        }

        output.Line(
            output.Localize(
                new(
                    "month\trows\tlabels known\toutstanding\tdrifted\texpected ROC AUC\tROC AUC\texpected log "
                        + "loss\tlog loss\tforecast\tcame about",
                    "月\t行\t結果あり\t結果待ち\t変化した列\t予想 ROC AUC\tROC AUC\t予想 log loss\tlog loss\t予測\t実際"
                )
            )
        );
        foreach (var month in report.Months)
        {
            output.Line(
                string.Join(
                    '\t',
                    Month(month.Month),
                    $"{month.Rows}",
                    $"{month.Known}",
                    $"{month.Rows - month.Known}",
                    $"{month.Drift.Columns.Count(column => column.Drifted)}",
                    Figures.Plain(month.Drift.Expected!.RocAuc.Value),
                    Figures.Plain(month.Quality?.RocAuc.Value ?? double.NaN),
                    Figures.Plain(month.Drift.Expected.LogLoss.Value),
                    Figures.Plain(month.Quality?.LogLoss ?? double.NaN),
                    Figures.Plain(month.Quality?.Forecast ?? double.NaN, "F1"),
                    month.Quality is { } known ? $"{known.Outcomes}" : "-"
                )
            );
        }
    }

    private static LocalizedText Advise(ServiceReport report)
    {
        var (advice, columns) = (
            report.Advice,
            string.Join(", ", report.Moved.Where(column => column.InModel).Select(column => column.Now.Column))
        );
        columns = columns.Length > 0 ? columns : "score";
        var (since, known) = (Month(advice.Since ?? report.Months[0].Month), advice.SinceChange);
        var told = known is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{known.Outcomes} ({known.Forecast:F1})");
        var seconds = Math.Max(1, Math.Ceiling(advice.Training.CoreSeconds))
            .ToString("F0", CultureInfo.InvariantCulture);
        var training = (
            En: $"Retraining costs at most about {seconds} seconds of one core",
            Ja: $"再学習にかかる計算は、1 コアで最大およそ {seconds} 秒です"
        );
        return advice.Decision switch
        {
            RetrainDecision.KeepUnmoved => new(
                $"Keep the model: nothing that it looks at has moved beyond "
                    + $"chance{(known is null ? "; no label is known yet" : $", and the {known.Rows} known labels do not speak against it: came about (forecast) {told}")}.",
                $"今のモデルを使い続けてください。モデルが使う列に、"
                    + $"偶然の範囲を超えた変化はありません{(known is null ? "(結果が分かった行はまだありません)" : $"。結果が分かった {known.Rows} 行も予測と食い違いません(実際(予測):{told})")}。"
            ),
            RetrainDecision.KeepBorneOut => new(
                $"Keep the model: {columns} moved by {since}, but its probabilities hold. Of {known!.Rows} labels "
                    + $"known from then on, came about (forecast): {told}. {training.En} and would regain nothing that "
                    + $"shows.",
                $"今のモデルを使い続けてください。{columns} は {since} までに変化しましたが、確率は当たっています。それ以降に結果が分かった {known.Rows} 行で、実際(予測):"
                    + $"{told}。{training.Ja}が、良くなる見込みは見えません。"
            ),
            RetrainDecision.Wait => new(
                $"Wait{(advice.EnoughOn is null ? "" : $" until {Day(advice.EnoughOn)}{Ahead(advice.EnoughOn, report.Now.Month).En}")}: {columns} moved by {since}, and {advice.KnownOfRarer} labels of the rarer outcome are known from then on; a new model can be judged by {RetrainAdvice.EnoughLabels}{(advice.EnoughOn is null ? ", which will not be there within five years" : "")}. "
                    + $"The cost of waiting: the customers' change alone moves the expected log loss by {Signed(advice.LogLossChange)} a row and ROC AUC by {Signed(advice.RocAucChange)}; whether causes changed too is not seen before labels come{(advice.NextLabelsOn is null ? "" : $", the next on {Day(advice.NextLabelsOn)}")}. "
                    + $"The cost of not waiting: {training.En.ToLowerInvariant()}, and the new model would have learned the new state from {known?.Rows ?? 0} rows.",
                $"{(advice.EnoughOn is null ? "" : $"{Day(advice.EnoughOn)} まで{Ahead(advice.EnoughOn, report.Now.Month).Ja}")}待ってください。{columns} が {since} までに変化しました。それ以降で結果が分かった行は、少ない方の結果が {advice.KnownOfRarer} 件です。新しいモデルを確かめるには {RetrainAdvice.EnoughLabels} 件が必要です{(advice.EnoughOn is null ? "(5 年以内には揃いません)" : "")}。"
                    + $"待つ費用:顧客の変化だけで、1 行あたりの予想 log loss が {Signed(advice.LogLossChange)}、ROC AUC が {Signed(advice.RocAucChange)} 変わります。離脱の要因も変わったかどうかは、結果が出るまで分かりません{(advice.NextLabelsOn is null ? "" : $"(次は {Day(advice.NextLabelsOn)})")}。"
                    + $"待たない費用:{training.Ja}。変化後の状態を学べる行は {known?.Rows ?? 0} 行だけです。"
            ),
            _ => new(
                $"Retrain: of {known!.Rows} labels known since {since}, came about (forecast): {told}. The cost "
                    + $"of waiting: at least {Figures.Plain(known.Regainable.Value)} log loss a row "
                    + $"({Figures.Plain(known.Regainable.Low)}..{Figures.Plain(known.Regainable.High)}), for "
                    + $"{report.Now.Rows} rows a month. "
                    + $"{training.En}, and can learn the new state from those {known.Rows} rows.",
                $"再学習してください。{since} 以降に結果が分かった {known.Rows} 行で、実際(予測):{told}。待つ費用:1 行あたり log loss が少なくとも "
                    + $"{Figures.Plain(known.Regainable.Value)}({Figures.Plain(known.Regainable.Low)}..{Figures.Plain(known.Regainable.High)})悪いまま、毎月 {report.Now.Rows} 行を予測します。"
                    + $"{training.Ja}。変化後の状態は、この {known.Rows} 行から学べます。"
            ),
        };
    }

    // Months from the end of the month looked at.
    private static LocalizedText Ahead(DateOnly? day, DateOnly month)
    {
        var ahead = (int)Math.Ceiling((day!.Value.DayNumber - month.AddMonths(1).DayNumber) / 30.4);
        return ahead <= 0 ? new("", "") : new($" ({ahead} months ahead)", $"({ahead} か月後)");
    }

    private static string Signed(double figure) =>
        figure.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);

    private static string? Month(DateOnly? day) => day?.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);
}

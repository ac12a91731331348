using System.Globalization;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Leaks;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Runs;

/// <summary>What held-out rows say about a model in which a signal was found.</summary>
/// <param name="Outcomes">Rows with the outcome among them.</param>
/// <param name="Compared">
/// The model beside the overall share of its training rows, paired by row, a customer as one draw; null where there is
/// no signal to confirm.
/// </param>
internal sealed record LaterRows(int Outcomes, PairedComparison? Compared)
{
    public static LaterRows Of(ProbabilityModel judged, Table test)
    {
        if (judged.Signal == Signal.None)
        {
            return new LaterRows(0, Compared: null);
        }

        return new LaterRows(
            test.Labels.Count(true),
            PairedComparison.Of(
                judged.WithoutSignal().Score(test).Probabilities,
                judged.Score(test).Probabilities,
                test.Labels,
                test.Groups
            )
        );
    }

    /// <summary>Beyond chance the overall share foretells them better: the signal does not hold.</summary>
    public bool Contradict => Compared is { LogLoss.Low: > 0 };

    /// <summary>Neither do they confirm it beyond chance.</summary>
    private bool LeaveOpen => Compared is { LogLoss: { Low: <= 0, High: >= 0 } };

    public IEnumerable<Finding> Findings()
    {
        if (Compared is null || !Contradict && !LeaveOpen)
        {
            yield break;
        }

        var (loss, rows) = (Compared.LogLoss, Compared.Rows);
        var difference = string.Create(
            CultureInfo.InvariantCulture,
            $"{loss.Value:+0.0000;-0.0000} ({loss.Low:+0.0000;-0.0000} to {loss.High:+0.0000;-0.0000})"
        );
        yield return Contradict
            ? new Finding(
                "contradicted-later",
                "",
                new(
                    $"The held-out rows contradict the signal: on {rows} of them the log loss is {difference} against "
                        + "the overall share's. The model gives everybody that share.",
                    $"検証用の行が手がかりと矛盾しています。{rows} 行での対数損失の差は、全体の割合に対して {difference} です。"
                        + "全員に全体の割合を返すモデルにしました。"
                ),
                rows
            )
            : new Finding(
                "unconfirmed-later",
                "",
                new(
                    $"The held-out rows are too few to confirm the signal: {rows} rows, {Outcomes} with the outcome; "
                        + $"log loss {difference} against the overall share's. The model is kept, since it was found "
                        + "out of fold on the rows before them.",
                    $"検証用の行が少なく、手がかりを確認できません({rows} 行、うち結果あり {Outcomes} 行)。"
                        + $"対数損失の差は、全体の割合に対して {difference} です。"
                        + "それより前の行の交差検証では手がかりがあったため、モデルは残しました。"
                ),
                rows
            );
    }
}

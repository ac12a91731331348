using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CsMonolith.LearningBench;

/// <summary>What one learner took and reached.</summary>
/// <param name="Peer">Learner's name; <c>ours</c> is this library's.</param>
/// <param name="FitCpu">Processor seconds of the fit, binning included.</param>
/// <param name="FitWall">Seconds of the fit.</param>
/// <param name="ScoreWall">Seconds of one pass over the rows to score, the best of three.</param>
/// <param name="ScoreCpu">Processor seconds of such a pass, the best of three.</param>
/// <param name="ScoreRows">Rows to score.</param>
/// <param name="Auc">Area under the ROC curve on them.</param>
internal sealed record Figures(
    string Peer,
    double FitCpu,
    double FitWall,
    double ScoreWall,
    double ScoreCpu,
    int ScoreRows,
    double Auc
)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static Figures Read(string line) => JsonSerializer.Deserialize<Figures>(line, Web)!;

    public static string Json(IReadOnlyList<Figures> all) => JsonSerializer.Serialize(all, Web);

    /// <summary>
    /// A table with our ratio to each peer: fit CPU (less is better), rows a second and a CPU second (more is better),
    /// AUC difference.
    /// </summary>
    public static string Markdown(IReadOnlyList<Figures> all)
    {
        var text = new StringBuilder(
            "| learner | fit CPU s | fit s | rows scored a second | rows a CPU second | AUC | fit CPU, ours/this | "
                + "rows a second, ours/this | rows a CPU second, ours/this | AUC, ours − this |\n"
        );
        text.Append("|---|---|---|---|---|---|---|---|---|---|\n");
        var ours = all[0];
        foreach (var one in all)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {one.Peer} | {one.FitCpu:F2} | {one.FitWall:F2} | {one.ScoreRows / one.ScoreWall:F0} | "
                    + $"{one.ScoreRows / one.ScoreCpu:F0} | {one.Auc:F5} "
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {ours.FitCpu / one.FitCpu:F2} | "
                    + $"{ours.ScoreRows / ours.ScoreWall / (one.ScoreRows / one.ScoreWall):F2} | "
                    + $"{ours.ScoreRows / ours.ScoreCpu / (one.ScoreRows / one.ScoreCpu):F2} | "
                    + $"{ours.Auc - one.Auc:F5} |\n"
            );
        }

        return text.ToString().TrimEnd();
    }
}

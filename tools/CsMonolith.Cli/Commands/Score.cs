using System.CommandLine;
using System.Globalization;
using System.Text;
using CsMonolith.Cli.Talk;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Commands;

/// <summary><c>churn score MODEL.json FILE.csv</c>: one probability for each row, in file order.</summary>
internal static class Score
{
    public static Command Command(Surroundings surroundings)
    {
        var model = new Argument<string>("MODEL.json") { Description = "model.json of a run" };
        var (file, encoding) = (Shared.Csv(), Shared.Encoding());
        var command = new Command("score", "Score rows") { model, file, encoding };
        command.SetAction(
            (parsed, _) =>
                ChurnTool.Speak(
                    surroundings,
                    parsed,
                    teller =>
                    {
                        var fitted = Shared.Model(parsed.GetValue(model)!);
                        var table = Shared
                            .Read(parsed.GetValue(file)!, new CsvLayout(Encoding: parsed.GetValue(encoding)!), teller)
                            .Table;
                        Tell(teller, fitted.Score(table, teller.Cancellation));
                        return Task.FromResult(ExitCode.Ok);
                    }
                )
        );
        return command;
    }

    private static void Tell(Teller teller, Learning.Models.Scores scores)
    {
        foreach (var strange in scores.InputGaps)
        {
            teller.Talk(
                new(
                    $"{strange.Feature}: {strange.Missing} missing, {strange.Unseen} unseen",
                    $"{strange.Feature}:空欄 {strange.Missing} 行、未知の値 {strange.Unseen} 行"
                )
            );
        }

        teller.Object(json =>
        {
            json.WriteStartArray("probabilities");
            foreach (var probability in scores.Probabilities)
            {
                json.WriteNumberValue(probability);
            }

            json.WriteEndArray();
            json.WriteStartArray("strange");
            foreach (var strange in scores.InputGaps)
            {
                json.WriteStartObject();
                json.WriteString("feature", strange.Feature);
                json.WriteNumber("missing", strange.Missing);
                json.WriteNumber("unseen", strange.Unseen);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        if (teller.Json)
        {
            return;
        }

        var text = new StringBuilder("row,probability\n");
        for (var row = 0; row < scores.Probabilities.Length; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row},{scores.Probabilities[row]:R}\n");
        }

        teller.Raw(text.ToString());
    }
}

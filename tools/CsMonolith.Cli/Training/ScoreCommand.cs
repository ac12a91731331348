using System.CommandLine;
using System.Globalization;
using System.Text;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Training;

/// <summary><c>churn score MODEL.json FILE.csv</c>: one probability for each row, in file order.</summary>
internal static class ScoreCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var model = new Argument<string>("MODEL.json") { Description = "model.json of a run" };
        var (file, options) = (CommonOptions.Csv(), new TableOptions());
        var command = new Command("score", "Score rows") { model, file };
        options.AddTo(command);
        command.SetGuardedAction(
            environment,
            (parsed, output) =>
            {
                var fitted = InputFiles.Model(parsed.GetValue(model)!);
                var table = InputFiles.Read(parsed.GetValue(file)!, options.Of(parsed, new CsvLayout()), output).Table;
                Print(output, fitted.Score(table, output.Cancellation));
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static void Print(ConsoleOutput output, Learning.Models.Scores scores)
    {
        foreach (var strange in scores.InputGaps)
        {
            output.Message(
                new(
                    $"{strange.Feature}: {strange.Missing} missing, {strange.Unseen} unseen",
                    $"{strange.Feature}:空欄 {strange.Missing} 行、未知の値 {strange.Unseen} 行"
                )
            );
        }

        output.Json(json =>
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
        if (output.IsJson)
        {
            return;
        }

        var text = new StringBuilder("row,probability\n");
        for (var row = 0; row < scores.Probabilities.Length; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row},{scores.Probabilities[row]:R}\n");
        }

        output.Raw(text.ToString());
    }
}

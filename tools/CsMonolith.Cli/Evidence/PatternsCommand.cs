using System.CommandLine;
using System.Text;
using System.Text.Json;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Patterns;
using CsMonolith.Learning.Runs;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Evidence;

/// <summary>
/// <c>churn patterns FILE.csv --label retained --by phase [--publish --host URL --token T]</c>, or <c>churn patterns
/// --publish</c> alone.
/// </summary>
internal static class PatternsCommand
{
    private const string Mrr = "mrr";

    public static Command Create(CliEnvironment environment)
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "CSV with a header, or Parquet (.parquet)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var (time, group, seed) = (CommonOptions.Time(), CommonOptions.Group(), CommonOptions.Seed());
        var table = new TableOptions();
        var label = new Option<string?>("--label") { Description = "Column with the 0/1 outcome" };
        var by = new Option<string?>("--by")
        {
            Description = "Column whose levels are mined one by one, such as the phase",
        };
        var strata = new Option<string[]>("--strata")
        {
            Description = "Columns that are adjusted for",
            AllowMultipleArgumentsPerToken = true,
        };
        var except = new Option<string[]>("--except")
        {
            Description =
                "Further columns that nobody can act on: never proposed. Size, industry and the like are known by name",
            AllowMultipleArgumentsPerToken = true,
        };
        var actOn = new Option<string[]>("--act-on")
        {
            Description = "Columns that can be acted on whatever they are called",
            AllowMultipleArgumentsPerToken = true,
        };
        var mrr = new Option<string?>("--mrr")
        {
            Description = $"Column with what a customer pays a month: worth is told in ARR too. {Mrr} if there is one",
        };
        var loss = new Option<bool>("--loss")
        {
            Description =
                "The outcome is one to avoid: worth is what is averted. So by itself for a label called churned "
                + "or churn",
        };
        var rate = new Option<double>("--fdr")
        {
            Description = "Share of false verdicts allowed among all",
            DefaultValueFactory = _ => 0.1,
        };
        var least = new Option<int>("--min-arm")
        {
            Description = "Customers that each arm needs on either half to be shown",
            DefaultValueFactory = _ => 20,
        };
        var atRisk = new RiskSetOptions();
        var publish = new Option<bool>("--publish")
        {
            Description =
                "Hand what was mined from FILE to the host as candidates, with the counts of both halves: the "
                + "host judges anew. Without FILE the host mines its own history",
        };
        var outcomeOfHost = new Option<string?>("--outcome")
        {
            Description =
                "With --publish and without FILE: outcome that the host mines, such as renewed; churned if absent",
        };
        var model = new Option<string?>("--model-version")
        {
            Description = "With --publish: version of the host's model whose factors led here",
        };
        var host = new Option<string?>("--host") { Description = "Address of the host" };
        var token = CommonOptions.Token();
        var command = new Command(
            "patterns",
            "Look for conditions that go with the outcome, proposed on one half and judged on the other"
        )
        {
            file,
            label,
            by,
            strata,
            except,
            actOn,
            mrr,
            loss,
            rate,
            least,
            atRisk.TimeInPhase,
            atRisk.Horizon,
            time,
            group,
            seed,
            publish,
            outcomeOfHost,
            host,
            token,
            model,
        };
        table.AddTo(command);
        command.SetGuardedAction(
            environment,
            async (parsed, output) =>
            {
                using var client = parsed.GetValue(publish)
                    ? HostConnection.Open(parsed.GetValue(host) ?? throw Needed("--host"), parsed.GetValue(token))
                    : null;
                if (client is not null && parsed.GetValue(file) is null)
                {
                    await PublishedPatterns.Mine(
                        output,
                        client,
                        (int)Math.Min(parsed.GetValue(seed), int.MaxValue),
                        parsed.GetValue(outcomeOfHost)
                    );
                    return ExitCode.Ok;
                }

                var (path, outcome) = (
                    parsed.GetValue(file) ?? throw Needed("FILE.csv"),
                    parsed.GetValue(label) ?? throw Needed("--label")
                );
                var read = InputFiles.Read(
                    path,
                    table.Of(
                        parsed,
                        new CsvLayout(outcome, parsed.GetValue(time), parsed.GetValue(group), FindsGroup: true)
                    ),
                    output
                );
                var (phase, layers) = (parsed.GetValue(by), parsed.GetValue(strata) ?? []);
                foreach (
                    var name in layers
                        .Concat(parsed.GetValue(except) ?? [])
                        .Concat(parsed.GetValue(actOn) ?? [])
                        .Concat(phase is null ? [] : [phase])
                )
                {
                    NamedColumns.Named(read, name);
                }

                string[] asked = [.. layers, .. parsed.GetValue(except) ?? [], .. new[] { phase }.OfType<string>()];
                var fixedOnes = NonActionableColumns.Among(
                    read.Table.Columns.Select(column => column.Name).Except(asked),
                    parsed.GetValue(actOn) ?? [],
                    output
                );
                var timeInPhase = atRisk.TimeInPhaseOf(parsed, read);
                var conditions = Condition.Of(
                    read.Table,
                    [.. asked, .. fixedOnes, .. timeInPhase is null ? [] : new[] { timeInPhase.Name }]
                );
                var settings = new PatternSettings(
                    phase,
                    layers,
                    parsed.GetValue(rate),
                    parsed.GetValue(least),
                    parsed.GetValue(seed),
                    MostConditions: 2
                )
                {
                    AmountColumn = Amount(read, parsed.GetValue(mrr)),
                    TimeInPhaseColumn = timeInPhase?.Name,
                    HorizonDays = atRisk.DaysOf(parsed),
                    OutcomeIsLoss = parsed.GetValue(loss) || outcome is "churned" or "churn",
                };
                PatternFindings found;
                using (var progress = output.Progress())
                {
                    found = PatternMiner.Mine(read.Table, conditions, settings, progress, output.Cancellation);
                }

                RiskSetOptions.Tell(output, read.Table.Rows, found.AtRisk, settings.HorizonDays);
                if (client is not null)
                {
                    await PublishedPatterns.HandOver(
                        output,
                        client,
                        new(
                            outcome,
                            Path.GetFileName(path),
                            TrainingRun.FingerprintOf(read.Table),
                            parsed.GetValue(model),
                            settings
                        ),
                        found
                    );
                }

                if (!settings.OutcomeIsLoss)
                {
                    output.Message(
                        new(
                            $"Worth takes '{outcome}' for something one hopes for; --loss says that it is to be "
                                + $"avoided.",
                            $"見込みは「{outcome}」を望ましい結果として計算しています。避けたい結果なら --loss を付けてください。"
                        )
                    );
                }

                Print(output, found, read.TimeColumn is not null);
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static CliException Needed(string name) =>
        new(
            ExitCode.Usage,
            new(
                $"{name} is missing: give FILE.csv --label COL, with --publish --host URL to hand it "
                    + $"over, or these two alone.",
                $"{name} がありません。FILE.csv --label 列 を指定し、公開するときは --publish --host URL を加えてください(この 2 つだけでも可)。"
            )
        );

    private static string? Amount(CsvRead read, string? asked) =>
        asked is null
            ? read.Table.Find(Mrr) is { Kind: ColumnKind.Numeric }
                ? Mrr
                : null
            : NamedColumns.Named(read, asked).Kind == ColumnKind.Numeric
                ? asked
                : throw new CliException(
                    ExitCode.Usage,
                    new(
                        $"--mrr '{asked}' is a column of text: give one with numbers.",
                        $"--mrr「{asked}」は文字の列です。数値の列を指定してください。"
                    )
                );

    private static void Print(ConsoleOutput output, PatternFindings found, bool isDated)
    {
        output.Json(json =>
        {
            json.WriteNumber("tried", found.Tried);
            json.WriteNumber("hidden", found.Hidden);
            json.WriteStartArray("patterns");
            foreach (var pattern in found.Patterns)
            {
                Write(json, pattern);
            }

            json.WriteEndArray();
        });
        output.Line(
            output.Localize(
                new(
                    "verdict\tphase\tcondition\twith\twithout\tdifference (points)\tadjusted\tlift, "
                        + "shrunk\tq\tstable\treach\tworth (customers)\tworth (ARR)",
                    "判定\tフェーズ\t条件\tあり\tなし\t差(ポイント)\t調整後\tリフト(縮小)\tq\t安定性\t対象\t見込み(社)\t見込み(ARR)"
                )
            )
        );
        foreach (var pattern in found.Patterns)
        {
            var arms = pattern.Tested.Arms;
            output.Line(
                new StringBuilder(output.Localize(Verdicts.Text(pattern.Verdict)))
                    .Append('\t')
                    .Append(pattern.Phase)
                    .Append('\t')
                    .Append(pattern.Condition)
                    .Append($"\t{arms.WithOutcome}/{arms.With}\t{arms.WithoutOutcome}/{arms.Without}\t")
                    .Append(Figures.Points(pattern.Tested.Difference))
                    .Append('\t')
                    .Append(Figures.Points(pattern.Tested.Adjusted))
                    .Append('\t')
                    .Append(Figures.Plain(pattern.ShrunkLift, "F2"))
                    .Append('\t')
                    .Append(Figures.Plain(pattern.QValue))
                    .Append('\t')
                    .Append(
                        pattern.Stability is { } stable
                            ? $"{Figures.Plain(stable.Bootstraps, "F2")} {stable.SameSide}/{stable.Stretches}"
                            : "-"
                    )
                    .Append($"\t{pattern.Reach.Members}\t")
                    .Append(Range(pattern.Reach.Outcomes, "F1"))
                    .Append('\t')
                    .Append(Range(Arr(pattern.Reach.Gain), "F0"))
                    .ToString()
            );
        }

        output.Message(
            isDated
                ? new(
                    "Ranked by reach × effect: customers in the phase within the newest year, on the side that "
                        + "does worse, times the held-out effect (95% interval of the effect).",
                    "対象×効果の順です。直近1年にそのフェーズにいて、悪い側にいる顧客の数に、検証用データでの効果(95%区間)を掛けています。"
                )
                : new(
                    "Ranked by reach × effect. The file has no dates: reach counts all its customers, not those "
                        + "of a year.",
                    "対象×効果の順です。時点の列がないため、対象は1年分ではなくファイルの全顧客です。"
                )
        );
        output.Message(
            new(
                $"{found.Tried} looked at, {found.Hidden} hidden for too few rows. What goes together need not "
                    + $"cause: try churn effects.",
                $"{found.Tried} 件を調べ、{found.Hidden} 件は行数不足で非表示です。関連は原因とは限りません。churn effects で確かめてください。"
            )
        );
    }

    private static Interval Arr(Interval monthly) => PatternReach.Of(12, monthly);

    private static string Range(Interval interval, string format) =>
        double.IsFinite(interval.Value)
            ? $"{Figures.Plain(interval.Value, format)} "
                + $"({Figures.Plain(interval.Low, format)}..{Figures.Plain(interval.High, format)})"
            : "-";

    private static void Write(Utf8JsonWriter json, Pattern pattern)
    {
        json.WriteStartObject();
        json.WriteString("phase", pattern.Phase);
        json.WriteString("condition", pattern.Condition);
        json.WriteString("column", pattern.Column);
        json.WriteString("verdict", Verdicts.Code(pattern.Verdict));
        json.WriteNumber("with", pattern.Tested.Arms.With);
        json.WriteNumber("withOutcome", pattern.Tested.Arms.WithOutcome);
        json.WriteNumber("without", pattern.Tested.Arms.Without);
        json.WriteNumber("withoutOutcome", pattern.Tested.Arms.WithoutOutcome);
        Figures.Range(json, "difference", pattern.Tested.Difference);
        Figures.Range(json, "adjusted", pattern.Tested.Adjusted);
        Figures.Number(json, "lift", pattern.Tested.Lift);
        Figures.Range(json, "shrunkLift", pattern.ShrunkLift);
        Figures.Number(json, "p", pattern.Tested.P);
        json.WriteNumber("customersWith", pattern.Customers.With);
        json.WriteNumber("customersWithout", pattern.Customers.Without);
        Figures.Number(json, "q", pattern.QValue);
        Figures.Number(json, "unproductiveP", pattern.UnproductiveP);
        if (pattern.Stability is { } stable)
        {
            json.WriteNumber("stability", stable.Bootstraps);
            json.WriteNumber("stretches", stable.Stretches);
            json.WriteNumber("sameSide", stable.SameSide);
        }

        json.WriteNumber("reach", pattern.Reach.Members);
        Figures.Range(json, "worth", pattern.Reach.Outcomes);
        if (double.IsFinite(pattern.Reach.Amount))
        {
            Figures.Range(json, "worthArr", Arr(pattern.Reach.Gain));
        }

        json.WriteEndObject();
    }
}

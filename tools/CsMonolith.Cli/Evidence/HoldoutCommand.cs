using System.CommandLine;
using System.Text;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Effects;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Evidence;

/// <summary>
/// <c>churn holdout plan</c>, <c>size</c>, <c>deal</c> and <c>analyse</c>: a planned experiment from the hypothesis
/// over the lots to the verdict.
/// </summary>
internal static class HoldoutCommand
{
    private const string Treated = "treated";
    private const string Held = "heldout";
    private const double UsualLevel = 0.05;

    public static Command Create(CliEnvironment environment) =>
        new("holdout", "Plan an experiment, deal customers into it, judge it")
        {
            HoldoutPlanCommand.Create(environment),
            SampleSizeCommand.Create(environment),
            Deal(environment),
            Analyse(environment),
        };

    private static Command Deal(CliEnvironment environment)
    {
        var (file, encoding) = (CommonOptions.Csv(), CommonOptions.Encoding());
        var id = new Option<string>("--id") { Description = "Column that says which customer it is", Required = true };
        var (name, share, plan) = Design();
        var strata = new Option<string?>("--strata")
        {
            Description = "Column within whose levels the share holds to within one customer",
        };
        var command = new Command("deal", "Deal customers into treated and held out: CSV with id and arm")
        {
            file,
            id,
            plan,
            name,
            share,
            strata,
            encoding,
        };
        command.SetGuardedAction(
            environment,
            (parsed, output) =>
            {
                var design = Designed(parsed.GetValue(plan), parsed.GetValue(name), parsed.GetValue(share));

                // As whose row it is, and not as a column: an id of digits would be rounded as a number.
                var read = InputFiles.Read(
                    parsed.GetValue(file)!,
                    new CsvLayout(Group: parsed.GetValue(id), Encoding: parsed.GetValue(encoding)!),
                    output
                );
                var ids = Ids(read.Table, parsed.GetValue(id)!);
                var layers = parsed.GetValue(strata) is { } column
                    ? NamedColumns.Texts(read, column)
                    : new string[ids.Length];
                (string Customer, string Stratum)[] customers =
                [
                    .. ids.Zip(layers, (customer, layer) => (customer, layer ?? ""))
                        .DistinctBy(one => one.customer, StringComparer.Ordinal),
                ];
                var held = HoldoutGroup.Assign(design.Name, customers, design.Share);
                output.Json(json =>
                {
                    json.WriteString("experiment", design.Name);
                    json.WriteNumber("customers", customers.Length);
                    json.WriteNumber("heldOut", held.Count);
                    json.WriteStartArray("assignments");
                    foreach (var (customer, _) in customers)
                    {
                        json.WriteStartObject();
                        json.WriteString("id", customer);
                        json.WriteString("arm", held.Contains(customer) ? Held : Treated);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                });
                var lines = new StringBuilder("id,arm");
                foreach (var (customer, _) in customers)
                {
                    lines
                        .Append('\n')
                        .Append(Quoted(customer))
                        .Append(',')
                        .Append(held.Contains(customer) ? Held : Treated);
                }

                output.Line(lines.ToString());
                output.Message(
                    new(
                        $"{customers.Length} customers, {held.Count} held out.",
                        $"顧客 {customers.Length} 件のうち {held.Count} 件を保留しました。"
                    )
                );
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static Command Analyse(CliEnvironment environment)
    {
        var (file, group) = (CommonOptions.Csv(), CommonOptions.Group());
        var label = new Option<string?>("--label")
        {
            Description = "Column with the 0/1 outcome; the plan's if there is one",
        };
        var (encoding, seed, threads) = (CommonOptions.Encoding(), CommonOptions.Seed(), CommonOptions.Threads());
        var assigned = new Option<string>("--assigned")
        {
            Description = $"Column that says what the lot was: {Treated} or {Held}, or 1 and 0",
            Required = true,
        };
        var (name, share, plan) = Design();
        var except = new Option<string[]>("--except")
        {
            Description = "Columns that were not known before the lots, such as the id: not adjusted for",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("analyse", "Judge a finished experiment by what was assigned")
        {
            file,
            plan,
            label,
            assigned,
            name,
            share,
            except,
            group,
            encoding,
            seed,
            threads,
        };
        command.SetGuardedAction(
            environment,
            (parsed, output) =>
            {
                var design = Designed(parsed.GetValue(plan), parsed.GetValue(name), parsed.GetValue(share));
                var outcome = Outcome(design.Plan, parsed.GetValue(label), environment.Time);
                var read = InputFiles.Read(
                    parsed.GetValue(file)!,
                    new CsvLayout(outcome, null, parsed.GetValue(group), Encoding: parsed.GetValue(encoding)!),
                    output
                );
                var lots = Lots(read, parsed.GetValue(assigned)!);
                string[] left =
                [
                    parsed.GetValue(assigned)!,
                    .. (parsed.GetValue(except) ?? []).Select(column => NamedColumns.Named(read, column).Name),
                ];
                var result = ExperimentResult.Analyse(
                    new ExperimentPlan(design.Name, 1 - design.Share, design.Plan?.Level ?? UsualLevel),
                    read.Table.Without(left),
                    lots,
                    new EffectSettings(Seed: parsed.GetValue(seed), Threads: parsed.GetValue(threads)),
                    output.Cancellation
                );
                Print(output, design.Name, design.Plan, result);
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static void Print(ConsoleOutput output, string name, RegisteredPlan? plan, ExperimentResult result)
    {
        var arms = result.Crude.Arms;
        output.Json(json =>
        {
            json.WriteString("experiment", name);
            if (plan is not null)
            {
                json.WriteString("hypothesis", plan.Hypothesis);
                json.WriteString("registeredAt", plan.RegisteredAt);
                json.WriteNumber("customersPlanned", plan.Customers);
            }

            json.WriteString("verdict", Verdicts.Code(result.Verdict));
            json.WriteNumber("treated", arms.With);
            json.WriteNumber("treatedOutcome", arms.WithOutcome);
            json.WriteNumber("heldOut", arms.Without);
            json.WriteNumber("heldOutOutcome", arms.WithoutOutcome);
            Figures.Range(json, "crude", result.Crude.Difference);
            Figures.Number(json, "fisherP", result.Crude.FisherP);
            if (result.Adjusted is { } adjusted)
            {
                Figures.Range(json, "adjusted", adjusted.Difference);
                Figures.Number(json, "adjustedP", adjusted.P);
            }

            Figures.Number(json, "allocationP", result.AllocationP);
        });
        if (plan is not null)
        {
            output.Line(
                $"{output.Localize(new("hypothesis", "仮説"))}\t{plan.Hypothesis}\t{output.Localize(new("registered on", "登録日"))} {plan.RegisteredAt:yyyy-MM-dd}"
            );
            if (arms.With + arms.Without is var there && there < plan.Customers)
            {
                output.Message(
                    new(
                        $"{there} customers instead of the {plan.Customers} that were planned: a difference of "
                            + $"{plan.Difference:0.###} would be found with a chance of "
                            + $"{SampleSize.Power(there, plan.Base, plan.Difference, 1 - plan.Share, plan.Level):0.00}, "
                            + $"not {plan.Power:0.00}.",
                        $"計画の {plan.Customers} 件に対し、顧客は {there} 件です。{plan.Difference:0.###} の差を見つけられる確率は "
                            + $"{plan.Power:0.00} ではなく "
                            + $"{SampleSize.Power(there, plan.Base, plan.Difference, 1 - plan.Share, plan.Level):0.00} "
                            + $"になります。"
                    )
                );
            }
        }

        output.Line(
            $"{output.Localize(new("treated", "実施群"))}\t{arms.WithOutcome}/{arms.With}\t{output.Localize(new("held out", "保留群"))}\t{arms.WithoutOutcome}/{arms.Without}"
        );
        output.Line(
            $"{output.Localize(new("difference (points)", "差(ポイント)"))}\t{Figures.Points(result.Crude.Difference)}\tp {Figures.Plain(result.Crude.FisherP)}"
        );
        if (result.Adjusted is { } sharper)
        {
            output.Line(
                $"{output.Localize(new("adjusted (points)", "調整後(ポイント)"))}\t{Figures.Points(sharper.Difference)}\tp {Figures.Plain(sharper.P)}"
            );
        }

        output.Line(
            $"{output.Localize(new("p of so uneven lots", "割り付けの偏りの p 値"))}\t{Figures.Plain(result.AllocationP)}"
        );
        output.Line($"{output.Localize(new("verdict", "判定"))}\t{output.Localize(Verdicts.Text(result.Verdict))}");
    }

    private static (Option<string?> Name, Option<double?> Share, Option<string?> Plan) Design() =>
        (
            new("--name") { Description = "Name of the experiment; the same name deals the same lots" },
            new("--share") { Description = "Share that is held out; half if absent" },
            new("--plan") { Description = "Plan of churn holdout plan, which says name, share and metric" }
        );

    private static (string Name, double Share, RegisteredPlan? Plan) Designed(
        string? plan,
        string? name,
        double? share
    ) =>
        (plan, name, share) switch
        {
            ({ } path, null, null) when RegisteredPlan.Read(path) is var registered => (
                registered.Name,
                registered.Share,
                registered
            ),
            (null, { } given, null or > 0 and < 1) => (given, share ?? 0.5, null),
            (null, { }, _) => throw new CliException(
                ExitCode.Usage,
                new("--share lies between 0 and 1.", "--share は 0 と 1 の間にしてください。")
            ),
            _ => throw new CliException(
                ExitCode.Usage,
                new(
                    "Give --plan FILE alone, or --name with --share.",
                    "--plan ファイル だけを指定するか、--name と --share を指定してください。"
                )
            ),
        };

    // Who looks before the last day and stops when it suits finds differences that are none.
    private static string Outcome(RegisteredPlan? plan, string? label, TimeProvider time) =>
        (plan, label) switch
        {
            (null, { } given) => given,
            ({ } registered, null) when DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime) <= registered.To =>
                throw new CliException(
                    ExitCode.Refused,
                    new(
                        $"The plan counts outcomes until {registered.To:yyyy-MM-dd}: judged before that day is "
                            + $"over, its level of {registered.Level:0.###} would not hold. Come back on "
                            + $"{registered.To.AddDays(1):yyyy-MM-dd}.",
                        $"計画では {registered.To:yyyy-MM-dd} までの結果を数えます。それより前に判定すると、有意水準 {registered.Level:0.###} "
                            + $"が守られません。{registered.To.AddDays(1):yyyy-MM-dd} 以降に判定してください。"
                    )
                ),
            ({ } registered, null) => registered.Label,
            ({ } registered, _) => throw new CliException(
                ExitCode.Usage,
                new(
                    $"The plan names its metric, '{registered.Label}': leave --label out.",
                    $"指標は計画で「{registered.Label}」と決まっています。--label は指定しないでください。"
                )
            ),
            _ => throw new CliException(
                ExitCode.Usage,
                new("Give --label COL, or --plan FILE.", "--label 列 か --plan ファイル を指定してください。")
            ),
        };

    private static string[] Ids(Table table, string column)
    {
        var ids = table.Groups.ToArray();
        return Array.IndexOf(ids, "") is var row and >= 0
            ? throw new CliException(
                ExitCode.Data,
                new(
                    $"Row {row}, column '{column}' is empty: every customer needs an id.",
                    $"{row} 行目、列「{column}」が空です。すべての顧客に ID が必要です。"
                )
            )
            : ids;
    }

    private static bool[] Lots(CsvRead read, string column)
    {
        var texts = NamedColumns.Texts(read, column);
        var lots = new bool[texts.Length];
        for (var row = 0; row < lots.Length; row++)
        {
            lots[row] = texts[row] switch
            {
                Treated or "1" => true,
                Held or "0" => false,
                _ => throw new CliException(
                    ExitCode.Data,
                    new(
                        $"Row {row}, column '{column}', value '{texts[row]}': {Treated} or {Held} is expected; "
                            + $"leave out rows without a lot.",
                        $"{row} 行目、列「{column}」、値「{texts[row]}」:{Treated} か {Held} にしてください。割り付けのない行は除いてください。"
                    )
                ),
            };
        }

        return lots.Distinct().Count() == 2
            ? lots
            : throw new CliException(
                ExitCode.Data,
                new($"Column '{column}' leaves one arm empty.", $"列「{column}」では片方の群が空です。")
            );
    }

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

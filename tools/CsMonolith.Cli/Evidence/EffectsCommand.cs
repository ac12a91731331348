using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Effects;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Leaks;
using CsMonolith.Learning.Patterns;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Evidence;

/// <summary>
/// <c>churn effects FILE.csv --label retained --treatment kickoff_within_14d --strata tier</c>: is it an effect, and
/// how sure is that.
/// </summary>
internal static class EffectsCommand
{
    private static readonly string[] KnownAfterwards =
    [
        "leak.afterwards",
        "leak.future",
        "leak.after-event",
        "leak.too-good",
        "leak.certain",
        "leak.missingness",
    ];

    public static Command Create(CliEnvironment environment)
    {
        var (file, label, time, group) = (
            CommonOptions.Csv(),
            CommonOptions.Label(),
            CommonOptions.Time(),
            CommonOptions.Group()
        );
        var (seed, threads) = (CommonOptions.Seed(), CommonOptions.Threads());
        var table = new TableOptions();
        var treatment = new Option<string>("--treatment")
        {
            Description = "Column that says who was treated, or column and level such as tech_support=Yes",
            Required = true,
        };
        var equal = new Option<string?>("--equals")
        {
            Description = "Level of the treatment column that counts as treated; 1, yes or true if absent",
        };
        var least = new Option<float?>("--at-least")
        {
            Description = "Number of the treatment column from which on a row counts as treated",
        };
        var strata = new Option<string[]>("--strata")
        {
            Description = "Columns within which rows are compared",
            AllowMultipleArgumentsPerToken = true,
        };
        var except = new Option<string[]>("--except")
        {
            Description = "Columns that the treatment may have changed: not adjusted for",
            AllowMultipleArgumentsPerToken = true,
        };
        var by = new Option<string?>("--by")
        {
            Description = "Column with the phase: customers are compared within it, as far into it as each other",
        };
        var atRisk = new RiskSetOptions();
        var reach = new Option<double?>("--reach")
        {
            Description = "Customers a year that the treatment could still reach",
        };
        var worth = new Option<double?>("--worth") { Description = "What one outcome is worth, such as its ARR" };
        var command = new Command("effects", "Is it an effect: compare within strata, adjust, doubt, judge")
        {
            file,
            label,
            treatment,
            equal,
            least,
            strata,
            except,
            by,
            atRisk.TimeInPhase,
            atRisk.Horizon,
            reach,
            worth,
            time,
            group,
            seed,
            threads,
            SampleSizeCommand.Create(environment),
        };
        table.AddTo(command);
        command.SetGuardedAction(
            environment,
            (parsed, output) =>
            {
                var read = InputFiles.Read(
                    parsed.GetValue(file)!,
                    table.Of(
                        parsed,
                        new CsvLayout(
                            parsed.GetValue(label),
                            parsed.GetValue(time),
                            parsed.GetValue(group),
                            FindsGroup: true
                        )
                    ),
                    output
                );
                var (lever, level) = Lever(read, parsed.GetValue(treatment)!, parsed.GetValue(equal));
                Refuse(read, lever);
                var arms = Arms(lever, level, parsed.GetValue(least));
                var (phase, timeInPhase) = (parsed.GetValue(by), atRisk.TimeInPhaseOf(parsed, read));
                var counted = RiskSets.Of(
                    read.Table,
                    phase is null ? [.. Enumerable.Repeat("", arms.Length)] : NamedColumns.Texts(read, phase),
                    timeInPhase,
                    atRisk.DaysOf(parsed)
                );
                RiskSetOptions.Tell(output, arms.Length, counted, atRisk.DaysOf(parsed));
                int[] rows = [.. counted.Rows.Where(row => arms[row] is not null)];
                bool[] treated = Array.ConvertAll(rows, row => arms[row]!.Value);
                string[] layers = [.. parsed.GetValue(strata) ?? [], .. new[] { phase }.OfType<string>()];
                var texts = layers.Select(name => NamedColumns.Texts(read, name)).ToArray();
                var names = rows.Select(row =>
                        $"{counted.Bands[row]}\u001f{string.Join('\u001f', texts.Select(text => text[row]))}"
                    )
                    .ToArray();
                var order = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
                var covariates = read.Table.Without([lever.Name, .. parsed.GetValue(except) ?? []]).Take(rows);
                if (treated.Distinct().Count() < 2)
                {
                    throw new CliException(
                        ExitCode.Data,
                        new(
                            $"Column '{lever.Name}' leaves one arm empty: choose --equals or --at-least so that "
                                + $"some rows are treated and some are not.",
                            $"列「{lever.Name}」では片方の群が空です。--equals か --at-least で、あり・なしの両方ができるようにしてください。"
                        )
                    );
                }

                var report = EffectReport.Of(
                    covariates,
                    treated,
                    Array.ConvertAll(names, order.IndexOf),
                    new EffectSettings(Seed: parsed.GetValue(seed), Threads: parsed.GetValue(threads)),
                    output.Cancellation
                );
                Print(output, report, parsed.GetValue(reach), parsed.GetValue(worth));
                return ExitCode.Ok;
            }
        );
        return command;
    }

    /// <summary>The column, and the level that counts as treated; null where none was named.</summary>
    private static (Column Lever, string? Level) Lever(CsvRead read, string treatment, string? equal)
    {
        var at = treatment.IndexOf('=', StringComparison.Ordinal);
        // A name may hold the sign of equality itself.
        var (name, level) =
            at > 0 && !read.Header.Contains(treatment)
                ? (treatment[..at].Trim(), treatment[(at + 1)..].Trim())
                : (treatment, equal);
        var lever = NamedColumns.Named(read, name);
        if (level is not null && equal is not null && level != equal)
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    $"--treatment {treatment} and --equals {equal} name two levels: give one of them.",
                    $"--treatment {treatment} と --equals {equal} で別の水準が指定されています。どちらか一方にしてください。"
                )
            );
        }

        var levels = Enumerable
            .Range(0, lever.Rows)
            .Where(row => !lever.IsMissing(row))
            .Select(lever.Text)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return level is null || levels.Contains(level)
            ? (lever, level)
            : throw new CliException(
                ExitCode.Usage,
                new(
                    $"No row of column '{lever.Name}' holds '{level}'. Nearest: "
                        + $"{string.Join(", ", new UnknownColumnException(level, levels).Nearest)}.",
                    $"列「{lever.Name}」に値「{level}」の行がありません。近い値:"
                        + string.Join("、", new UnknownColumnException(level, levels).Nearest)
                )
            );
    }

    // What is known only after the outcome was not done before it, and can have caused nothing.
    private static void Refuse(CsvRead read, Column lever)
    {
        var alone = read.Table.Without([
            .. read.Table.Columns.Select(column => column.Name).Where(name => name != lever.Name),
        ]);
        if (
            LeakDetector
                .Detect(alone)
                .FirstOrDefault(finding => finding.Column == lever.Name && KnownAfterwards.Contains(finding.Code)) is
            { } leak
        )
        {
            throw new CliException(
                ExitCode.Data,
                new(
                    $"Column '{lever.Name}' seems to be measured after the outcome, so that it has no effect on "
                        + $"it. {leak.Evidence.En} Give a column that was recorded before.",
                    $"列「{lever.Name}」は結果の後に測った値のようです。効果は測れません。{leak.Evidence.Ja}結果より前に記録した列を指定してください。"
                )
            );
        }
    }

    private static bool?[] Arms(Column lever, string? equal, float? least)
    {
        if (least is { } limit && lever.Kind != ColumnKind.Numeric)
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    $"--at-least {limit.ToString(CultureInfo.InvariantCulture)} needs numbers, and column "
                        + $"'{lever.Name}' holds text: use --equals.",
                    $"列「{lever.Name}」は文字です。--at-least ではなく --equals を使ってください。"
                )
            );
        }

        return
        [
            .. Enumerable
                .Range(0, lever.Rows)
                .Select(row =>
                    lever.IsMissing(row) ? (bool?)null
                    : least is { } from ? lever.Numbers[row] >= from
                    : equal is not null ? lever.Text(row) == equal
                    : lever.Text(row).ToUpperInvariant() is "1" or "YES" or "TRUE"
                ),
        ];
    }

    private static void Print(ConsoleOutput output, EffectReport report, double? reach, double? worth)
    {
        var stratified = report.Stratified;
        var effect = report.Adjusted?.Difference ?? stratified.Adjusted;
        output.Json(json => Write(json, report, effect, reach, worth));
        output.Line(
            $"{output.Localize(new("with", "あり"))}\t{stratified.Arms.WithOutcome}/{stratified.Arms.With}\t{output.Localize(new("without", "なし"))}\t{stratified.Arms.WithoutOutcome}/{stratified.Arms.Without}"
        );
        output.Line(
            $"{output.Localize(new("crude difference (points)", "単純な差(ポイント)"))}\t{Figures.Points(stratified.Difference)}\tp {Figures.Plain(stratified.FisherP)}"
        );
        output.Line($"{output.Localize(new("within strata", "層別で調整"))}\t{Figures.Points(stratified.Adjusted)}");
        if (report.Adjusted is { } adjusted)
        {
            output.Line(
                $"{output.Localize(new("doubly robust", "二重頑健推定"))}\t{Figures.Points(adjusted.Difference)}\tp "
                    + $"{Figures.Plain(adjusted.P)}"
            );
            output.Line(
                $"{output.Localize(new("clipped / effective rows", "切り詰め / 有効行数"))}\t{Figures.Plain(100 * adjusted.ClippedShare, "F1")} %\t{Figures.Plain(report.Overlap!.EffectiveTreated, "F0")} / {Figures.Plain(report.Overlap.EffectiveUntreated, "F0")}"
            );
        }

        foreach (var one in report.Refutations)
        {
            output.Line(
                $"{one.Name}\t{Figures.Points(one.Difference)}\t{output.Localize(one.Withstood ? new("withstood", "耐えた") : new("refuted", "反証された"))}"
            );
        }

        if (report.Sensitivity is { } sensitivity)
        {
            output.Line(
                $"E-value\t{Figures.Plain(sensitivity.Estimate, "F2")}\t{output.Localize(new("of the interval", "区間の端"))} {Figures.Plain(sensitivity.Limit, "F2")}"
            );
        }

        if (reach is { } customers)
        {
            output.Line(
                $"{output.Localize(new("outcomes a year", "年間の増減"))}\t{Figures.Plain(Times(effect, customers), "F1")}"
            );
            output.Line(
                worth is { } each
                    ? $"{output.Localize(new("worth a year", "年間の金額"))}\t{Figures.Plain(Times(effect, customers * each), "F0")}"
                    : ""
            );
        }

        output.Line($"{output.Localize(new("verdict", "判定"))}\t{output.Localize(Verdicts.Text(report.Verdict))}");
        foreach (var reason in report.Reasons)
        {
            output.Line($"\t{output.Localize(reason)}");
        }
    }

    private static Interval Times(Interval effect, double factor) =>
        new(factor * effect.Value, factor * effect.Low, factor * effect.High);

    private static void Write(Utf8JsonWriter json, EffectReport report, Interval effect, double? reach, double? worth)
    {
        var stratified = report.Stratified;
        json.WriteString("verdict", Verdicts.Code(report.Verdict));
        json.WriteStartArray("reasons");
        foreach (var reason in report.Reasons)
        {
            json.WriteStringValue(reason.En);
        }

        json.WriteEndArray();
        json.WriteNumber("with", stratified.Arms.With);
        json.WriteNumber("withOutcome", stratified.Arms.WithOutcome);
        json.WriteNumber("without", stratified.Arms.Without);
        json.WriteNumber("withoutOutcome", stratified.Arms.WithoutOutcome);
        Figures.Range(json, "crude", stratified.Difference);
        Figures.Number(json, "fisherP", stratified.FisherP);
        Figures.Range(json, "stratified", stratified.Adjusted);
        if (report is { Adjusted: { } adjusted, Overlap: { } overlap })
        {
            Figures.Range(json, "doublyRobust", adjusted.Difference);
            Figures.Number(json, "doublyRobustP", adjusted.P);
            json.WriteStartArray("learners");
            foreach (var learner in adjusted.Learners)
            {
                json.WriteStringValue(learner);
            }

            json.WriteEndArray();
            json.WriteStartObject("overlap");
            json.WriteBoolean("suffices", overlap.Suffices);
            Figures.Number(json, "clippedShare", overlap.ClippedShare);
            Figures.Number(json, "effectiveTreated", overlap.EffectiveTreated);
            Figures.Number(json, "effectiveUntreated", overlap.EffectiveUntreated);
            json.WriteStartArray("balances");
            foreach (var balance in overlap.Balances)
            {
                json.WriteStartObject();
                json.WriteString("column", balance.Column);
                Figures.Number(json, "before", balance.Before);
                Figures.Number(json, "after", balance.After);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteStartArray("refutations");
        foreach (var one in report.Refutations)
        {
            json.WriteStartObject();
            json.WriteString("name", one.Name);
            Figures.Range(json, "difference", one.Difference);
            json.WriteBoolean("withstood", one.Withstood);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Figures.Number(json, "eValue", report.Sensitivity?.Estimate ?? double.NaN);
        Figures.Number(json, "eValueOfInterval", report.Sensitivity?.Limit ?? double.NaN);
        Figures.Range(json, "outcomesAYear", Times(effect, reach ?? double.NaN));
        Figures.Range(json, "worthAYear", Times(effect, (reach ?? double.NaN) * (worth ?? double.NaN)));
    }
}

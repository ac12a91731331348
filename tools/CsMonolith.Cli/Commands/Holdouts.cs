using System.CommandLine;
using System.Text;
using CsMonolith.Cli.Talk;
using CsMonolith.Learning.Effects;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Commands;

/// <summary>
/// <c>churn holdout deal</c>, <c>size</c> and <c>analyse</c>: a planned experiment from the lots to the verdict.
/// </summary>
internal static class Holdouts
{
    private const string Treated = "treated";
    private const string Held = "heldout";

    public static Command Command(Surroundings surroundings) => new("holdout", "Plan an experiment, deal customers into it, judge it")
    {
        EffectSize.Command(surroundings), Deal(surroundings), Analyse(surroundings),
    };

    private static Command Deal(Surroundings surroundings)
    {
        var (file, encoding) = (Shared.Csv(), Shared.Encoding());
        var id = new Option<string>("--id") { Description = "Column that says which customer it is", Required = true };
        var name = new Option<string>("--name") { Description = "Name of the experiment; the same name deals the same lots", Required = true };
        var share = new Option<double>("--share") { Description = "Share that is held out", DefaultValueFactory = _ => 0.5 };
        var strata = new Option<string?>("--strata") { Description = "Column within whose levels the share holds to within one customer" };
        var command = new Command("deal", "Deal customers into treated and held out: CSV with id and arm") { file, id, name, share, strata, encoding };
        command.SetAction((parsed, _) => ChurnTool.Speak(surroundings, parsed, teller =>
        {
            if (parsed.GetValue(share) is not (> 0 and < 1))
            {
                throw new Complaint(ExitCode.Usage, "usage.share", new("--share lies between 0 and 1.", "--share は 0 と 1 の間にしてください。"));
            }

            // As whose row it is, and not as a column: an id of digits would be rounded as a number.
            var read = Shared.Read(parsed.GetValue(file)!, new CsvLayout(Group: parsed.GetValue(id), Encoding: parsed.GetValue(encoding)!), teller);
            var ids = Ids(read.Table, parsed.GetValue(id)!);
            var layers = parsed.GetValue(strata) is { } column ? Columns.Texts(read, column) : new string[ids.Length];
            (string Customer, string Stratum)[] customers = [.. ids.Zip(layers, (customer, layer) => (customer, layer ?? "")).DistinctBy(one => one.customer, StringComparer.Ordinal)];
            var held = Holdout.Deal(parsed.GetValue(name)!, customers, parsed.GetValue(share));
            teller.Object(json =>
            {
                json.WriteString("experiment", parsed.GetValue(name));
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
                lines.Append('\n').Append(Quoted(customer)).Append(',').Append(held.Contains(customer) ? Held : Treated);
            }

            teller.Plain(lines.ToString());
            teller.Talk(new($"{customers.Length} customers, {held.Count} held out.", $"顧客 {customers.Length} 件のうち {held.Count} 件を保留しました。"));
            return Task.FromResult(ExitCode.Ok);
        }));
        return command;
    }

    private static Command Analyse(Surroundings surroundings)
    {
        var (file, label, group) = (Shared.Csv(), Shared.Label(), Shared.Group());
        var (encoding, seed, threads) = (Shared.Encoding(), Shared.Seed(), Shared.Threads());
        var assigned = new Option<string>("--assigned") { Description = $"Column that says what the lot was: {Treated} or {Held}, or 1 and 0", Required = true };
        var name = new Option<string>("--name") { Description = "Name of the experiment", Required = true };
        var share = new Option<double>("--share") { Description = "Share that was held out", DefaultValueFactory = _ => 0.5 };
        var except = new Option<string[]>("--except") { Description = "Columns that were not known before the lots, such as the id: not adjusted for", AllowMultipleArgumentsPerToken = true };
        var command = new Command("analyse", "Judge a finished experiment by what was assigned") { file, label, assigned, name, share, except, group, encoding, seed, threads };
        command.SetAction((parsed, _) => ChurnTool.Speak(surroundings, parsed, teller =>
        {
            if (parsed.GetValue(share) is not (> 0 and < 1))
            {
                throw new Complaint(ExitCode.Usage, "usage.share", new("--share lies between 0 and 1.", "--share は 0 と 1 の間にしてください。"));
            }

            var read = Shared.Read(parsed.GetValue(file)!, new CsvLayout(parsed.GetValue(label), null, parsed.GetValue(group), Encoding: parsed.GetValue(encoding)!), teller);
            var lots = Lots(read, parsed.GetValue(assigned)!);
            string[] left = [parsed.GetValue(assigned)!, .. (parsed.GetValue(except) ?? []).Select(column => Columns.Named(read, column).Name)];
            var result = ExperimentResult.Analyse(
                new ExperimentPlan(parsed.GetValue(name)!, 1 - parsed.GetValue(share)), read.Table.Without(left), lots,
                new EffectSettings(Seed: parsed.GetValue(seed), Threads: parsed.GetValue(threads)), teller.Cancellation);
            Tell(teller, parsed.GetValue(name)!, result);
            return Task.FromResult(ExitCode.Ok);
        }));
        return command;
    }

    private static void Tell(Teller teller, string name, ExperimentResult result)
    {
        var arms = result.Crude.Arms;
        teller.Object(json =>
        {
            json.WriteString("experiment", name);
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
        teller.Plain($"{teller.Say(new("treated", "実施群"))}\t{arms.WithOutcome}/{arms.With}\t{teller.Say(new("held out", "保留群"))}\t{arms.WithoutOutcome}/{arms.Without}");
        teller.Plain($"{teller.Say(new("difference (points)", "差(ポイント)"))}\t{Figures.Points(result.Crude.Difference)}\tp {Figures.Plain(result.Crude.FisherP)}");
        if (result.Adjusted is { } sharper)
        {
            teller.Plain($"{teller.Say(new("adjusted (points)", "調整後(ポイント)"))}\t{Figures.Points(sharper.Difference)}\tp {Figures.Plain(sharper.P)}");
        }

        teller.Plain($"{teller.Say(new("p of so uneven lots", "割り付けの偏りの p 値"))}\t{Figures.Plain(result.AllocationP)}");
        teller.Plain($"{teller.Say(new("verdict", "判定"))}\t{teller.Say(Verdicts.Text(result.Verdict))}");
    }

    private static string[] Ids(Table table, string column)
    {
        var ids = table.Groups.ToArray();
        return Array.IndexOf(ids, "") is var row and >= 0
            ? throw new Complaint(ExitCode.Data, "holdout.id", new(
                $"Row {row}, column '{column}' is empty: every customer needs an id.", $"{row} 行目、列「{column}」が空です。すべての顧客に ID が必要です。"))
            : ids;
    }

    private static bool[] Lots(CsvRead read, string column)
    {
        var texts = Columns.Texts(read, column);
        var lots = new bool[texts.Length];
        for (var row = 0; row < lots.Length; row++)
        {
            lots[row] = texts[row] switch
            {
                Treated or "1" => true,
                Held or "0" => false,
                _ => throw new Complaint(ExitCode.Data, "holdout.arm", new(
                    $"Row {row}, column '{column}', value '{texts[row]}': {Treated} or {Held} is expected; leave out rows without a lot.",
                    $"{row} 行目、列「{column}」、値「{texts[row]}」:{Treated} か {Held} にしてください。割り付けのない行は除いてください。")),
            };
        }

        return lots.Distinct().Count() == 2 ? lots : throw new Complaint(ExitCode.Data, "holdout.arm", new(
            $"Column '{column}' leaves one arm empty.", $"列「{column}」では片方の群が空です。"));
    }

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

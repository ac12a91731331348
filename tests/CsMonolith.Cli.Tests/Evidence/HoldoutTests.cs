using System.Globalization;
using System.Text;

namespace CsMonolith.Cli.Tests.Evidence;

public sealed class HoldoutTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("churn-holdout-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task The_same_name_deals_the_same_lots_and_the_share_holds_in_each_stratum()
    {
        // Ids that single precision would run together.
        var customers = string.Concat(
            Enumerable.Range(0, 200).Select(i => $"{90_000_000_000 + i},{(i % 4 == 0 ? "big" : "small")}\n")
        );
        await File.WriteAllTextAsync(In("customers.csv"), "id,size\n" + customers + "90000000000,big\n");

        var dealt = await Deal("spring");

        dealt.Code.ShouldBe(0, dealt.Error);
        var lines = dealt.Out.TrimEnd().Split('\n');
        lines[0].ShouldBe("id,arm");
        lines.Length.ShouldBe(201);
        lines.Count(line => line.EndsWith(",heldout", StringComparison.Ordinal)).ShouldBe(40);
        lines[1..]
            .Where((_, i) => i % 4 == 0)
            .Count(line => line.EndsWith(",heldout", StringComparison.Ordinal))
            .ShouldBe(10);
        (await Deal("spring")).Out.ShouldBe(dealt.Out);
        (await Deal("autumn")).Out.ShouldNotBe(dealt.Out);
    }

    [Fact]
    public async Task A_finished_experiment_is_judged_by_what_was_assigned()
    {
        await Finish();

        var said = await Tool.Run(
            "holdout",
            "analyse",
            In("done.csv"),
            "--label",
            "renewed",
            "--assigned",
            "arm",
            "--name",
            "spring",
            "--share",
            "0.2",
            "--except",
            "id",
            "--json"
        );

        said.Code.ShouldBe(0, said.Error);
        var root = said.Json.RootElement;
        root.GetProperty("verdict").GetString().ShouldBe("raises");
        root.GetProperty("adjusted").GetProperty("low").GetDouble().ShouldBeInRange(0, 0.2);
        root.GetProperty("adjusted").GetProperty("high").GetDouble().ShouldBeInRange(0.2, 0.4);
        var broken = await Tool.Run(
            "holdout",
            "analyse",
            In("done.csv"),
            "--label",
            "renewed",
            "--assigned",
            "arm",
            "--name",
            "spring",
            "--share",
            "0.5",
            "--except",
            "id",
            "--json"
        );
        broken.Json.RootElement.GetProperty("verdict").GetString().ShouldBe("cannot-tell");
        broken.Json.RootElement.GetProperty("allocationP").GetDouble().ShouldBeLessThan(0.001);
    }

    [Fact]
    public async Task A_hypothesis_is_written_down_before_its_data_and_decides_only_when_they_are_whole()
    {
        await Finish();
        await File.WriteAllTextAsync(
            In("customers.csv"),
            "id\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"c{i}\n"))
        );
        var november = new DateOnly(2026, 11, 30);

        var registered = await Register(november, "2026-12-01", "2027-03-31");
        var late = await Register(new DateOnly(2026, 12, 1), "2026-12-01", "2027-03-31", "late.json");
        var again = await Register(november, "2026-12-01", "2027-03-31");

        registered.Code.ShouldBe(0, registered.Error);
        registered.Out.ShouldContain("customers needed\t");
        registered.Out.ShouldContain("to be judged from\t2027-04-01");
        (late.Code, again.Code).ShouldBe((2, 2));
        late.Error.ShouldContain("--from '2026-12-01' must lie after today");
        File.Exists(In("plans/late.json")).ShouldBeFalse();
        again.Error.ShouldContain("never written over");

        // The plan deals the lots that its name and share deal.
        var lots = (
            await Tool.Run("holdout", "deal", In("customers.csv"), "--id", "id", "--plan", In("plans/plan.json"))
        ).Out;
        lots.ShouldBe(
            (
                await Tool.Run(
                    "holdout",
                    "deal",
                    In("customers.csv"),
                    "--id",
                    "id",
                    "--name",
                    "spring",
                    "--share",
                    "0.2"
                )
            ).Out
        );

        var early = await Judge(new DateOnly(2027, 3, 31));
        var judged = await Judge(new DateOnly(2027, 4, 1));

        early.Code.ShouldBe(1);
        early.Error.ShouldContain("Come back on 2027-04-01");
        judged.Code.ShouldBe(0, judged.Error);
        judged.Json.RootElement.GetProperty("verdict").GetString().ShouldBe("raises");
        judged
            .Json.RootElement.GetProperty("hypothesis")
            .GetString()
            .ShouldBe("A kickoff within 14 days raises renewals.");
        judged
            .Json.RootElement.GetProperty("registeredAt")
            .GetDateTime()
            .ShouldBe(new DateTime(2026, 11, 30, 12, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task A_plan_that_was_changed_by_a_word_or_left_for_another_metric_judges_nothing()
    {
        await Finish();
        await Register(new DateOnly(2026, 11, 30), "2026-12-01", "2026-12-31");
        var after = new DateOnly(2027, 1, 1);

        var other = await Judge(after, "--label", "renewed");
        var both = await Judge(after, "--name", "spring");
        await File.WriteAllTextAsync(
            In("plans/plan.json"),
            (await File.ReadAllTextAsync(In("plans/plan.json"))).Replace(
                "\"level\": 0.05",
                "\"level\": 0.2",
                StringComparison.Ordinal
            )
        );
        var changed = await Judge(after);
        await File.WriteAllTextAsync(In("plans/plan.json"), "{}");
        var none = await Judge(after);

        (other.Code, both.Code, changed.Code, none.Code).ShouldBe((2, 2, 5, 5));
        other.Error.ShouldContain("The plan names its metric, 'renewed'");
        changed.Error.ShouldContain("was changed after it was registered on 2026-11-30");
        none.Error.ShouldContain("is no plan");
    }

    [Fact]
    public async Task Fewer_customers_than_were_planned_are_told_with_what_they_can_show()
    {
        await File.WriteAllTextAsync(In("done.csv"), "id,arm,renewed\na,treated,1\nb,treated,1\nc,heldout,0\n");
        await Register(new DateOnly(2026, 11, 30), "2026-12-01", "2026-12-31");

        var judged = await Judge(new DateOnly(2027, 1, 1));

        judged.Code.ShouldBe(0, judged.Error);
        judged.Error.ShouldContain("3 customers instead of the ");
    }

    [Fact]
    public async Task What_is_no_lot_and_who_has_no_id_are_named_by_row_column_and_value()
    {
        await File.WriteAllTextAsync(In("odd.csv"), "id,arm,renewed\na,treated,1\nb,control,0\n,heldout,0\n");

        var lot = await Tool.Run(
            "holdout",
            "analyse",
            In("odd.csv"),
            "--label",
            "renewed",
            "--assigned",
            "arm",
            "--name",
            "x"
        );
        var nobody = await Tool.Run("holdout", "deal", In("odd.csv"), "--id", "id", "--name", "x");

        (lot.Code, nobody.Code).ShouldBe((3, 3));
        lot.Error.ShouldContain("Row 1, column 'arm', value 'control'");
        nobody.Error.ShouldContain("column 'id'");
        (await Tool.Run("holdout", "deal", In("odd.csv"), "--id", "id", "--name", "x", "--share", "1")).Code.ShouldBe(
            2
        );
        (await Tool.Run("holdout", "size", "--base", "0.8", "--difference", "0.05")).Out.ShouldBe(
            (await Tool.Run("effects", "size", "--base", "0.8", "--difference", "0.05")).Out
        );
    }

    // 1,000 customers, four in five treated, which raises the share by a fifth.
    private async Task Finish()
    {
        var random = new Random(4);
        var text = new StringBuilder("id,need,arm,renewed\n");
        for (var i = 0; i < 1_000; i++)
        {
            var (need, treated) = (random.NextDouble(), random.NextDouble() < 0.8);
            text.Append(
                CultureInfo.InvariantCulture,
                $"c{i},{need},{(treated ? "treated" : "heldout")},"
                    + $"{(random.NextDouble() < 0.3 + 0.2 * need + (treated ? 0.2 : 0) ? 1 : 0)}\n"
            );
        }

        await File.WriteAllTextAsync(In("done.csv"), text.ToString());
    }

    private Task<Said> Register(DateOnly today, string from, string to, string file = "plan.json") =>
        Tool.RunOn(
            today,
            "holdout",
            "plan",
            "--name",
            "spring",
            "--hypothesis",
            "A kickoff within 14 days raises renewals.",
            "--label",
            "renewed",
            "--share",
            "0.2",
            "--base",
            "0.4",
            "--difference",
            "0.15",
            "--from",
            from,
            "--to",
            to,
            "--out",
            In(Path.Combine("plans", file))
        );

    private Task<Said> Judge(DateOnly today, params string[] more) =>
        Tool.RunOn(
            today,
            [
                "holdout",
                "analyse",
                In("done.csv"),
                "--assigned",
                "arm",
                "--plan",
                In("plans/plan.json"),
                "--except",
                "id",
                "--json",
                .. more,
            ]
        );

    private Task<Said> Deal(string name) =>
        Tool.Run(
            "holdout",
            "deal",
            In("customers.csv"),
            "--id",
            "id",
            "--name",
            name,
            "--share",
            "0.2",
            "--strata",
            "size"
        );

    private string In(string name) => Path.Combine(_home, name);
}

using System.Globalization;
using System.Text;

namespace CsMonolith.Cli.Tests.Commands;

public sealed class HoldoutTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("churn-holdout-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task The_same_name_deals_the_same_lots_and_the_share_holds_in_each_stratum()
    {
        // Ids that single precision would run together.
        var customers = string.Concat(Enumerable.Range(0, 200).Select(i => $"{90_000_000_000 + i},{(i % 4 == 0 ? "big" : "small")}\n"));
        await File.WriteAllTextAsync(In("customers.csv"), "id,size\n" + customers + "90000000000,big\n");

        var dealt = await Deal("spring");

        dealt.Code.ShouldBe(0, dealt.Error);
        var lines = dealt.Out.TrimEnd().Split('\n');
        lines[0].ShouldBe("id,arm");
        lines.Length.ShouldBe(201);
        lines.Count(line => line.EndsWith(",heldout", StringComparison.Ordinal)).ShouldBe(40);
        lines[1..].Where((_, i) => i % 4 == 0).Count(line => line.EndsWith(",heldout", StringComparison.Ordinal)).ShouldBe(10);
        (await Deal("spring")).Out.ShouldBe(dealt.Out);
        (await Deal("autumn")).Out.ShouldNotBe(dealt.Out);
    }

    [Fact]
    public async Task A_finished_experiment_is_judged_by_what_was_assigned()
    {
        var random = new Random(4);
        var text = new StringBuilder("id,need,arm,renewed\n");
        for (var i = 0; i < 1_000; i++)
        {
            var (need, treated) = (random.NextDouble(), random.NextDouble() < 0.8);
            text.Append(CultureInfo.InvariantCulture, $"c{i},{need},{(treated ? "treated" : "heldout")},{(random.NextDouble() < 0.3 + 0.2 * need + (treated ? 0.2 : 0) ? 1 : 0)}\n");
        }

        await File.WriteAllTextAsync(In("done.csv"), text.ToString());

        var said = await Tool.Run("holdout", "analyse", In("done.csv"), "--label", "renewed", "--assigned", "arm", "--name", "spring", "--share", "0.2", "--except", "id", "--json");

        said.Code.ShouldBe(0, said.Error);
        var root = said.Json.RootElement;
        root.GetProperty("verdict").GetString().ShouldBe("raises");
        root.GetProperty("adjusted").GetProperty("low").GetDouble().ShouldBeInRange(0, 0.2);
        root.GetProperty("adjusted").GetProperty("high").GetDouble().ShouldBeInRange(0.2, 0.4);
        var broken = await Tool.Run("holdout", "analyse", In("done.csv"), "--label", "renewed", "--assigned", "arm", "--name", "spring", "--share", "0.5", "--except", "id", "--json");
        broken.Json.RootElement.GetProperty("verdict").GetString().ShouldBe("cannot-tell");
        broken.Json.RootElement.GetProperty("allocationP").GetDouble().ShouldBeLessThan(0.001);
    }

    [Fact]
    public async Task What_is_no_lot_and_who_has_no_id_are_named_by_row_column_and_value()
    {
        await File.WriteAllTextAsync(In("odd.csv"), "id,arm,renewed\na,treated,1\nb,control,0\n,heldout,0\n");

        var lot = await Tool.Run("holdout", "analyse", In("odd.csv"), "--label", "renewed", "--assigned", "arm", "--name", "x");
        var nobody = await Tool.Run("holdout", "deal", In("odd.csv"), "--id", "id", "--name", "x");

        (lot.Code, nobody.Code).ShouldBe((3, 3));
        lot.Error.ShouldContain("Row 1, column 'arm', value 'control'");
        nobody.Error.ShouldContain("column 'id'");
        (await Tool.Run("holdout", "deal", In("odd.csv"), "--id", "id", "--name", "x", "--share", "1")).Code.ShouldBe(2);
        (await Tool.Run("holdout", "size", "--base", "0.8", "--difference", "0.05")).Out.ShouldBe((await Tool.Run("effects", "size", "--base", "0.8", "--difference", "0.05")).Out);
    }

    private Task<Said> Deal(string name) => Tool.Run("holdout", "deal", In("customers.csv"), "--id", "id", "--name", name, "--share", "0.2", "--strata", "size");

    private string In(string name) => Path.Combine(_home, name);
}

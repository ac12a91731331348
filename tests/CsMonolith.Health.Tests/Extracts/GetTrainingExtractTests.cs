using System.Text;
using CsMonolith.Health.Extracts;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Kernel;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Health.Tests.Extracts;

public sealed class GetTrainingExtractTests
{
    private static readonly GetTrainingExtract Ask = new(new Month(2026, 1), new Month(2026, 12), "churned", 90, ChurnPolicy.RecordedEvent);

    [Fact]
    public async Task Rows_bear_a_pseudonym_that_stays_the_same_and_a_label()
    {
        using var health = await WithTwoMonths();

        var lines = await Read(health);
        var again = await Read(health);

        lines[0].ShouldBe("account,snapshot_month,industry,tier,departments_using,usage_rate,label");
        lines.Length.ShouldBe(3);
        lines[1].Split(',')[1..].ShouldBe(["2026-01", "小売", "2", "3", "0.5", "1"]);
        lines[1].Split(',')[0].ShouldBe(lines[2].Split(',')[0]);
        lines[1].ShouldNotContain(Stage.Accounts[0].ToString("N"));
        again.ShouldBe(lines);
    }

    [Fact]
    public async Task Every_read_leaves_one_audit_row()
    {
        using var health = await WithTwoMonths();

        await Read(health);

        (await health.InStore(db => db.Set<AuditRow>().SingleAsync())).Operation.ShouldBe(nameof(GetTrainingExtract));
    }

    [Fact]
    public async Task Months_in_the_wrong_order_are_refused()
    {
        using var health = Stage.Alone();

        (await health.Send(Ask with { From = new Month(2027, 1) })).Error!.Fields.Single().Pointer.ShouldBe("to");
    }

    [Fact]
    public async Task Only_a_data_scientist_takes_rows_out()
    {
        using var health = Stage.Alone();
        health.SignIn(Guid.CreateVersion7(), Role.Leader);

        (await health.Send(Ask)).Error!.Code.ShouldBe("hallway.not-allowed");
    }

    private static async Task<HealthAlone> WithTwoMonths()
    {
        var health = Stage.Alone([new ChurnOn(Stage.Accounts[0], new DateOnly(2026, 3, 15), null)]);
        await health.Hold(
            Stage.Row(Stage.Accounts[0], new DateOnly(2026, 1, 31), 3), Stage.Row(Stage.Accounts[0], new DateOnly(2026, 2, 28), 4), Stage.Row(Stage.Accounts[1], new DateOnly(2026, 10, 31), 5));
        return health;
    }

    private static async Task<string[]> Read(HealthAlone health)
    {
        var extract = await health.Send(Ask);
        extract.Value.Undecidable.ShouldBe(1);
        using var body = new MemoryStream();
        await extract.Value.File.Write(body, CancellationToken.None);
        return Encoding.UTF8.GetString(body.ToArray()).TrimEnd('\n').Split('\n');
    }
}

using System.Text;
using System.Text.Json.Nodes;
using CsMonolith.Kernel;
using CsMonolith.Platform.Requests;
using CsMonolith.Revenue.Export;
using CsMonolith.Revenue.Storage;
using CsMonolith.Revenue.Value;

namespace CsMonolith.Revenue.Tests.Export;

public sealed class ExportTests
{
    [Fact]
    public async Task Every_table_of_the_module_is_exported()
    {
        using var revenue = new RevenueAlone();

        var stored = await revenue.InStore(db =>
            Task.FromResult(
                db.Model.GetEntityTypes()
                    .Select(type => type.ClrType)
                    .Where(type => type.Assembly == typeof(RevenueDb).Assembly)
                    .ToList()
            )
        );

        RevenueTables.Rows.ShouldBe(stored, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_table_is_written_in_both_forms_empty_or_not()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        await revenue.Close(new(2026, 10));

        foreach (var table in RevenueTables.Names)
        {
            var lines = (await Json(revenue, table)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            lines.ShouldAllBe(line => JsonNode.Parse(line)!["id"] != null);
            (await Csv(revenue, table))
                .TrimStart('\uFEFF')
                .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Length.ShouldBe(lines.Length == 0 ? 0 : lines.Length + 1, table);
        }
    }

    [Fact]
    public async Task Text_is_quoted_where_it_must_be_and_a_formula_is_guarded()
    {
        using var revenue = new RevenueAlone();
        var account = revenue.Account("A");
        await revenue.Send(
            new RecordBenefit(
                account,
                new(2026, 5, 1),
                BenefitKind.Price,
                Money.Of("-100", "JPY"),
                "=HYPERLINK(\"x\"),\r\n2行目",
                null
            )
        );

        var file = await Csv(revenue, "benefits");

        file.ShouldContain("\"'=HYPERLINK(\"\"x\"\"),\r\n2行目\"");
        file.ShouldContain(",-100,");
        file[0].ShouldBe('\uFEFF');
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_refused_with_the_names_of_those_that_are()
    {
        using var revenue = new RevenueAlone();

        (await revenue.Send(new ExportRevenueCsv("people"))).Error!.Fields[0].En.ShouldContain("movements");
    }

    [Fact]
    public async Task A_part_of_a_table_is_exported_by_customer_and_by_day()
    {
        using var revenue = new RevenueAlone();
        var subscription = await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        await revenue.Change(subscription, new(2026, 5, 10), "1500");
        await revenue.Subscribe("B", "700", new(2026, 5, 31));
        Task<string> Movements(Guid? account = null, DateOnly? from = null, DateOnly? to = null) =>
            Written(revenue, new ExportRevenueJson("movements", account, from, to));

        (await Movements()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        (await Movements(revenue.Account("A"))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        var may = (await Movements(from: new(2026, 5, 10), to: new(2026, 5, 31))).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
        may.Select(line => JsonNode.Parse(line)!["on"]!.GetValue<string>())
            .Order()
            .ShouldBe(["2026-05-10", "2026-05-31"]);
        (await Movements(revenue.Account("B"), to: new(2026, 5, 30))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_table_takes_the_bounds_that_it_can_and_refuses_a_customer_where_its_rows_have_none()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        await revenue.Close(new(2026, 10));

        foreach (var table in RevenueTables.Names)
        {
            (
                await Written(
                    revenue,
                    new ExportRevenueJson(
                        table,
                        RevenueTables.IsOfAccounts(table) ? revenue.Account("B") : null,
                        new(1990, 1, 1),
                        new(2020, 1, 1)
                    )
                )
            ).ShouldBeEmpty(table);
        }

        var refused = (
            await revenue.Send(
                new ExportRevenueCsv("exchange-rates", revenue.Account("A"), new(2026, 2, 1), new(2026, 1, 1))
            )
        ).Error!;
        refused.Fields.Select(fault => fault.Pointer).ShouldBe(["accountId", "to"]);
        refused.Fields[0].En.ShouldContain("exchange-rates");
    }

    private static Task<string> Csv(RevenueAlone revenue, string table) =>
        Written(revenue, new ExportRevenueCsv(table));

    private static Task<string> Json(RevenueAlone revenue, string table) =>
        Written(revenue, new ExportRevenueJson(table));

    // In one scope: the store is read while the answer is written.
    private static Task<string> Written(RevenueAlone revenue, MediatR.IRequest<Result<ExportedTable>> ask) =>
        revenue.InScope(async services =>
        {
            var exported = await Microsoft
                .Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<MediatR.IMediator>(
                    services
                )
                .Send(ask);
            using var stream = new MemoryStream();
            await exported.Value.Write(stream);
            return Encoding.UTF8.GetString(stream.ToArray());
        });
}

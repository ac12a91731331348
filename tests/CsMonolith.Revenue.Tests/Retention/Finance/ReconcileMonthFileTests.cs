using System.Text;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Retention.Finance;

namespace CsMonolith.Revenue.Tests.Retention.Finance;

public sealed class ReconcileMonthFileTests
{
    private static readonly Month October = new(2026, 10);

    [Fact]
    public async Task A_file_is_compared_as_the_same_lines_in_a_body_would_be()
    {
        using var revenue = await Two();

        var byFile = (await Send(revenue, "顧客番号,月末MRR,通貨\nA,\"1,000\",JPY\nB,12.00,usd\n")).Value;
        var byBody = (
            await revenue.Send(
                new ReconcileMonth(October, [new("A", Money.Of("1000", "JPY")), new("B", Money.Of("12.00", "USD"))])
            )
        ).Value;

        byFile.ShouldBeEquivalentTo(byBody);
        byFile.Currencies.Select(one => (one.Currency, one.Difference.Minor)).ShouldBe([("JPY", 0L), ("USD", 200L)]);
    }

    [Fact]
    public async Task A_file_may_be_shift_jis_or_json()
    {
        using var revenue = await Two();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        var sjis = await revenue.Send(
            new ReconcileMonthFile(October, Encoding.GetEncoding(932).GetBytes("顧客番号\t月末MRR\nA\t1000\n"))
        );
        var json = await Send(revenue, """[{"accountExternalId":"A","mrr":1000}]""");

        sjis.Value.Currencies[0].Agreeing.ShouldBe(1);
        json.Value.Currencies[0].Agreeing.ShouldBe(1);
    }

    [Fact]
    public async Task Json_that_breaks_off_is_refused_with_the_line()
    {
        using var revenue = await Two();

        var refused = (
            await Send(revenue, "[\n{\"accountExternalId\":\"A\",\"mrr\":1},\n{\"accountExternalId\":\n]")
        ).Error!;

        (
            refused.Code,
            refused.En.Contains("line 3", StringComparison.Ordinal)
                || refused.En.Contains("line 4", StringComparison.Ordinal)
        ).ShouldBe(("imports.broken-json", true));
    }

    [Theory]
    [InlineData("A,x,JPY", "/2/mrr")]
    [InlineData("A,-1,JPY", "/2/mrr")]
    [InlineData("A,1.5,JPY", "/2/mrr")]
    [InlineData("A,1,YEN", "/2/currency")]
    [InlineData(",1,JPY", "/2/accountExternalId")]
    [InlineData("A,1,JPY\nA,2,JPY", "/lines/1")]
    [InlineData("A,\"1,JPY", "/2")]
    [InlineData("A,1,JPY,9", "/2")]
    public async Task Each_cell_at_fault_is_named_with_its_line(string row, string pointer)
    {
        using var revenue = await Two();

        var fault = (await Send(revenue, $"account_id,mrr,currency\n{row}\n")).Error!.Fields.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe(pointer);
        fault.Ja.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_file_without_the_columns_or_without_rows_is_refused()
    {
        using var revenue = await Two();

        (await Send(revenue, "a,b\n1,2\n")).Error!.Code.ShouldBe("imports.columns-missing");
        (await Send(revenue, "account_id,mrr\n")).Error!.Fields.ShouldHaveSingleItem().En.ShouldContain("no rows");
    }

    private static Task<Result<Reconciliation>> Send(RevenueAlone revenue, string text) =>
        revenue.Send(new ReconcileMonthFile(October, Encoding.UTF8.GetBytes(text)));

    private static async Task<RevenueAlone> Two()
    {
        var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        await revenue.Subscribe("B", "10.00", new(2026, 1, 1), currency: "USD");
        return revenue;
    }
}

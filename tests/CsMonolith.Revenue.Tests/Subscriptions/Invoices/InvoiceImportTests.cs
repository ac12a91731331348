using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Subscriptions.Invoices;
using CsMonolith.Revenue.Subscriptions.Refunds;

namespace CsMonolith.Revenue.Tests.Subscriptions.Invoices;

public sealed class InvoiceImportTests
{
    private const string Headings =
        "請求書番号,顧客番号,契約番号,請求日,対象期間開始,対象期間終了,税抜金額,消費税,通貨,入金日\n";

    [Fact]
    public async Task Invoices_load_beside_the_ledger_and_are_taken_back()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        var before = (await revenue.Published<MrrMoved>()).Count;

        var import = await revenue.LoadFile(
            "invoices",
            Headings
                + "I-1,A,S-1,2026/10/1,2026/10/1,2026/10/31,1000,100,JPY,\nI-2,A,,2026年10月5日,,,50000,5000,,2026-10-20\n"
        );

        var rows = (await Invoices(revenue)).OrderBy(row => row.ExternalId).ToList();
        rows.Select(row =>
                (
                    row.ExternalId,
                    row.Net.ToString(),
                    row.Tax.Minor,
                    row.PeriodTo,
                    row.PaidOn,
                    row.SubscriptionId is null
                )
            )
            .ShouldBe([
                ("I-1", "1000 JPY", 100L, new DateOnly(2026, 10, 31), null, false),
                ("I-2", "50000 JPY", 5000L, null, new DateOnly(2026, 10, 20), true),
            ]);
        (await revenue.Published<MrrMoved>()).Count.ShouldBe(before);

        (await revenue.UndoFile(import)).State.ShouldBe(JobState.Succeeded);
        (await Invoices(revenue)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Invoices_load_from_json_an_object_a_line()
    {
        using var revenue = new RevenueAlone();

        await revenue.LoadFile(
            "invoices",
            """
            {"externalId":"I-1","accountExternalId":"A","issuedOn":"2026-10-01","net":1000.5,"currency":"USD","extra":{"note":"x"}}
            {"externalId":"I-2","accountExternalId":"A","issuedOn":"2026-10-02","net":"-20.00","currency":"USD","paidOn":null}
            """
        );

        (await Invoices(revenue))
            .OrderBy(row => row.ExternalId)
            .Select(row => row.Net.ToString())
            .ShouldBe(["1000.50 USD", "-20.00 USD"]);
    }

    [Fact]
    public async Task An_invoice_is_not_rewritten_but_may_be_paid()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        await revenue.Load("invoices", Row("I-1", 1000m));

        var again = await revenue.Load(
            "invoices",
            Row("I-1", 1000m),
            Row("I-1", 1000m, paidOn: new(2026, 10, 20)),
            Row("I-1", 1000m, paidOn: new(2026, 10, 20)),
            Row("I-1", 999m)
        );

        again
            .Select(one => (one.Fate, one.Column))
            .ShouldBe([
                (RowFate.Skipped, null),
                (RowFate.Updated, null),
                (RowFate.Skipped, null),
                (RowFate.Refused, "externalId"),
            ]);
    }

    [Fact]
    public async Task Rows_at_fault_are_refused_with_column_value_and_remedy()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("B", "10.00", new(2026, 1, 1), currency: "USD");
        var (half, dollars, others, strange) = (Row("I-1", 1m), Row("I-2", 1m), Row("I-3", 1m), Row("I-4", 1m));
        half["periodFrom"] = new DateOnly(2026, 10, 1);
        (dollars["accountExternalId"], dollars["subscriptionExternalId"]) = ("B", "S-1");
        others["subscriptionExternalId"] = "S-1";
        strange["accountExternalId"] = "missing-7";

        var outcomes = await revenue.Load("invoices", half, dollars, others, strange);

        outcomes
            .Select(one => one.Column)
            .ShouldBe(["periodTo", "currency", "subscriptionExternalId", "accountExternalId"]);
        outcomes.ShouldAllBe(one => one.Fate == RowFate.Refused && one.En!.Length > 0 && one.Ja!.Length > 0);
        outcomes[3].En!.ShouldContain("missing-7");
    }

    [Fact]
    public async Task No_more_is_refunded_than_was_billed_where_that_is_known()
    {
        using var revenue = new RevenueAlone();
        var subscription = await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        var row = Row("I-1", 1000m);
        (row["subscriptionExternalId"], row["tax"]) = ("S-1", 100m);
        await revenue.Load("invoices", row);
        Task<Result<RefundRow>> Refund(string amount) =>
            revenue.Send(new RecordRefund(subscription.Id, Money.Of(amount, "JPY"), new(2026, 11, 1), "x"));

        (await Refund("700")).Error.ShouldBeNull();
        var refused = (await Refund("401")).Error!;

        (refused.Code, refused.En.Contains("400 JPY", StringComparison.Ordinal)).ShouldBe(
            ("revenue.refund.beyond-billed", true)
        );
        (await Refund("400")).Error.ShouldBeNull();
    }

    private static Dictionary<string, object?> Row(string id, decimal net, DateOnly? paidOn = null) =>
        new()
        {
            ["externalId"] = id,
            ["accountExternalId"] = "A",
            ["issuedOn"] = new DateOnly(2026, 10, 1),
            ["net"] = net,
            ["paidOn"] = paidOn,
        };

    private static async Task<IReadOnlyList<InvoiceRow>> Invoices(RevenueAlone revenue) =>
        (await revenue.Send(new ListInvoices(ListAsk.Plain))).Value.Items;
}

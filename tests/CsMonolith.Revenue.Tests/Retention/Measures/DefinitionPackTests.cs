using System.Globalization;
using System.Numerics;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Ledger.Rates;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Retention.Measures;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Tests.Retention.Measures;

public sealed class DefinitionPackTests
{
    private static readonly RecordDefinitionPack Board = new(
        "board",
        "As shown to the board",
        "取締役会向け",
        MeasureBase.Cohort,
        ReactivationRule.Netted,
        GrossForm.Endpoint,
        FxBasis.Constant
    );

    [Fact]
    public async Task A_recorded_pack_is_counted_by_and_its_earlier_versions_stay()
    {
        using var revenue = await WithReturn();
        (await revenue.Send(Board)).Value.Pack.Version.ShouldBe(1);
        (await revenue.Send(Board with { Reactivation = ReactivationRule.Excluded })).Value.Pack.Version.ShouldBe(2);

        (await Net(revenue, "board@1"), await Net(revenue, "board@2"), await Net(revenue, "board")).ShouldBe(
            (1.5m, 0.5m, 0.5m)
        );
        (await revenue.Send(new ListDefinitionPacks()))
            .Value.Items.Select(pack => (pack.Code, pack.Version))
            .ShouldBe([
                ("standard", 1),
                ("movements", 1),
                ("cash", 1),
                ("renewal-base", 1),
                ("board", 1),
                ("board", 2),
            ]);
    }

    [Fact]
    public async Task The_houses_own_codes_the_same_again_and_an_unknown_pack_are_refused()
    {
        using var revenue = await WithReturn();
        await revenue.Send(Board);

        (await revenue.Send(Board)).Error!.Code.ShouldBe("revenue.pack.same");
        (await revenue.Send(Board with { Code = "standard" })).Error!.Code.ShouldBe("revenue.pack.of-the-house");
        (await revenue.Send(Board with { Code = "Board 1" })).Error!.Code.ShouldBe("platform.invalid");
        var unknown = (await revenue.Send(new ExplainRetentionGap(Window, "standard", "board@9"))).Error!;
        unknown.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("packB");
        unknown.Fields[0].En.ShouldContain("renewal-base, board");
    }

    /// <summary>Twelve pairs of sets of definitions that are drawn.</summary>
    [Fact]
    public async Task The_causes_between_any_two_recorded_packs_sum_to_the_difference_exactly()
    {
        using var revenue = await WithReturn();
        var paused = await revenue.Subscribe("P", "300", new(2026, 1, 1));
        await revenue.Send(new PauseSubscription(paused.Id, new(2026, 10, 20)));
        var leaving = await revenue.Subscribe("L", "70", new(2026, 1, 1));
        await revenue.Send(new CancelSubscription(leaving.Id, new(2026, 10, 15), null, new(2026, 12, 31)));
        var dice = new Random(5);
        for (var i = 0; i < 24; i++)
        {
            await revenue.Send(Any(dice, i));
        }

        var explained = 0;
        for (var i = 0; i < 24; i += 2)
        {
            var gap = (
                await revenue.Send(new ExplainRetentionGap(Window, $"any-{i}", $"any-{i + 1}"))
            ).Value.Currencies.Single();
            Exact(gap.Causes.Select(step => step.Net!)).ShouldBe(Exact([gap.Net.Difference!]), $"{i}");
            Exact(gap.Causes.Select(step => step.Gross!)).ShouldBe(Exact([gap.Gross.Difference!]), $"{i}");
            explained += gap.Causes.Count;
        }

        explained.ShouldBeGreaterThan(12);
    }

    private static RetentionWindow Window => new(new Month(2026, 10), new Month(2026, 10));

    private static RecordDefinitionPack Any(Random dice, int i) =>
        new(
            $"any-{i}",
            "x",
            "x",
            MeasureBase.Cohort,
            (ReactivationRule)dice.Next(2),
            (GrossForm)dice.Next(2),
            (FxBasis)dice.Next(2),
            dice.Next(4) is < 3 and var dating ? (ChurnDating)dating : null,
            dice.Next(3) is < 2 and var pause ? (PauseRule)pause : null
        );

    private static Ratio Exact(IEnumerable<ExactFigure> parts) =>
        ExactSum.Of(
            parts.Select(part => new Ratio(
                BigInteger.Parse(part.Numerator, CultureInfo.InvariantCulture),
                BigInteger.Parse(part.Denominator, CultureInfo.InvariantCulture)
            ))
        );

    private static async Task<decimal?> Net(RevenueAlone revenue, string pack) =>
        (await revenue.Send(new GetRetentionMeasures(Window, pack, MeasureGroup.None)))
            .Value.Figures.ShouldHaveSingleItem()
            .Net.Value;

    /// <summary>B halves from 200 to 100; R, who left last year, comes back with 200.</summary>
    private static async Task<RevenueAlone> WithReturn()
    {
        var revenue = new RevenueAlone();
        await revenue.Change(await revenue.Subscribe("B", "200", new(2026, 1, 1)), new(2026, 10, 6), "100");
        await revenue.Subscribe("R", "90", new(2025, 1, 1), lastPaidDay: new(2025, 6, 30));
        await revenue.Subscribe("R", "200", new(2026, 10, 10));
        return revenue;
    }
}

using System.Globalization;
using System.Text;
using System.Xml;
using CsMonolith.Revenue.Growth.Expansion;

namespace CsMonolith.Revenue.Growth.Proposals;

/// <summary>One matter of a proposal, in plain text: every format is written from it.</summary>
/// <param name="Lines">Paragraphs, before the table.</param>
internal sealed record ProposalPage(string Heading, IReadOnlyList<string> Lines, ProposalTable? Table = null);

/// <param name="Head">The columns' names.</param>
/// <param name="Rows">As many cells each as there are columns.</param>
internal sealed record ProposalTable(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>
/// Puts a proposal's contents into words and figures, in Japanese or English. What nothing is known of is left out.
/// </summary>
internal static class ProposalPages
{
    private const int MonthsInYear = 12;

    /// <summary>The title of the whole.</summary>
    public static string TitleOf(ProposalContents contents, bool japanese) =>
        Clean(japanese ? $"{contents.Customer} ご提案" : $"Proposal for {contents.Customer}");

    /// <summary>The pages in their order.</summary>
    public static IReadOnlyList<ProposalPage> Of(ProposalContents contents, bool japanese)
    {
        string In(string en, string ja) => japanese ? ja : en;
        IEnumerable<ProposalPage?> pages =
        [
            new(
                In("Summary", "要約"),
                [
                    In($"As of {contents.AsOf:yyyy-MM-dd}", $"{contents.AsOf:yyyy年M月d日}時点"),
                    .. contents.Goals.Select(goal => In($"Goal: {goal}", $"目標: {goal}")),
                ]
            ),
            Contracts(contents, In),
            Renewals(contents, In),
            Usage(contents.Usage, In),
            Value(contents, In),
            Offers(contents, In, japanese),
        ];
        return [.. pages.OfType<ProposalPage>().Select(Clean)];
    }

    private static ProposalPage? Contracts(ProposalContents contents, Func<string, string, string> say) =>
        contents.Contracts.Count == 0
            ? null
            : new(
                say("Your contract", "ご契約"),
                [
                    .. contents
                        .Contracts.GroupBy(one => one.Mrr.Currency)
                        .OrderBy(group => group.Key, StringComparer.Ordinal)
                        .Select(group => new Money(group.Sum(one => one.Mrr.Minor), group.Key))
                        .Select(sum =>
                            say(
                                $"Together {Shown(sum)} a month, {Shown(AYear(sum))} a year.",
                                $"合計 月額{Shown(sum)}(年額{Shown(AYear(sum))})"
                            )
                        ),
                ],
                new ProposalTable(
                    [
                        say("Product", "商品"),
                        say("Plan", "プラン"),
                        say("Seats", "席数"),
                        say("Since", "開始日"),
                        say("Paid to", "支払済み期限"),
                        say("A month", "月額"),
                    ],
                    [
                        .. contents.Contracts.Select(one =>
                            new[]
                            {
                                one.Product,
                                one.Plan,
                                Number(one.Seats),
                                Day(one.StartsOn),
                                Day(one.LastPaidDay),
                                Shown(one.Mrr),
                            }
                        ),
                    ]
                )
            );

    private static ProposalPage? Renewals(ProposalContents contents, Func<string, string, string> say) =>
        contents.Renewals.Count == 0
            ? null
            : new(
                say("Renewal", "更新"),
                [],
                new ProposalTable(
                    [
                        say("Product", "商品"),
                        say("Term ends", "満了日"),
                        say("Notice by", "通知期限"),
                        say("Months", "更新月数"),
                        say("A month", "月額"),
                    ],
                    [
                        .. contents.Renewals.Select(one =>
                            new[]
                            {
                                one.Product,
                                Day(one.DueOn),
                                Day(one.NoticeBy),
                                Number(one.TermMonths),
                                Shown(one.Due),
                            }
                        ),
                    ]
                )
            );

    private static ProposalPage? Usage(ProposedUsage? usage, Func<string, string, string> say) =>
        usage is null
            ? null
            : new(
                say("How you use it", "ご利用状況"),
                [say($"The 30 days to {usage.AsOf:yyyy-MM-dd}.", $"{usage.AsOf:yyyy年M月d日}までの30日間")],
                new ProposalTable(
                    [say("Figure", "項目"), say("Value", "値")],
                    [
                        .. new (string What, string Value)[]
                        {
                            (say("Uses", "利用回数"), Number(usage.Uses)),
                            (say("Uses in the 30 days before", "その前の30日間の利用回数"), Number(usage.UsesBefore)),
                            (
                                say("Features in use", "利用中の機能"),
                                $"{Number(usage.Features)} / {Number(usage.FeaturesKnown)}"
                            ),
                            (say("Active users", "利用者数"), Number(usage.ActiveUsers)),
                            (say("Licences", "ライセンス数"), Number(usage.Licences)),
                        }
                            .Where(row => row.Value.Length > 0)
                            .Select(row => new[] { row.What, row.Value }),
                    ]
                )
            );

    private static ProposalPage? Value(ProposalContents contents, Func<string, string, string> say) =>
        contents.Value.Count == 0
            ? null
            : new(
                say("What you got for it", "得られた効果"),
                [
                    say(
                        "By fiscal year; a running year holds what is known so far.",
                        "会計年度ごと。進行中の年度は現時点までの値です。"
                    ),
                ],
                new ProposalTable(
                    [
                        say("Year", "年度"),
                        say("Benefit", "効果"),
                        say("Confirmed by you", "貴社確認済み"),
                        say("Paid", "お支払い"),
                        say("Benefit per paid", "費用対効果"),
                    ],
                    [
                        .. contents.Value.Select(one =>
                            new[]
                            {
                                one.FiscalYear.ToString(CultureInfo.InvariantCulture)
                                    + (one.IsOver ? "" : say(" (running)", "(進行中)")),
                                Shown(one.Benefit),
                                Shown(one.Confirmed),
                                Shown(one.Paid),
                                one.PerPaid ?? say("n/a", "―"),
                            }
                        ),
                    ]
                )
            );

    private static ProposalPage? Offers(ProposalContents contents, Func<string, string, string> say, bool japanese) =>
        contents.Offers.Count == 0
            ? null
            : new(
                say("What we propose", "ご提案内容"),
                [],
                new ProposalTable(
                    [
                        say("Proposal", "提案"),
                        say("Product", "商品"),
                        say("Amount", "金額"),
                        say("Why", "理由"),
                        say("Goal", "目標"),
                    ],
                    [
                        .. contents.Offers.Select(one =>
                            new[]
                            {
                                Kind(one.Kind, say),
                                one.Product,
                                Shown(one.Expected),
                                japanese ? one.ReasonJa : one.Reason,
                                one.Goal ?? "",
                            }
                        ),
                    ]
                )
            );

    private static string Kind(ExpansionKind kind, Func<string, string, string> say) =>
        kind switch
        {
            ExpansionKind.Upsell => say("More of it", "利用拡大"),
            ExpansionKind.CrossSell => say("A further product", "追加商品"),
            _ => say("Again", "再購入"),
        };

    private static Money AYear(Money month) => month with { Minor = month.Minor * MonthsInYear };

    private static string Shown(Money money) =>
        $"{money.Major.ToString("N" + Money.Currencies[money.Currency], CultureInfo.InvariantCulture)} {money.Currency}";

    private static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static ProposalPage Clean(ProposalPage page) =>
        new(
            Clean(page.Heading),
            [.. page.Lines.Select(Clean)],
            page.Table is { } table
                ? new ProposalTable(
                    [.. table.Head.Select(Clean)],
                    [.. table.Rows.Select(row => row.Select(Clean).ToArray())]
                )
                : null
        );

    // What neither XML nor HTML may hold is left out: control characters, and halves of surrogate pairs.
    private static string Clean(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value))
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString();
    }
}

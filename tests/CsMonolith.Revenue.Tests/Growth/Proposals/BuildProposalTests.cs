using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CsMonolith.Health.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Modules;
using CsMonolith.Revenue.Growth.Expansion;
using CsMonolith.Revenue.Growth.Proposals;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Renewals;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Value;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace CsMonolith.Revenue.Tests.Growth.Proposals;

public sealed partial class BuildProposalTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_proposal_says_what_contract_use_value_and_peers_say_in_either_language()
    {
        using var revenue = await Company(new RevenueAlone());
        var built = (await revenue.Send(new BuildProposal(revenue.Account("A"), null, null, 0))).Value;

        var (english, japanese) = (
            Words(await Html(revenue, built, ProposalLanguage.En)),
            Words(await Html(revenue, built, ProposalLanguage.Ja))
        );

        string[] figures =
        [
            "1,000 JPY",
            "12,000 JPY",
            "4,200",
            "3,000",
            "18 / 40",
            "95",
            "100",
            "2027-03-31",
            "600 JPY",
            "1,200 JPY",
        ];
        figures.ShouldAllBe(figure => english.Contains(figure) && japanese.Contains(figure));
        english.ShouldContain("Proposal for A");
        english.ShouldContain(
            "95 of 100 licences were used in the 30 days to 2026-10-31. Use rose from 3000 to 4200 in the 30 "
                + "days to 2026-10-31."
        );
        japanese.ShouldContain("A ご提案");
        japanese.ShouldContain("2026-10-31までの30日間に、ライセンス100のうち95が利用されました。");
    }

    [Fact]
    public async Task What_people_typed_stands_in_the_page_as_text()
    {
        const string product = "<script>alert(1)</script>&\"'\u0001";
        using var revenue = new RevenueAlone();
        await revenue.Send(
            new OpenSubscription(
                "S",
                revenue.Account("A"),
                "Pro",
                new(2026, 1, 1),
                BillingInterval.Month,
                Money.Of("1", "JPY"),
                Product: product
            )
        );
        var built = (await revenue.Send(new BuildProposal(revenue.Account("A"), null, null, 0))).Value;

        var html = await Html(revenue, built, ProposalLanguage.En);

        html.ShouldNotContain("<script");
        Words(html).ShouldContain(product.TrimEnd('\u0001'));
        Slides((await Document(revenue, built, ProposalFormat.Pptx)).Bytes).ShouldContain(product.TrimEnd('\u0001'));
    }

    [Fact]
    public async Task Slides_are_valid_and_hold_the_same_words_and_figures_as_the_page()
    {
        using var revenue = await Company(new RevenueAlone());
        for (var i = 0; i < 20; i++)
        {
            await revenue.Send(
                new OpenSubscription(
                    $"T-{i}",
                    revenue.Account("A"),
                    "Pro",
                    new(2026, 1, 1),
                    BillingInterval.Month,
                    Money.Of("1", "JPY"),
                    Product: $"追加 {i}"
                )
            );
        }

        var built = (await revenue.Send(new BuildProposal(revenue.Account("A"), null, null, 0))).Value;

        foreach (var language in Enum.GetValues<ProposalLanguage>())
        {
            var slides = (await revenue.Send(new GetProposalDocument(built.Id, ProposalFormat.Pptx, language)))
                .Value
                .Bytes;
            using (var file = PresentationDocument.Open(new MemoryStream(slides), isEditable: false))
            {
                new OpenXmlValidator()
                    .Validate(file)
                    .Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}")
                    .ShouldBeEmpty();
                file.PresentationPart!.SlideParts.Count()
                    .ShouldBeGreaterThan(7, "a table of 21 rows goes over three slides");
            }

            var words = Slides(slides);
            Texts(await Html(revenue, built, language)).ShouldAllBe(text => words.Contains(text));
        }
    }

    [Fact]
    public async Task A_document_says_the_same_for_ever_whatever_changes_later()
    {
        using var revenue = await Company(new RevenueAlone());
        var built = (await revenue.Send(new BuildProposal(revenue.Account("A"), null, null, 0))).Value;
        var before = await Html(revenue, built, ProposalLanguage.En);

        await revenue.Hear(Used(revenue, new(2026, 11, 30), uses: 9, before: 9));
        await revenue.Send(
            new RecordBenefit(
                revenue.Account("A"),
                new(2026, 11, 1),
                BenefitKind.Price,
                Money.Of("77", "JPY"),
                "測定値",
                null
            )
        );

        (await Html(revenue, built, ProposalLanguage.En)).ShouldBe(before);
    }

    [Fact]
    public async Task Minutes_saved_are_logged_by_hand_or_as_the_installation_settles()
    {
        using var revenue = new RevenueAlone();
        await revenue.Send(new BuildProposal(revenue.Account("A"), null, MinutesByHand: 60, MinutesSpent: 15));
        revenue.Time.Pass(TimeSpan.FromMinutes(1));
        await revenue.Send(new BuildProposal(revenue.Account("A"), null, MinutesByHand: null, MinutesSpent: 100));

        var logged = (await revenue.Send(new ListProposals(ListAsk.Plain))).Value.Items;

        logged
            .Select(one => (one.MinutesByHand, one.MinutesSpent, one.MinutesSaved))
            .ShouldBe([(90, 100, -10), (60, 15, 45)]);
    }

    [Fact]
    public async Task An_opportunity_is_proposed_by_itself_but_not_while_the_customer_is_in_trouble()
    {
        using var revenue = await Company(new RevenueAlone());
        var account = revenue.Account("A");
        var opened = (
            await revenue.Send(
                new OpenExpansionOpportunity(
                    account,
                    ExpansionKind.CrossSell,
                    "地図",
                    "相談あり",
                    "配車の効率化",
                    Money.Of("4321", "JPY")
                )
            )
        ).Value;

        var built = (await revenue.Send(new BuildProposal(account, opened.Id, null, 0))).Value;

        var words = Words(await Html(revenue, built, ProposalLanguage.En));
        words.ShouldContain("4,321 JPY");
        var offer = built.Offers.ShouldHaveSingleItem();
        (offer.Reason, offer.Goal, offer.Fit, offer.Peers).ShouldBe(("相談あり", "配車の効率化", null, 0));
        words.ShouldNotContain("licences were used");
        (await revenue.Send(new BuildProposal(revenue.Account("B"), opened.Id, null, 0))).Error!.Code.ShouldBe(
            "opportunity.not-found"
        );
        await revenue.Hear(
            new AccountScored(account, 0.9, 90, "churn-1", new(2026, 11, 19), HasSignal: true, ScoreBand.High)
        );
        (await revenue.Send(new BuildProposal(account, opened.Id, null, 0))).Error!.Code.ShouldBe(
            "revenue.expansion.in-trouble"
        );
        var renewal = (await revenue.Send(new BuildProposal(account, null, null, 0))).Value;
        Words(await Html(revenue, renewal, ProposalLanguage.En)).ShouldNotContain("What we propose");
    }

    [Fact]
    public async Task A_proposal_that_is_listed_names_reason_and_fit_of_each_offer_as_they_were_ranked()
    {
        using var revenue = await Company(new RevenueAlone());
        var account = revenue.Account("A");
        var ranked = (await revenue.Send(new GetExpansionProposals(account))).Value.Proposals;
        await revenue.Send(new BuildProposal(account, null, null, 0));

        var listed = (await revenue.Send(new ListProposals(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();

        listed.Offers.ShouldNotBeEmpty();
        listed
            .Offers.Select(one => (one.Product, one.Reason, one.Fit, one.Peers))
            .ShouldBe(ranked.Take(3).Select(one => (one.Product, one.Reason, (decimal?)one.Fit, one.Peers)));
    }

    [Fact]
    public async Task Only_who_sees_the_customer_builds_lists_or_reads_its_proposals()
    {
        using var revenue = await Company(new RevenueAlone());
        var built = (await revenue.Send(new BuildProposal(revenue.Account("A"), null, null, 0))).Value;
        revenue.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await revenue.Send(new BuildProposal(revenue.Account("A"), null, null, 0))).Error!.Code.ShouldBe(
            "account.not-found"
        );
        (
            await revenue.Send(new GetProposalDocument(built.Id, ProposalFormat.Html, ProposalLanguage.En))
        ).Error!.Code.ShouldBe("proposal.not-found");
        (await revenue.Send(new ListProposals(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_Chromium_a_PDF_is_refused_with_what_is_missing()
    {
        using var revenue = new RevenueAloneAs<RevenueWithoutChromium>();
        var built = (await revenue.Send(new BuildProposal(revenue.Account("A"), null, null, 0))).Value;

        var refusal = (
            await revenue.Send(new GetProposalDocument(built.Id, ProposalFormat.Pdf, ProposalLanguage.Ja))
        ).Error!;

        (refusal.Code, refusal.Kind).ShouldBe(("revenue.proposal.no-chromium", ErrorKind.Conflict));
        refusal.En.ShouldContain("/no/such/chromium");
        refusal.Ja.ShouldContain("Revenue:Chromium");
    }

    [Fact]
    public async Task With_Chromium_a_PDF_is_printed()
    {
        using var revenue = await Company(new RevenueAlone());
        var built = (await revenue.Send(new BuildProposal(revenue.Account("A"), null, null, 0))).Value;

        var printed = await revenue.Send(new GetProposalDocument(built.Id, ProposalFormat.Pdf, ProposalLanguage.Ja));

        if (printed.Error?.Code == "revenue.proposal.no-chromium")
        {
            output.WriteLine("Skipped: there is no Chromium on this machine.");
            return;
        }

        Encoding.ASCII.GetString(printed.Value.Bytes, 0, 5).ShouldBe("%PDF-");
        printed.Value.Bytes.Length.ShouldBeGreaterThan(5_000, "fonts are embedded");
    }

    /// <summary>A with one contract of 1,000 a month, a renewal due, a month of use and a benefit.</summary>
    private static async Task<RevenueAlone> Company(RevenueAlone revenue)
    {
        revenue.Time.NoonOf(new(2026, 11, 20));
        var subscription = await revenue.Subscribe("A", "1000", new(2026, 4, 1), lastPaidDay: new(2027, 3, 31));
        (await revenue.Send(new OpenRenewal(subscription.Id))).Error.ShouldBeNull();
        (
            await revenue.Send(
                new RecordBenefit(
                    revenue.Account("A"),
                    new(2026, 6, 1),
                    BenefitKind.Speed,
                    Money.Of("600", "JPY"),
                    "測定値",
                    "山田様"
                )
            )
        ).Error.ShouldBeNull();
        await revenue.Hear(
            Used(revenue, new(2026, 10, 31), uses: 4200, before: 3000),
            Used(revenue, new(2026, 10, 31), uses: 1, before: 1)
        );
        return revenue;
    }

    private static UsageSummarised Used(RevenueAlone revenue, DateOnly asOf, long uses, long before) =>
        new(revenue.Account("A"), asOf, uses, before, Features: 18, FeaturesKnown: 40, ActiveUsers: 95, Licences: 100);

    private static async Task<ProposalDocument> Document(
        RevenueAlone revenue,
        ProposalRow built,
        ProposalFormat format
    ) => (await revenue.Send(new GetProposalDocument(built.Id, format, ProposalLanguage.En))).Value;

    private static async Task<string> Html(RevenueAlone revenue, ProposalRow built, ProposalLanguage language) =>
        Encoding.UTF8.GetString(
            (await revenue.Send(new GetProposalDocument(built.Id, ProposalFormat.Html, language))).Value.Bytes
        );

    private static string Words(string html) => string.Join('\n', Texts(html));

    private static List<string> Texts(string html) =>
        [
            .. Tag()
                .Split(html[html.IndexOf("<body>", StringComparison.Ordinal)..])
                .Select(WebUtility.HtmlDecode)
                .OfType<string>()
                .Select(text => text.Trim())
                .Where(text => text.Length > 0),
        ];

    /// <summary>Everything that stands on slides, a text a line.</summary>
    private static string Slides(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return string.Join(
            '\n',
            zip.Entries.Where(entry => entry.FullName.StartsWith("ppt/slides/slide", StringComparison.Ordinal))
                .SelectMany(entry =>
                {
                    using var xml = entry.Open();
                    return System
                        .Xml.Linq.XDocument.Load(xml)
                        .Descendants()
                        .Where(one => one.Name.LocalName == "t")
                        .Select(one => one.Value)
                        .ToList();
                })
        );
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}

/// <summary>Revenue on a server without Chromium.</summary>
internal sealed class RevenueWithoutChromium : IModule
{
    private readonly RevenueModule _module = new();

    public string Name => _module.Name;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        configuration["Revenue:Chromium"] = "/no/such/chromium";
        _module.AddServices(services, configuration);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => _module.MapEndpoints(routes);
}

using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsMonolith.Health.Reviews;
using CsMonolith.Health.Usage.Events;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Requests;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace CsMonolith.Health.Tests.Reviews;

public sealed partial class ReviewPackTests(ITestOutputHelper output)
{
    private static readonly DateTime Known = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly Customer _customer = new();

    // In September: search 30 and dispatch 20 uses by two users on two days each; 4 of 5 features would be 0.4 with 2.
    [Theory]
    [InlineData(PackLanguage.Ja)]
    [InlineData(PackLanguage.En)]
    public async Task Slides_page_and_specification_show_the_same_texts_and_figures(object language)
    {
        using var health = await Health();
        var pack = await Build(health, language: (PackLanguage)language);

        var (document, slides, page) = (
            await Document(health, pack),
            await Slides(health, pack),
            await Page(health, pack)
        );

        var said = document.Texts.Select(text => text.Text).ToList();
        said.Count.ShouldBeGreaterThan(60);
        SlideTexts(slides).Distinct().Order().ShouldBe(said.Distinct().Order());
        PageTexts(page).ShouldBe(said);
        Figures(string.Join(' ', SlideTexts(slides))).ShouldBe(Figures(string.Join(' ', said)));
        Figures(string.Join(' ', PageTexts(page))).ShouldBe(Figures(string.Join(' ', said)));
        foreach (var figure in document.Texts.Where(text => text.Value is not null))
        {
            Shown(figure).ShouldBe(figure.Value!.Value, figure.Text);
        }
    }

    // Breadth: 2 of 5 features, 40 %. Depth: 50 uses over 3 user-days, 16.67. Way: (16.5 - 42) / (8 - 42) = 75 %.
    // First value: 10 April to 10 June, 61 days. Value: 1,200,000 + 300,000 + 900,000.
    [Fact]
    public async Task The_figures_are_those_of_the_modules()
    {
        using var health = await Health();
        var pack = await Build(health);

        var document = await Document(health, pack);

        Card(document, PackPart.Usage, "利用幅").ShouldBe(new PackText("40 %", 0.4m));
        Card(document, PackPart.Usage, "利用深度").Text.ShouldBe("16.67");
        Card(document, PackPart.Usage, "利用者数").Value.ShouldBe(2);
        Card(document, PackPart.Goals, "実績").ShouldBe(new PackText("16.5", 16.5m));
        Card(document, PackPart.Goals, "達成状況").Text.ShouldBe("75 %");
        Card(document, PackPart.Value, "成果の合計").ShouldBe(new PackText("2,400,000円", 2_400_000m));
        Card(document, PackPart.Onboarding, "最初の成果までの日数").Value.ShouldBe(61);
        Card(document, PackPart.Actions, "お客様の完了").Value.ShouldBe(1);
        document
            .Sections.Single(section => section.Part == PackPart.Usage)
            .Table!.Rows.Select(row => (row[0].Text, row[1].Value))
            .ShouldBe([("2026年7月", 0m), ("2026年8月", 7m), ("2026年9月", 50m)]);
        document
            .Sections.Single(section => section.Part == PackPart.NextSteps)
            .Table!.Rows.Select(row => row[0].Text)
            .ShouldBe(["2026年11月30日", "2026年12月10日", "2026年12月20日", "2027年1月31日"]);
    }

    [Fact]
    public async Task Use_that_cannot_be_known_is_told_from_none_and_long_words_end_on_their_slide()
    {
        _customer.Reviews[0] = _customer.Reviews[0] with { Words = new string('長', 1_500) };
        using var health = await Health();
        var made = await health.Send(
            new BuildReviewPack(
                _customer.Id,
                new ReviewPackOrder(new(2026, 3, 1), new(2026, 10, 31), PackLanguage.Ja, null)
            )
        );

        var document = await Document(health, made.Value);

        // The contract is of April, and nobody's use is known after 11 September.
        document
            .Sections.Single(section => section.Part == PackPart.Usage)
            .Table!.Rows.Select(row => row[1].Text)
            .ShouldBe(["—", "0", "0", "0", "0", "7", "50", "—"]);
        document
            .Sections.Single(section => section.Part == PackPart.Reviews)
            .Table!.Rows.Single()[5]
            .Text.ShouldBe($"{new string('長', 300)}…");
    }

    [Fact]
    public async Task A_first_value_before_the_start_took_no_days()
    {
        using var health = await Health();
        _customer.Onboarding = _customer.Onboarding! with { FirstValueOn = new(2026, 3, 29) };

        var document = await Document(health, await Build(health));

        Card(document, PackPart.Onboarding, "最初の成果までの日数").Value.ShouldBe(0);
    }

    [Fact]
    public async Task No_pack_is_built_for_a_prospect()
    {
        using var health = await Health();
        _customer.IsProspect = true;

        var refusal = (
            await health.Send(new BuildReviewPack(_customer.Id, new ReviewPackOrder(Customer.From, Customer.To)))
        ).Error!;

        (refusal.Kind, refusal.Code).ShouldBe((ErrorKind.Conflict, "health.review-pack.prospect"));
        refusal.Ja.ShouldContain("北斗運輸株式会社");
    }

    [Fact]
    public async Task Slides_are_valid_one_for_each_part_with_a_title_real_tables_and_notes()
    {
        for (var i = 0; i < 40; i++)
        {
            _customer.Actions.Add(
                new OutwardAction(
                    $"拠点 {i} の配車表を移す、{new string('長', i * 3)}",
                    i % 2 == 0,
                    new(2027, 1, 5),
                    null
                )
            );
        }

        using var health = await Health();
        var pack = await Build(health);
        var bytes = await Slides(health, pack);

        using var file = PresentationDocument.Open(new MemoryStream(bytes), isEditable: false);
        new OpenXmlValidator()
            .Validate(file)
            .Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}")
            .ShouldBeEmpty();
        var slides = file.PresentationPart!.SlideParts.ToList();
        slides.Count.ShouldBe(pack.Slides);
        slides.Count.ShouldBeGreaterThan(9 + 2, "forty actions go over several slides, and their next steps too");
        slides.ShouldAllBe(slide => slide.Slide!.InnerXml.Contains("type=\"title\"", StringComparison.Ordinal));
        slides.ShouldAllBe(slide =>
            slide.NotesSlidePart!.NotesSlide!.InnerText.Contains("2026年11月20日時点", StringComparison.Ordinal)
        );
        slides.SelectMany(slide => slide.ImageParts).ShouldBeEmpty();
        slides
            .Count(slide => slide.Slide!.InnerXml.Contains("<a:tbl", StringComparison.Ordinal))
            .ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task What_people_typed_is_text_and_nothing_else()
    {
        _customer.Name = "<script>alert(1)</script>=HYPERLINK(\"x\")\u0001\u202e\n改行 & \"引用\"";
        _customer.Actions.Clear();
        _customer.Actions.Add(
            new OutwardAction("=1+1 <b onclick='x'>\u0000\ud83d\ude00\ufffe", true, new(2027, 1, 5), null)
        );
        using var health = await Health();
        var pack = await Build(health);

        var (page, slides) = (await Page(health, pack), await Slides(health, pack));

        page.ShouldNotContain("<script");
        page.ShouldNotContain("<b ");
        page.ShouldNotContain("://");
        PageTexts(page).ShouldContain("<script>alert(1)</script>=HYPERLINK(\"x\") 改行 & \"引用\" 御中");
        PageTexts(page).ShouldContain("=1+1 <b onclick='x'>\ud83d\ude00");
        SlideTexts(slides).ShouldContain("=1+1 <b onclick='x'>\ud83d\ude00");
        using var file = PresentationDocument.Open(new MemoryStream(slides), isEditable: false);
        new OpenXmlValidator().Validate(file).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pack_is_the_same_bytes_for_ever_whatever_changes_later()
    {
        using var health = await Health();
        var pack = await Build(health);
        var (page, slides) = (await Page(health, pack), await Slides(health, pack));

        _customer.Name = "別の名前";
        await health.Hold(_customer.Use(new(2026, 9, 28), "report", "u3", 999));
        health.Time.Advance(TimeSpan.FromDays(40));

        (await Page(health, pack)).ShouldBe(page);
        (await Slides(health, pack)).ShouldBe(slides);
        var again = await Build(health);
        (await Page(health, again)).ShouldNotBe(page);
        (await health.Send(new ListReviewPacks(ListAsk.Plain)))
            .Value.Items.Select(one => one.Id)
            .ShouldBe([again.Id, pack.Id]);
    }

    [Fact]
    public void The_same_specification_is_the_same_file()
    {
        var section = new PackSection(
            PackPart.Goals,
            new("目標"),
            new("あ"),
            [new(new("a"), new("1", 1), new(""), 0.5)],
            new(
                [new("x")],
                [1],
                [],
                [
                    [new("1", 1)],
                ]
            ),
            new("出所")
        );
        var document = new PackDocument(PackLanguage.Ja, new("t"), new("c"), new("p"), new("a"), new(""), [section]);

        PptxPack.Write(document).ShouldBe(PptxPack.Write(document));
        HtmlPack.Write(document).ShouldBe(HtmlPack.Write(document));
    }

    [Fact]
    public async Task Only_the_parts_that_were_asked_for_are_in_it()
    {
        using var health = await Health();

        var pack = await Build(health, parts: [PackPart.NextSteps, PackPart.Goals, PackPart.Goals]);

        pack.Parts.ShouldBe([PackPart.Goals, PackPart.NextSteps]);
        (await Document(health, pack)).Sections.Select(one => one.Part).ShouldBe([PackPart.Goals, PackPart.NextSteps]);
        (await Page(health, pack)).ShouldNotContain("ご契約と更新");
    }

    [Fact]
    public async Task A_customer_of_whom_little_is_known_has_a_pack_that_says_so()
    {
        (_customer.Goal, _customer.Name) = (null, "空");
        _customer.Actions.Clear();
        _customer.Reviews.Clear();
        using var health = _customer.Health();
        (_customer.Value, _customer.Renewal, _customer.Onboarding) = ([], null, null);
        _customer.Contracts.Clear();

        var pack = await Build(health);

        var said = PageTexts(await Page(health, pack));
        said.ShouldContain("成功の定義はまだ合意していません。");
        said.ShouldContain("この期間に記録された成果はありません。");
        using var file = PresentationDocument.Open(new MemoryStream(await Slides(health, pack)), isEditable: false);
        new OpenXmlValidator().Validate(file).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_tier_purpose_or_chance_of_churn_is_in_a_pack()
    {
        using var health = await Health();
        var pack = await Build(health);

        var said = string.Join(' ', PageTexts(await Page(health, pack)));

        said.ShouldNotContain("社内の狙い");
        said.ShouldNotContain("ティア");
        said.ShouldNotContain("解約");
        said.ShouldNotContain("70,000", Case.Sensitive, "what is at stake is ours to know");
    }

    [Fact]
    public async Task Periods_that_cannot_be_are_refused()
    {
        using var health = await Health();

        (await Pointer(new(2026, 9, 30), new(2026, 7, 1))).ShouldBe("/to");
        (await Pointer(new(2026, 7, 1), new(2026, 11, 21))).ShouldBe("/to");
        (await Pointer(new(2025, 9, 30), new(2026, 9, 30))).ShouldBeNull();
        (await Pointer(new(2025, 9, 29), new(2026, 9, 30))).ShouldBe("/from");
        (
            await health.Send(
                new BuildReviewPack(Guid.CreateVersion7(), new ReviewPackOrder(Customer.From, Customer.To))
            )
        ).Error!.Kind.ShouldBe(ErrorKind.NotFound);

        async Task<string?> Pointer(DateOnly from, DateOnly to) =>
            (await health.Send(new BuildReviewPack(_customer.Id, new ReviewPackOrder(from, to))))
                .Error?.Fields.Single()
                .Pointer;
    }

    [Fact]
    public async Task A_pack_out_of_sight_is_not_there_and_a_download_is_audited()
    {
        using var health = await Health();
        var pack = await Build(health);
        await Slides(health, pack);
        (await health.InStore(db => db.Set<AuditRow>().Select(row => row.Operation).ToListAsync())).ShouldBe(
            [nameof(BuildReviewPack), nameof(GetReviewPackPptx)],
            ignoreOrder: true
        );

        _customer.Scope = AccountScope.Of(Guid.CreateVersion7());
        health.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await health.Send(new GetReviewPackHtml(pack.Id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await health.Send(new GetReviewPackPptx(pack.Id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await health.Send(new ListReviewPacks(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hundred_packs_are_built_in_little_time()
    {
        using var health = await Health();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++)
        {
            await Build(health);
        }

        output.WriteLine($"100 packs in {watch.Elapsed.TotalSeconds:0.0} s");
        (await health.Send(new ListReviewPacks(ListAsk.Plain with { Limit = 200 }))).Value.Items.Count.ShouldBe(100);
    }

    private async Task<HealthAlone> Health()
    {
        var health = _customer.Health();
        await health.Hold([
            .. new[] { "search", "dispatch", "report", "mail", "map" }.Select(feature => new UsedFeature
            {
                Feature = feature,
                KnownFrom = Known,
            }),
            _customer.Use(new(2026, 8, 5), "search", "u1", 7),
            _customer.Use(new(2026, 9, 10), "search", "u1", 30),
            _customer.Use(new(2026, 9, 10), "dispatch", "u2", 15, "営業部"),
            _customer.Use(new(2026, 9, 11), "dispatch", "u2", 5, "営業部"),
        ]);
        return health;
    }

    private async Task<ReviewPackRow> Build(
        HealthAlone health,
        PackLanguage language = PackLanguage.Ja,
        IReadOnlyList<PackPart>? parts = null
    ) =>
        (
            await health.Send(
                new BuildReviewPack(_customer.Id, new ReviewPackOrder(Customer.From, Customer.To, language, parts))
            )
        ).Value;

    private static async Task<PackDocument> Document(HealthAlone health, ReviewPackRow pack) =>
        JsonSerializer.Deserialize<PackDocument>(
            await health.InStore(db =>
                db.Set<ReviewPackFile>().Where(row => row.Id == pack.Id).Select(row => row.Document).SingleAsync()
            ),
            Wire.Json
        )!;

    private static async Task<byte[]> Slides(HealthAlone health, ReviewPackRow pack) =>
        (await health.Send(new GetReviewPackPptx(pack.Id))).Value.Bytes;

    private static async Task<string> Page(HealthAlone health, ReviewPackRow pack) =>
        Encoding.UTF8.GetString((await health.Send(new GetReviewPackHtml(pack.Id))).Value.Bytes);

    private static PackText Card(PackDocument document, PackPart part, string label) =>
        document.Sections.Single(one => one.Part == part).Cards.Single(card => card.Label.Text == label).Figure;

    // The slide's number is a field that the reader's program fills in.
    private static List<string> SlideTexts(byte[] bytes)
    {
        using var file = PresentationDocument.Open(new MemoryStream(bytes), isEditable: false);
        return
        [
            .. file.PresentationPart!.SlideParts.SelectMany(slide =>
                slide
                    .Slide!.Descendants<DocumentFormat.OpenXml.Drawing.Run>()
                    .Select(run => run.Text!.Text)
                    .Where(text => text.Trim().Length > 0)
            ),
        ];
    }

    private static List<string> PageTexts(string page) =>
        [
            .. Text()
                .Matches(page[page.IndexOf("<body>", StringComparison.Ordinal)..])
                .Select(match => WebUtility.HtmlDecode(match.Groups["text"].Value))
                .Where(text => text.Trim().Length > 0),
        ];

    private static SortedSet<string> Figures(string text) => [.. Number().Matches(text).Select(match => match.Value)];

    // What a reader would type off the slide, within the digits that are shown.
    private static decimal Shown(PackText figure)
    {
        var digits = Number().Match(figure.Text).Value;
        var number = decimal.Parse(
            digits.Replace(",", "", StringComparison.Ordinal),
            System.Globalization.CultureInfo.InvariantCulture
        );
        number *= figure.Text.StartsWith('-') ? -1 : 1;
        var scale = figure.Text.Contains('%', StringComparison.Ordinal) ? 100 : 1;
        var decimals = digits.Contains('.', StringComparison.Ordinal)
            ? digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1
            : 0;
        Math.Abs(number - (figure.Value!.Value * scale))
            .ShouldBeLessThanOrEqualTo(
                0.5m
                    / (decimal)
                        Math.Pow(10, Math.Max(decimals, figure.Text.Contains('%', StringComparison.Ordinal) ? 1 : 2))
            );
        return figure.Value!.Value;
    }

    [GeneratedRegex(">(?<text>[^<]+)<", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Text();

    [GeneratedRegex("[0-9][0-9,]*(\\.[0-9]+)?", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}

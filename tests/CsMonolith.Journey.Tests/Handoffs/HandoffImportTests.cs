using CsMonolith.Journey.Contracts;
using CsMonolith.Journey.Handoffs;
using CsMonolith.Journey.Projects;
using CsMonolith.Platform;
using CsMonolith.Platform.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Tests.Handoffs;

public sealed class HandoffImportTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Theory]
    [InlineData(
        "Opportunity ID,Opportunity Name,Account ID,Close Date,Stage,Opportunity Owner",
        "dealId,title,accountExternalId,wonOn,stage,seller"
    )]
    [InlineData(
        "商談 ID,商談名,取引先 ID,完了予定日,フェーズ,商談 所有者",
        "dealId,title,accountExternalId,wonOn,stage,seller"
    )]
    [InlineData(
        "Record ID,Deal Name,Associated Company IDs,Close Date,Deal Stage,Deal Owner",
        "dealId,title,accountExternalId,wonOn,stage,seller"
    )]
    [InlineData(
        "レコードID,取引名,関連する会社ID,クローズ日,取引ステージ,取引担当者",
        "dealId,title,accountExternalId,wonOn,stage,seller"
    )]
    public async Task Exports_of_sales_systems_map_by_themselves(string headings, string columns)
    {
        var known = await _journey.InScope(services =>
            Task.FromResult(services.GetServices<ImportKind>().Single(kind => kind.Name == "handoffs").Columns)
        );

        headings
            .Split(',')
            .Select(heading =>
                known
                    .SingleOrDefault(column =>
                        column
                            .AlsoCalled.Append(column.Name)
                            .Append(column.TitleJa)
                            .Select(Nearest.Key)
                            .Contains(Nearest.Key(heading))
                    )
                    ?.Name
            )
            .ShouldBe(columns.Split(','));
    }

    [Fact]
    public async Task A_deal_of_a_file_is_loaded_once_changed_by_the_next_and_acknowledged_when_it_says_so()
    {
        var sato = await _journey.Hire("sato");
        var account = await _journey.Open("C-1");
        await _journey.Own(account.Id, sato, new(2026, 11, 1));
        var deal = Deal(("title", "配車クラウド"), ("seller", "森"));

        (await _journey.Load("handoffs", deal)).ShouldBe([RowOutcome.Created]);
        (await _journey.Load("handoffs", deal)).ShouldBe([RowOutcome.Skipped]);
        (await _journey.Load("handoffs", Deal(("title", "配車クラウド 2期")))).ShouldBe([RowOutcome.Updated]);
        var taken = Deal(
            ("title", "配車クラウド 2期"),
            ("acknowledgedOn", new DateOnly(2026, 11, 12)),
            ("kickoffOn", new DateOnly(2026, 11, 19))
        );
        (await _journey.Load("handoffs", taken)).ShouldBe([RowOutcome.Updated]);
        (await _journey.Load("handoffs", taken)).ShouldBe([RowOutcome.Skipped]);

        var handoff = (await _journey.Send(new ListHandoffs(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        (handoff.Source, handoff.Title, handoff.Seller).ShouldBe(("import", "配車クラウド 2期", "森"));
        var project = (await _journey.Send(new GetSuccessProject(handoff.ProjectId!.Value))).Value;
        (project.LeadId, project.OpenedOn, project.KickoffOn).ShouldBe(
            (sato.Id, new DateOnly(2026, 11, 12), new DateOnly(2026, 11, 19))
        );
    }

    [Fact]
    public async Task A_kickoff_to_come_a_lost_deal_and_a_script_for_a_link_are_refused_by_their_column()
    {
        await _journey.Open("C-1");

        var refused = await _journey.Load(
            "handoffs",
            Deal(
                ("title", "x"),
                ("acknowledgedOn", new DateOnly(2026, 11, 12)),
                ("kickoffOn", new DateOnly(2026, 11, 21))
            ),
            Deal(("title", "x"), ("stage", "Closed Lost")),
            Deal(("title", "x"), ("sourceLink", "javascript:alert(1)")),
            Deal(("title", new string('x', 201))),
            Deal(("title", "x"), ("accountExternalId", "C-9")),
            Deal(("title", "x"), ("wonOn", new DateOnly(2026, 11, 21)))
        );

        refused
            .Select(outcome => (outcome.Fate, outcome.Column))
            .ShouldBe([
                (RowFate.Refused, "kickoffOn"),
                (RowFate.Refused, "stage"),
                (RowFate.Refused, "sourceLink"),
                (RowFate.Refused, "title"),
                (RowFate.Refused, "accountExternalId"),
                (RowFate.Refused, "wonOn"),
            ]);
        (await _journey.Send(new ListHandoffs(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_an_owner_on_the_day_a_deal_is_stored_without_a_project_and_says_so()
    {
        await _journey.Open("C-1");
        var deal = Deal(("title", "x"), ("acknowledgedOn", new DateOnly(2026, 11, 12)));

        var loaded = (await _journey.Load("handoffs", deal)).ShouldHaveSingleItem();
        var again = (await _journey.Load("handoffs", deal)).ShouldHaveSingleItem();

        (loaded.Fate, loaded.Column).ShouldBe((RowFate.Created, "acknowledgedOn"));
        (again.Fate, again.Column).ShouldBe((RowFate.Skipped, "acknowledgedOn"));
        (await _journey.Send(new ListSuccessProjects(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_answers_of_a_file_the_later_one_was_asked_again_wherever_it_stands()
    {
        var account = await _journey.Open("C-1");

        var loaded = await _journey.Load(
            "hearing-answers",
            Answer("導入目的", "残業を減らす", new(2026, 11, 10)),
            Answer("purpose", "残業をなくす", new(2026, 11, 2)),
            Answer("占い", "吉", new(2026, 11, 2)),
            Answer("purpose", new string('x', 4001), new(2026, 11, 2))
        );
        var again = await _journey.Load("hearing-answers", Answer("purpose", "残業をなくす", new(2026, 11, 2)));

        loaded
            .Select(outcome => (outcome.Fate, outcome.Column))
            .ShouldBe([
                (RowFate.Created, null),
                (RowFate.Created, null),
                (RowFate.Refused, "question"),
                (RowFate.Refused, "answer"),
            ]);
        again.ShouldBe([RowOutcome.Skipped]);
        (await _journey.Send(new ListHearingAnswers(account.Id, ListAsk.Plain)))
            .Value.Items.OrderBy(one => one.AnsweredOn)
            .Select(one => (one.Answer, one.Kind))
            .ShouldBe([("残業をなくす", AnswerKind.First), ("残業を減らす", AnswerKind.AskedAgain)]);
    }

    [Fact]
    public async Task A_promise_of_a_file_is_an_open_gap_until_the_day_on_which_it_was_settled()
    {
        var account = await _journey.Open("C-1");
        await _journey.Load("handoffs", Deal(("title", "x"), ("wonOn", new DateOnly(2026, 11, 1))));

        var loaded = await _journey.Load(
            "promises",
            Promise(
                "SSO",
                ("availability", "予定"),
                ("resolution", "手順に合意"),
                ("resolvedOn", new DateOnly(2026, 11, 15))
            ),
            Promise("帳票", ("availability", "今ある")),
            Promise("API", ("availability", "たぶん")),
            Promise("印刷", ("availability", "予定なし"), ("resolvedOn", new DateOnly(2026, 11, 15)))
        );

        loaded
            .Select(outcome => (outcome.Fate, outcome.Column))
            .ShouldBe([
                (RowFate.Created, null),
                (RowFate.Created, null),
                (RowFate.Refused, "availability"),
                (RowFate.Refused, "resolution"),
            ]);
        (await Gaps(account.Id, new(2026, 11, 14))).ShouldBe(1);
        (await Gaps(account.Id, new(2026, 11, 15))).ShouldBe(0);
    }

    private static Dictionary<string, object?> Deal(params (string Column, object? Value)[] values) =>
        Row([("accountExternalId", "C-1"), ("dealId", "D-1"), ("wonOn", new DateOnly(2026, 11, 10)), .. values]);

    private static Dictionary<string, object?> Answer(string question, string answer, DateOnly on) =>
        Row(("accountExternalId", "C-1"), ("question", question), ("answer", answer), ("answeredOn", on));

    private static Dictionary<string, object?> Promise(string what, params (string Column, object? Value)[] values) =>
        Row([("accountExternalId", "C-1"), ("what", what), ("madeOn", new DateOnly(2026, 11, 2)), .. values]);

    private static Dictionary<string, object?> Row(params (string Column, object? Value)[] values)
    {
        var cells = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (column, value) in values)
        {
            cells[column] = value;
        }

        return cells;
    }

    private async Task<int> Gaps(Guid account, DateOnly on) =>
        (await _journey.Send(new HandoffSignals(null, on, JourneyAlone.Today)))[account].OpenGaps;
}

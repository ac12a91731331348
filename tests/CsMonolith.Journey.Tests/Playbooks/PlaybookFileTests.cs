using System.Text.Json;
using CsMonolith.Journey.Phases;
using CsMonolith.Journey.Playbooks;
using CsMonolith.Journey.Tasks;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Journey.Tests.Playbooks;

public sealed class PlaybookFileTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public void Twenty_starters_come_in_both_languages_with_the_same_steps()
    {
        var codes = StarterPlaybooks.All.GroupBy(one => one.Code).ToDictionary(own => own.Key, own => own.ToList());

        codes.Count.ShouldBe(20);
        codes.Values.ShouldAllBe(own => own.Select(one => one.Language).Order().SequenceEqual(new[] { "en", "ja" }));
        foreach (var own in codes.Values)
        {
            Shape(own[0]).ShouldBe(Shape(own[1]), own[0].Code);
        }

        static string Shape(PlaybookDocument one) =>
            one.Content.Phase
            + string.Concat(
                one.Content.Variants.SelectMany(variant =>
                    variant.Steps.Select(step =>
                        $"\n{variant.Code} {step.Key} {step.Side} {step.DueDays} {step.Question}"
                    )
                )
            );
    }

    [Fact]
    public void Every_starter_keeps_the_bounds_involves_the_customer_and_asks_a_question()
    {
        var phases = new PhaseSet(PhaseSet.TheOnly).Phases.Select(phase => phase.Code).ToHashSet();

        foreach (var one in StarterPlaybooks.All)
        {
            new CreatePlaybookValidator()
                .Validate(new CreatePlaybook(one.Code, one.Language, one.Content))
                .Errors.ShouldBeEmpty(one.Code);
            phases.ShouldContain(one.Content.Phase, one.Code);
            foreach (var variant in one.Content.Variants)
            {
                variant.Steps.ShouldContain(step => step.Side == TaskSide.Theirs, one.Code);
                variant.Steps.ShouldContain(step => step.Question, one.Code);
                variant.Steps.Select(step => step.DueDays).ShouldBeInOrder(SortDirection.Ascending, one.Code);
            }
        }
    }

    [Fact]
    public async Task A_starter_becomes_a_playbook_once_and_its_file_is_the_same_again()
    {
        var starter = StarterPlaybooks.All[0];
        var adopted = (await _journey.Send(new AdoptStarterPlaybook(starter.Code, starter.Language))).Value;

        var file = (await _journey.Send(new WritePlaybookFile(adopted.Id, Number: null))).Value;
        var twice = await _journey.Send(new AdoptStarterPlaybook(starter.Code, starter.Language));
        var shelf = (await _journey.Send(new ListStarterPlaybooks(starter.Language))).Value;

        Json(PlaybookFile.Read(file.Text).Value).ShouldBe(Json(starter));
        file.FileName.ShouldBe($"{starter.Code}.{starter.Language}.yaml");
        twice.Error!.Code.ShouldBe("journey.playbook.code-taken");
        shelf.Items.Where(one => one.PlaybookId is not null).Select(one => one.PlaybookId).ShouldBe([adopted.Id]);
    }

    [Fact]
    public async Task A_file_of_a_known_code_is_a_new_version_and_one_of_a_new_code_a_new_playbook()
    {
        var text = PlaybookText.Example.Text;
        var first = (await _journey.Send(new ReadPlaybookFile(text, "初版"))).Value;
        var second = (
            await _journey.Send(new ReadPlaybookFile(text.Replace("dueDays: 14", "dueDays: 10"), "早めた"))
        ).Value;
        var other = (
            await _journey.Send(new ReadPlaybookFile(text.Replace("onboarding-first-success", "another"), "別のもの"))
        ).Value;

        (second.Id, second.Number, second.Why).ShouldBe((first.Id, 2, "早めた"));
        second.Content.Variants[0].Steps[1].DueDays.ShouldBe(10);
        (await _journey.Send(new GetPlaybook(first.Id, Number: 1)))
            .Value.Content.Variants[0]
            .Steps[1]
            .DueDays.ShouldBe(14);
        other.Id.ShouldNotBe(first.Id);
    }

    [Theory]
    [InlineData("", "Line 1")]
    [InlineData("code: a\nlanguage: ja\n  title: [", "Line 3")]
    [InlineData("- 1\n- 2\n", "Line 1")]
    [InlineData("code: a\ncode: b\n", "Line 2")]
    [InlineData("code: a\nlanguage: ja\n", "Line 2")]
    [InlineData("&a [*a, *a]", "Line 1")]
    public async Task What_is_no_playbook_is_refused_by_its_line(string text, string line)
    {
        var refused = await _journey.Send(new ReadPlaybookFile(text.Length == 0 ? " " : text, "x"));

        refused.Error!.Code.ShouldBeOneOf("journey.playbook.not-readable", "platform.invalid");
        if (refused.Error.Code == "journey.playbook.not-readable")
        {
            refused.Error.En.ShouldContain(line);
        }

        (await _journey.InStore(db => db.Set<Playbook>().CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("side: ours", "side: nobody")]
    [InlineData("dueDays: 7", "dueDays: soon")]
    [InlineData("dueDays: 7", "dueDays: 999")]
    [InlineData("key: agree-on-success", "key: 合意")]
    [InlineData("key: name-users", "key: agree-on-success")]
    [InlineData("phase: introduction", "phase: nowhere")]
    [InlineData("language: ja", "language: fr")]
    [InlineData("outcome:", "outcomes:")]
    public async Task What_a_file_says_is_held_to_the_rules_of_the_API(string said, string wrong)
    {
        var text = PlaybookText.Example.Text;
        text.ShouldContain(said, Case.Sensitive);

        (await _journey.Send(new ReadPlaybookFile(text.Replace(said, wrong), "x"))).Error.ShouldNotBeNull();

        (await _journey.InStore(db => db.Set<PlaybookVersion>().CountAsync())).ShouldBe(0);
    }

    private static string Json(PlaybookDocument one) => JsonSerializer.Serialize(one);
}

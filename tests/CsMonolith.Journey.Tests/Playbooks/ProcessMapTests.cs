using System.Text;
using System.Xml.Linq;
using CsMonolith.Journey.Playbooks;
using CsMonolith.Journey.Tasks;
using CsMonolith.Platform;

namespace CsMonolith.Journey.Tests.Playbooks;

public sealed class ProcessMapTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task Steps_without_a_role_and_with_a_role_that_nobody_holds_come_first()
    {
        await _journey.Hire("佐藤", Role.Csm);
        await Create(
            "launch",
            Step("held", TaskSide.Ours, Role.Csm),
            Step("orphan", TaskSide.Ours, Role.Finance),
            Step("nobody", TaskSide.Ours, role: null),
            Step("theirs", TaskSide.Theirs, role: null)
        );

        var map = (await _journey.Send(new GetProcessMap("ja"))).Value;

        map.Gaps.Select(gap => (gap.Kind, gap.Step))
            .ShouldBe([(ProcessGapKind.NoRole, "nobody"), (ProcessGapKind.NobodyHolds, "orphan")]);
        map.Lanes.Select(lane => (lane.Key, lane.Holders))
            .ShouldBe([("customer", null), ("csm", 1), ("finance", 0), ("none", null)]);
        (await _journey.Send(new GetProcessMap("en"))).Value.Gaps.ShouldBeEmpty();
        (await _journey.Send(new GetProcessMap("fr"))).Error.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_same_process_gives_the_same_bytes_in_every_format()
    {
        await Create("b-second", Step("one", TaskSide.Ours, Role.Csm));
        await Create("a-first", Step("two", TaskSide.Theirs, role: null));

        foreach (var format in Enum.GetValues<ProcessMapFormat>())
        {
            var (one, other) = (await Download(format), await Download(format));
            one.ShouldBe(other);
            one.IndexOf("a-first 手順", StringComparison.Ordinal).ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task What_a_title_holds_breaks_no_format()
    {
        await Create("odd", Step("one", TaskSide.Ours, Role.Csm, "=cmd|'\"<b>&\u0001,x"));

        XDocument.Parse(await Download(ProcessMapFormat.Svg)).Root!.Name.LocalName.ShouldBe("svg");
        (await Download(ProcessMapFormat.Mermaid)).ShouldNotContain("<b>");
        (await Download(ProcessMapFormat.Csv)).ShouldContain("\"'=cmd|'\"\"<b>&");
    }

    [Fact]
    public async Task A_step_of_the_customer_has_no_role_of_ours()
    {
        var refused = await _journey.Send(
            new CreatePlaybook("x", "ja", Content(Step("one", TaskSide.Theirs, Role.Csm, "最初に使う人を決める")))
        );

        refused.Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldEndWith("/role");
    }

    [Fact]
    public void A_file_of_a_playbook_keeps_the_roles()
    {
        var document = new PlaybookDocument("x", "ja", Content(Step("one", TaskSide.Ours, Role.CsOps, "設定する")));

        PlaybookFile.Read(PlaybookFile.Write(document)).Value.Content.Variants[0].Steps[0].Role.ShouldBe(Role.CsOps);
    }

    [Fact]
    public async Task A_retired_playbook_leaves_the_map()
    {
        var playbook = await Create("launch", Step("one", TaskSide.Ours, role: null));
        await _journey.Send(
            new RetirePlaybook(playbook.Id, new RetirementReason("古い"), new IfMatch(playbook.Version))
        );

        (await _journey.Send(new GetProcessMap("ja"))).Value.Lanes.ShouldBeEmpty();
        XDocument.Parse(await Download(ProcessMapFormat.Svg)).Root.ShouldNotBeNull();
    }

    private async Task<string> Download(ProcessMapFormat format) =>
        Encoding.UTF8.GetString((await _journey.Send(new DownloadProcessMap(format, "ja"))).Value.Bytes);

    private async Task<PlaybookProfile> Create(string code, params PlaybookStep[] steps) =>
        (
            await _journey.Send(
                new CreatePlaybook(
                    code,
                    "ja",
                    Content([
                        .. steps.Select(step => step.Title.Length > 0 ? step : step with { Title = $"{code} 手順" }),
                    ])
                )
            )
        ).Value;

    private static PlaybookContent Content(params PlaybookStep[] steps) =>
        new(
            "立ち上げ",
            "introduction",
            "最初の成果",
            HoldoutShare: 0,
            [new PlaybookVariant("standard", "標準", null, null, null, steps)]
        );

    private static PlaybookStep Step(string key, TaskSide side, Role? role, string title = "") =>
        new(key, title, side, 7, Say: null, Question: false, [], new StepSource(StepSourceKind.Own), role);
}

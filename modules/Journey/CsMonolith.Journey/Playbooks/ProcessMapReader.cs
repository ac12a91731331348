using CsMonolith.Journey.People;
using CsMonolith.Journey.Phases;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Playbooks;

/// <summary>Draws up the process map from the phases, the playbooks in force and the roles that people hold.</summary>
internal sealed class ProcessMapReader(JourneyDb db)
{
    public async Task<ProcessMap> Read(string language, CancellationToken cancellation)
    {
        var set =
            await db.Set<PhaseSet>().FindAsync([PhaseSet.TheOnly], cancellation) ?? new PhaseSet(PhaseSet.TheOnly);
        var versions = await (
            from playbook in db.Set<Playbook>().AsNoTracking()
            join version in db.Set<PlaybookVersion>().AsNoTracking()
                on new { PlaybookId = playbook.Id, playbook.Number } equals new { version.PlaybookId, version.Number }
            where playbook.Language == language && playbook.RetiredOn == null
            select new { Playbook = playbook, version.Content }
        ).ToListAsync(cancellation);
        var holders = await Holders(cancellation);
        var phases = set
            .Phases.Select(phase => new ProcessPhase(
                phase.Code,
                phase.En,
                phase.Ja,
                [
                    .. versions
                        .Where(one => one.Content.Phase == phase.Code)
                        .OrderBy(one => one.Playbook.Code, StringComparer.Ordinal)
                        .Select(one => Told(one.Playbook, one.Content)),
                ]
            ))
            .ToList();
        return new ProcessMap(language, Gaps(phases, holders), Lanes(phases, holders), phases);
    }

    private async Task<Dictionary<Role, int>> Holders(CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        var people = await db.Set<Person>()
            .AsNoTracking()
            .Where(person => person.LeftOn == null || person.LeftOn > today)
            .ToListAsync(cancellation);
        return people.SelectMany(person => person.Roles.Distinct()).CountBy(role => role).ToDictionary();
    }

    private static ProcessPlaybook Told(Playbook playbook, PlaybookContent content) =>
        new(
            playbook.Id,
            playbook.Code,
            content.Title,
            content.Outcome,
            playbook.Number,
            [
                .. content.Variants.Select(variant => new ProcessRoute(
                    variant.Code,
                    variant.Title,
                    [
                        .. variant.Steps.Select(
                            (step, i) =>
                                new ProcessStep(
                                    i + 1,
                                    step.Key,
                                    step.Title,
                                    step.Side,
                                    step.Role,
                                    LaneOf(step.Side, step.Role),
                                    step.DueDays
                                )
                        ),
                    ]
                )),
            ]
        );

    private static string LaneOf(TaskSide side, Role? role) =>
        side == TaskSide.Theirs ? ProcessLane.Customer
        : role is { } named ? ProcessWording.Word(named)
        : side == TaskSide.Partner ? ProcessLane.Partner
        : ProcessLane.Nobody;

    private static List<ProcessGap> Gaps(List<ProcessPhase> phases, Dictionary<Role, int> holders)
    {
        var steps =
            from phase in phases
            from playbook in phase.Playbooks
            from route in playbook.Routes
            from step in route.Steps
            select (playbook, route, step);
        return
        [
            .. steps
                .Select(one => GapOf(one.playbook.Code, one.route.Variant, one.step, holders))
                .OfType<ProcessGap>()
                .OrderBy(gap => gap.Kind),
        ];
    }

    private static ProcessGap? GapOf(string playbook, string variant, ProcessStep step, Dictionary<Role, int> holders)
    {
        if (step is { Side: TaskSide.Ours, Role: null })
        {
            return new ProcessGap(
                ProcessGapKind.NoRole,
                playbook,
                variant,
                step.Key,
                step.Title,
                Role: null,
                "No role is named for this step of ours",
                "自社の手順に役割がありません"
            );
        }

        return step.Role is { } role && !holders.ContainsKey(role)
            ? new ProcessGap(
                ProcessGapKind.NobodyHolds,
                playbook,
                variant,
                step.Key,
                step.Title,
                role,
                $"Nobody in service holds the role {ProcessWording.En(role)}",
                $"役割「{ProcessWording.Ja(role)}」を持つ人がいません"
            )
            : null;
    }

    private static List<ProcessLane> Lanes(List<ProcessPhase> phases, Dictionary<Role, int> holders)
    {
        var used = phases
            .SelectMany(phase => phase.Playbooks)
            .SelectMany(playbook => playbook.Routes)
            .SelectMany(route => route.Steps)
            .Select(step => step.Lane)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Enum.GetValues<Role>()
                .Select(role => new ProcessLane(
                    ProcessWording.Word(role),
                    ProcessWording.En(role),
                    ProcessWording.Ja(role),
                    holders.GetValueOrDefault(role)
                ))
                .Prepend(new ProcessLane(ProcessLane.Customer, "Customer", "お客様", Holders: null))
                .Append(new ProcessLane(ProcessLane.Partner, "Partner", "パートナー", Holders: null))
                .Append(new ProcessLane(ProcessLane.Nobody, "No role", "役割なし", Holders: null))
                .Where(lane => used.Contains(lane.Key)),
        ];
    }
}

/// <summary>Words roles for the process map.</summary>
internal static class ProcessWording
{
    public static string Word(Role role) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(role.ToString());

    public static string En(Role role) =>
        role switch
        {
            Role.Csm => "CSM",
            Role.Leader => "CS leader",
            Role.CsOps => "CS operations",
            Role.DataScientist => "Data scientist",
            Role.OtherDepartment => "Other department",
            Role.PartnerCsm => "Partner's CSM",
            Role.Admin => "Administrator",
            Role.Finance => "Finance",
            Role.Auditor => "Auditor",
            Role.PrivacyOfficer => "Privacy officer",
            _ => role.ToString(),
        };

    public static string Ja(Role role) =>
        role switch
        {
            Role.Csm => "CSM",
            Role.Leader => "CSリーダー",
            Role.CsOps => "CS Ops",
            Role.DataScientist => "データサイエンティスト",
            Role.OtherDepartment => "他部門",
            Role.PartnerCsm => "パートナーのCSM",
            Role.Admin => "管理者",
            Role.Finance => "経理",
            Role.Auditor => "監査",
            Role.PrivacyOfficer => "個人情報保護",
            _ => role.ToString(),
        };
}

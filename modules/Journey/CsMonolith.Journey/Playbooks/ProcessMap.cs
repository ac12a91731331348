using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Playbooks;

/// <summary>Something that keeps the process from being clear: a step of ours without a role, or one that nobody holds.</summary>
/// <param name="Kind">noRole or nobodyHolds.</param>
internal sealed record ProcessGap(
    ProcessGapKind Kind,
    string Playbook,
    string Variant,
    string Step,
    string Title,
    Role? Role,
    string En,
    string Ja
);

internal enum ProcessGapKind
{
    NoRole,
    NobodyHolds,
}

/// <summary>A lane of the map: who does its steps.</summary>
/// <param name="Key">customer, none, partner, or the role's word.</param>
/// <param name="Holders">People in service who hold the role; <c>null</c> where the lane is no role.</param>
internal sealed record ProcessLane(string Key, string En, string Ja, int? Holders)
{
    public const string Customer = "customer";
    public const string Nobody = "none";
    public const string Partner = "partner";
}

/// <param name="Number">1 for the variant's first.</param>
/// <param name="Lane">Key of its lane.</param>
internal sealed record ProcessStep(
    int Number,
    string Key,
    string Title,
    TaskSide Side,
    Role? Role,
    string Lane,
    int DueDays
);

/// <summary>A way through a playbook, step by step.</summary>
internal sealed record ProcessRoute(string Variant, string Title, IReadOnlyList<ProcessStep> Steps);

/// <summary>A playbook in force.</summary>
/// <param name="Version">Number of its newest version.</param>
internal sealed record ProcessPlaybook(
    Guid Id,
    string Code,
    string Title,
    string Outcome,
    int Version,
    IReadOnlyList<ProcessRoute> Routes
);

/// <summary>A phase with the playbooks that are its standard.</summary>
internal sealed record ProcessPhase(string Code, string En, string Ja, IReadOnlyList<ProcessPlaybook> Playbooks);

/// <summary>
/// Who does what in which phase, as the playbooks in force say it. The same playbooks, phases and people always give the
/// same map.
/// </summary>
/// <param name="Language">Of the playbooks: ja or en.</param>
/// <param name="Gaps">What is unclear, before anything else: a person is appointed to a clear process.</param>
internal sealed record ProcessMap(
    string Language,
    IReadOnlyList<ProcessGap> Gaps,
    IReadOnlyList<ProcessLane> Lanes,
    IReadOnlyList<ProcessPhase> Phases
)
{
    public static ProcessMap Example { get; } =
        new(
            "ja",
            [
                new ProcessGap(
                    ProcessGapKind.NoRole,
                    "onboarding-first-success",
                    "standard",
                    "agree-on-success",
                    "成功の定義を一緒に決める",
                    Role: null,
                    "No role is named for this step of ours",
                    "自社の手順に役割がありません"
                ),
            ],
            [
                new ProcessLane(ProcessLane.Customer, "Customer", "お客様", Holders: null),
                new ProcessLane(ProcessLane.Nobody, "No role", "役割なし", Holders: null),
            ],
            [
                new ProcessPhase(
                    "introduction",
                    "Introduction",
                    "導入期",
                    [
                        new ProcessPlaybook(
                            Guid.Parse("0199a000-0000-7000-8000-0000000000f8"),
                            "onboarding-first-success",
                            "導入から最初の成果まで",
                            "契約から90日以内に、合意した成果指標の最初の改善が数字で確かめられている",
                            Version: 1,
                            [
                                new ProcessRoute(
                                    "standard",
                                    "標準",
                                    [
                                        new ProcessStep(
                                            1,
                                            "agree-on-success",
                                            "成功の定義を一緒に決める",
                                            TaskSide.Ours,
                                            Role: null,
                                            ProcessLane.Nobody,
                                            DueDays: 7
                                        ),
                                        new ProcessStep(
                                            2,
                                            "name-users",
                                            "最初に使う人を決める",
                                            TaskSide.Theirs,
                                            Role: null,
                                            ProcessLane.Customer,
                                            DueDays: 14
                                        ),
                                    ]
                                ),
                            ]
                        ),
                    ]
                ),
            ]
        );

    /// <summary>A text in the map's language.</summary>
    public string Say(string en, string ja) => Language == "ja" ? ja : en;
}

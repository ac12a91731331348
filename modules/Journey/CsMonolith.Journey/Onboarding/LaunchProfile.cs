using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Onboarding;

/// <summary>One of the three gates of a launch.</summary>
/// <param name="Passed">Whether every condition is met.</param>
internal sealed record GateState(LaunchGate Gate, bool Passed, IReadOnlyList<GateCondition> Conditions);

/// <summary>How near a success project is to its launch.</summary>
/// <param name="LeadId">Who leads the project.</param>
/// <param name="LaunchedOn">The day from which the customer uses it for their work; <c>null</c> before.</param>
/// <param name="Gates">
/// Technical, operational and user. Of a launch that took place, as they stood on its day by what is known now.
/// </param>
/// <param name="Missing">Codes of what is missing and not waived.</param>
/// <param name="Without">Codes of what was missing at the launch and had been waived.</param>
/// <param name="Version">Give it back as If-Match to waive or launch.</param>
internal sealed record LaunchProfile(
    Guid ProjectId,
    Guid AccountId,
    string Title,
    Guid LeadId,
    DateOnly OpenedOn,
    DateOnly? KickoffOn,
    DateOnly? LaunchedOn,
    Guid? LaunchedById,
    IReadOnlyList<GateState> Gates,
    IReadOnlyList<string> Missing,
    IReadOnlyList<LaunchWaiver> Waivers,
    IReadOnlyList<string> Without,
    long Version
)
{
    public static LaunchProfile Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000f1"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            "配車業務の残業をなくす",
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            new DateOnly(2026, 11, 10),
            new DateOnly(2026, 11, 20),
            LaunchedOn: null,
            LaunchedById: null,
            [
                new GateState(
                    LaunchGate.Technical,
                    Passed: true,
                    [
                        new GateCondition(
                            LaunchGate.Technical,
                            "item:users-created",
                            "All users are created",
                            "利用者の登録",
                            new DateOnly(2026, 11, 17),
                            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                            "利用者一覧42名と照合"
                        ),
                    ]
                ),
                new GateState(
                    LaunchGate.User,
                    Passed: false,
                    [
                        new GateCondition(
                            LaunchGate.User,
                            "contact-point",
                            "A contact point after the launch is agreed, with its day and with whom",
                            "利用開始後の接点(日付と相手)に合意",
                            On: null,
                            ById: null,
                            What: null
                        ),
                    ]
                ),
            ],
            ["contact-point"],
            [],
            [],
            Version: 0
        );

    public static LaunchProfile Of(SuccessProject project, Launch? launch, IReadOnlyList<GateCondition> conditions)
    {
        var waivers = launch?.Waivers ?? [];
        var waived = waivers.SelectMany(waiver => waiver.Missing).ToHashSet(StringComparer.Ordinal);
        return new(
            project.Id,
            project.AccountId,
            project.Title,
            project.LeadId,
            project.OpenedOn,
            project.KickoffOn,
            launch?.LaunchedOn,
            launch?.LaunchedById,
            [
                .. Enum.GetValues<LaunchGate>()
                    .Select(gate => (Gate: gate, Own: conditions.Where(one => one.Gate == gate).ToList()))
                    .Select(gate => new GateState(gate.Gate, gate.Own.TrueForAll(one => one.On is not null), gate.Own)),
            ],
            launch?.LaunchedOn is not null
                ? []
                :
                [
                    .. LaunchReadiness
                        .Missing(conditions)
                        .Select(one => one.Code)
                        .Where(code => !waived.Contains(code)),
                ],
            waivers,
            launch?.Without ?? [],
            launch?.Version ?? 0
        );
    }
}

namespace CsMonolith.Journey.Projects;

/// <summary>A success project as it is shown.</summary>
/// <param name="HandoffId">The handoff that it began with; <c>null</c> for one opened by hand.</param>
/// <param name="LeadId">The member who answers for the outcome.</param>
/// <param name="KickoffOn">The day of the kickoff, past or to come; <c>null</c> while it is not set.</param>
/// <param name="Waivers">Conditions of the kickoff that a leader waived, with what was missing.</param>
/// <param name="Version">Give it back as If-Match to change the project.</param>
internal sealed record ProjectProfile(
    Guid Id,
    Guid AccountId,
    Guid? HandoffId,
    string Title,
    DateOnly OpenedOn,
    Guid LeadId,
    IReadOnlyList<ProjectMember> Members,
    DateOnly? KickoffOn,
    IReadOnlyList<KickoffWaiver> Waivers,
    DateOnly? ClosedOn,
    string? Outcome,
    long Version
)
{
    public static ProjectProfile Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000f1"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000f2"),
            "配車業務の残業をなくす",
            new DateOnly(2026, 11, 10),
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            [
                new ProjectMember(
                    Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                    ProjectPart.Accountable,
                    Department: null
                ),
            ],
            new DateOnly(2026, 11, 20),
            [],
            ClosedOn: null,
            Outcome: null,
            Version: 2
        );

    public static ProjectProfile Of(SuccessProject project) =>
        new(
            project.Id,
            project.AccountId,
            project.HandoffId,
            project.Title,
            project.OpenedOn,
            project.LeadId,
            project.Members,
            project.KickoffOn,
            project.Waivers,
            project.ClosedOn,
            project.Outcome,
            project.Version
        );
}

using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Onboarding;

/// <summary>A group that a customer belongs to.</summary>
/// <param name="Key">What a filter names; <c>null</c> where it is unknown.</param>
/// <param name="Name">What people call it.</param>
internal readonly record struct ValueSegment(string? Key, string? Name);

/// <summary>Which group each customer belongs to, by one way of grouping.</summary>
internal sealed class ValueSegments(IMediator mediator)
{
    private const string ByProgramme = "programme";
    private const string ByTeam = "team";

    private static readonly Dictionary<string, AccountTrait> Traits = new(StringComparer.Ordinal)
    {
        ["tier"] = AccountTrait.Tier,
        ["industry"] = AccountTrait.Industry,
        ["region"] = AccountTrait.Region,
    };

    /// <summary>The ways of grouping.</summary>
    public static IReadOnlyList<string> Ways { get; } = [.. Traits.Keys, ByProgramme, ByTeam];

    /// <summary>The group of each customer, as it was on the day of the report; two questions at most.</summary>
    /// <param name="by">One of <see cref="Ways"/>.</param>
    public async Task<Func<CustomerWait, ValueSegment>> Read(string by, DateOnly asOf, CancellationToken cancellation)
    {
        switch (by)
        {
            case ByProgramme:
                var versions = (await mediator.Send(new OnboardingVersions(), cancellation)).ToDictionary(one =>
                    (one.ProgrammeId, one.Number)
                );
                return wait =>
                    wait.Onboarding.Programme is { } own
                    && versions.TryGetValue((own.ProgrammeId, own.Number), out var version)
                        ? new ValueSegment($"{version.Code}/{version.Number}", $"{version.Name} v{version.Number}")
                        : default;
            case ByTeam:
                var owners = await mediator.Send(new OwnersOn(asOf), cancellation);
                var teams = (await mediator.Send(new TeamsOn(asOf), cancellation))
                    .OrderBy(team => team.Name, StringComparer.Ordinal)
                    .SelectMany(team => team.Members.Append(team.LeaderId).Distinct().Select(member => (member, team)))
                    .DistinctBy(one => one.member)
                    .ToDictionary(one => one.member, one => new ValueSegment(one.team.Id.ToString(), one.team.Name));
                return wait =>
                    owners.TryGetValue(wait.AccountId, out var owner) ? teams.GetValueOrDefault(owner) : default;
            default:
                var traits = await mediator.Send(new AccountTraitsOn(Traits[by], asOf), cancellation);
                return wait =>
                    traits.GetValueOrDefault(wait.AccountId) is { } value ? new ValueSegment(value, value) : default;
        }
    }
}

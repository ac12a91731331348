using System.Globalization;
using CsMonolith.Health.Storage;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Testing;

namespace CsMonolith.Health.Tests;

/// <summary>Health on a database of its own; other modules are stood in for.</summary>
internal sealed class HealthAlone : ModuleAlone<HealthModule, HealthDb>
{
    public HealthAlone()
    {
        Answers<WhoMaySignIn, IReadOnlyList<KnownPerson>>(_ => People);
        Answers<MayActAlone, bool>(ask => OneMayAct && ask.Role == Role.CsOps);
        Answers<OwnersOn, IReadOnlyDictionary<Guid, Guid>>(_ => Owners);
        Answers<TeamsOn, IReadOnlyList<TeamOn>>(_ => Teams);
        Answers<PeopleNames, IReadOnlyDictionary<Guid, string>>(ask => ask.Ids.ToDictionary(id => id, NameOf));
        Answers<AccountTraitsOn, IReadOnlyDictionary<Guid, string>>(ask =>
            ask.Trait == AccountTrait.Owner
                ? Owners.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())
                : Tiers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(CultureInfo.InvariantCulture))
        );
        Answers<RescuedByForce, IReadOnlyList<ForcedRescue>>(_ => Rescues);
        Answers<TermsDue, IReadOnlyList<TermDue>>(_ => []);
    }

    /// <summary>Who looks after which account today.</summary>
    public Dictionary<Guid, Guid> Owners { get; } = [];

    public IReadOnlyList<TeamOn> Teams { get; set; } = [];

    /// <summary>Who was held by force; nobody, unless a test says so.</summary>
    public List<ForcedRescue> Rescues { get; } = [];

    public Dictionary<Guid, int> Tiers { get; } = [];

    public static string NameOf(Guid person) => $"担当 {person.ToString()[..4]}";

    /// <summary>Whether the owner has relaxed the rule of two for CS operations.</summary>
    public bool OneMayAct { get; set; } = true;

    /// <summary>Who else works here; nobody, unless a test says so.</summary>
    public IReadOnlyList<KnownPerson> People { get; set; } = [];
}

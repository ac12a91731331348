using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Accounts.Prospects;
using CsMonolith.Journey.Accounts.Tiers;
using CsMonolith.Journey.Goals;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Phases;
using CsMonolith.Platform.Exports;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey;

/// <summary>Every table of Journey, as it is downloaded.</summary>
internal static class JourneyExports
{
    public static ExportTable[] Tables { get; } =
    [
        Of<Person>("people", "People", "人", nameof(ListPeople))
            .TakenAs("people")
            .By(row => row.Id)
            .WithLocal("id", row => row.Id)
            .With("email", row => row.Email)
            .With("name", row => row.Name)
            .With("roles", row => string.Join('|', row.Roles.Select(PeopleImport.Word)))
            .With("leftOn", row => row.LeftOn)
            .WithLocal("partnerId", row => row.PartnerId)
            .With("isDemo", row => row.IsDemo),
        Of<TeamSeat>("teams", "Teams and their members", "チームとメンバー", nameof(ListTeams))
            .From(typeof(Team), TeamSeat.All)
            .TakenAs("teams")
            .WithLocal("teamId", row => row.TeamId)
            .With("team", row => row.Team)
            .WithPerson("leaderEmail", row => row.LeaderId)
            .WithPerson("memberEmail", row => row.PersonId)
            .With("from", row => row.From)
            .With("to", row => row.To),
        Of<InstallationOwner>(
                "installation-owners",
                "Owners of the installation",
                "環境の所有者",
                nameof(GetInstallation)
            )
            .By(row => row.Id)
            .At(row => row.OfferedAt)
            .NotTaken(
                "Ownership is offered and accepted by people, not loaded.",
                "所有権は人が申し出て引き受けるもので、取り込めません。"
            ),
        Of<TrustGrant>(
                "trust-grants",
                "Roles of trust, asked and confirmed",
                "信頼の役割の付与",
                nameof(ListTrustGrants)
            )
            .By(row => row.Id)
            .At(row => row.AskedAt)
            .NotTaken(
                "Two people give a role of trust; no file does.",
                "信頼の役割は2人で付与するもので、ファイルでは付与できません。"
            ),
        Of<TwoPersonRule>("two-person-rules", "Rules of two", "二人承認の規則", nameof(GetInstallation))
            .NotTaken(
                "The owner of the installation sets them, with a reason.",
                "環境の所有者が理由とともに設定します。"
            ),
        Of<Account>("accounts", "Accounts", "顧客", nameof(ListAccounts))
            .TakenAs("accounts")
            .By(row => row.Id)
            .OfAccount(row => row.Id)
            .WithLocal("accountId", row => row.Id)
            .With("externalId", row => row.ExternalId)
            .With("name", row => row.Name)
            .With("industry", row => row.Industry)
            .With("region", row => row.Region)
            .With("acquiredThrough", row => row.AcquiredThrough)
            .With("employees", row => row.Employees)
            .With("seats", row => row.Seats)
            .With("seatsSince", row => row.SeatsSince)
            .With("tier", row => row.TierByHand ? row.Tier : null)
            .With("touch", row => row.Touch)
            .With("startedOn", row => row.StartedOn)
            .With("purposes", row => string.Join('|', row.Purposes))
            .With("decisionStyle", row => row.DecisionStyle)
            .With("prospectSince", row => row.Id, ProspectsSince)
            .WithLocal("partnerId", row => row.PartnerId),
        Of<AccountFact>("account-facts", "What accounts were", "顧客の変遷", nameof(ListAccounts))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.EffectiveOn)
            .NotTaken(
                "They follow from the accounts as they are loaded; each bears the instant at which it was learnt.",
                "顧客を取り込むたびに作られる記録で、いつ知ったかの時刻を持ちます。"
            ),
        Of<Ownership>("owners", "Owners of accounts", "顧客の担当CSM", nameof(ListAccounts))
            .TakenAs("owners")
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.From)
            .Only(Owners.Standing)
            .WithLocal("accountId", row => row.AccountId)
            .WithAccount("accountExternalId", row => row.AccountId)
            .WithPerson("ownerEmail", row => row.OwnerId, Ownership.Nobody)
            .With("from", row => row.From),
        Of<AccountPhase>("phases", "Phases of accounts", "顧客のフェーズ", nameof(ListAccountPhases))
            .TakenAs("phases")
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On)
            .Only(PhaseHistory.Standing)
            .WithLocal("accountId", row => row.AccountId)
            .WithAccount("accountExternalId", row => row.AccountId)
            .With("phase", row => row.Phase)
            .With("on", row => row.On),
        Of<PhaseSet>("phase-sets", "Configured phases", "フェーズの設定", nameof(GetPhaseSet))
            .By(row => row.Id)
            .NotTaken(
                "The set is one document: send it by PUT /v1/phases.",
                "1つの設定です。PUT /v1/phases で登録してください。"
            ),
        Of<TierRule>("tiers", "Rules of tiers", "ティアの規則", nameof(GetTierPolicy))
            .From(typeof(TierPolicy), TiersImport.All)
            .TakenAs("tiers")
            .With("tier", row => row.Tier)
            .With("fromSeats", row => row.FromSeats)
            .With("accountsPerCsm", row => row.AccountsPerCsm)
            .With("touch", row => row.Touch)
            .With("touchByPhase", TiersImport.ByPhase),
        Of<SuccessDefinition>(
                "success-definitions",
                "Success definitions",
                "成功の定義",
                nameof(ListSuccessDefinitions)
            )
            .TakenAs("success-definitions")
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.AgreedOn)
            .WithLocal("accountId", row => row.AccountId)
            .WithAccount("accountExternalId", row => row.AccountId)
            .With("number", row => row.Number)
            .With("outcome", row => row.Outcome)
            .With("metric", row => row.Metric)
            .With("baseline", row => row.Baseline)
            .With("target", row => row.Target)
            .With("dueOn", row => row.DueOn)
            .WithPerson("ourOwnerEmail", row => row.OurOwnerId)
            .With("theirOwner", row => row.TheirOwner)
            .With("agreedOn", row => row.AgreedOn),
        Of<Attainment>("attainments", "Measurements of success", "成功の測定", nameof(ListAttainments))
            .TakenAs("attainments")
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On)
            .WithLocal("accountId", row => row.AccountId)
            .WithAccount("accountExternalId", row => row.AccountId)
            .With("number", row => row.Number)
            .With("on", row => row.On)
            .With("value", row => row.Value)
            .With("evidence", row => row.Evidence)
            .With("isReached", row => row.IsReached),
    ];

    private static async Task<IReadOnlyDictionary<Guid, DateOnly>> ProspectsSince(
        IServiceProvider services,
        IReadOnlyCollection<Guid> accounts,
        CancellationToken cancellation
    )
    {
        var ids = accounts.ToArray();
        return await services
            .GetRequiredService<JourneyDb>()
            .Set<Prospect>()
            .AsNoTracking()
            .Where(one => ids.Contains(one.AccountId))
            .ToDictionaryAsync(one => one.AccountId, one => one.Since, cancellation);
    }

    private static StoredTable<JourneyDb, TRow> Of<TRow>(string name, string en, string ja, string right)
        where TRow : class => new(name, en, ja, right);
}

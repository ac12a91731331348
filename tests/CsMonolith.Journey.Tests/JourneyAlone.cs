using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Goals;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Storage;
using CsMonolith.Testing;

namespace CsMonolith.Journey.Tests;

/// <summary>Journey on a database of its own. Today is 2026-11-20.</summary>
internal sealed class JourneyAlone : ModuleAlone<JourneyModule, JourneyDb>
{
    public static DateOnly Today { get; } = new(2026, 11, 20);

    public async Task<Person> Hire(string name, params Role[] roles)
    {
        var person = Person.Hire(
            name,
            $"{name}@example.co.jp",
            roles.Length == 0 ? [Role.Csm] : roles,
            isDemo: false,
            partnerId: null
        );
        await Hold(person);
        return person;
    }

    public async Task<AccountProfile> Open(
        string externalId,
        DateOnly? startedOn = null,
        int? seats = null,
        DateOnly? seatsSince = null,
        Guid? partnerId = null
    ) =>
        (
            await Send(
                new CreateAccount(
                    externalId,
                    $"{externalId}社",
                    "運輸",
                    "東京都",
                    Seats: seats,
                    SeatsSince: seatsSince,
                    PartnerId: partnerId,
                    StartedOn: startedOn
                )
            )
        ).Value;

    public async Task Own(Guid account, Person owner, DateOnly? from = null) =>
        (await Send(new AssignOwner(account, new NextOwner(owner.Id, from ?? Today)))).Error.ShouldBeNull();

    public async Task DefineSuccess(Guid account, Guid owner) =>
        (
            await Send(
                new DefineSuccess(
                    account,
                    new AgreedSuccess(
                        "残業をなくす",
                        "残業時間",
                        32,
                        10,
                        new(2027, 3, 31),
                        owner,
                        "田中",
                        new(2026, 11, 1)
                    )
                )
            )
        ).Error.ShouldBeNull();
}

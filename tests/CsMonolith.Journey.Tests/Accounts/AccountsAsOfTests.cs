using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Accounts.Contacts;
using CsMonolith.Journey.Activities;
using CsMonolith.Journey.Phases;

namespace CsMonolith.Journey.Tests.Accounts;

public sealed class AccountsAsOfTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task An_account_is_told_with_all_that_was_known_on_the_day()
    {
        var sato = await _journey.Hire("sato");
        var opened = (
            await _journey.Send(
                new CreateAccount(
                    "C-1",
                    "みなと物流",
                    "運輸",
                    "東京都",
                    "展示会",
                    Seats: 120,
                    SeatsSince: new(2026, 10, 1),
                    Touch: TouchModel.High,
                    Purposes: ["配車の効率化", "残業の削減"],
                    StartedOn: new(2026, 10, 1)
                )
            )
        ).Value;
        await _journey.Own(opened.Id, sato, new(2026, 10, 5));
        await _journey.Send(new EnterPhase(opened.Id, new PhaseEntry("introduction", new(2026, 10, 2))));
        await _journey.Send(
            new RecordContact(
                opened.Id,
                new(2026, 11, 18),
                ContactChannel.Call,
                Proactive: true,
                BecauseOfScore: false,
                ContactOutcome.Reached
            )
        );
        await _journey.Send(
            new RecordContact(
                opened.Id,
                new(2026, 7, 1),
                ContactChannel.Call,
                Proactive: true,
                BecauseOfScore: false,
                ContactOutcome.Reached
            )
        );

        var told = await One(JourneyAlone.Today);

        told!.Attributes.ShouldBe(
            new Dictionary<string, string>
            {
                ["industry"] = "運輸",
                ["region"] = "東京都",
                ["acquiredThrough"] = "展示会",
            },
            ignoreOrder: true
        );
        (told.SeatsAsOf, told.StartedOn, told.Tier, told.Touch).ShouldBe(
            (120, new DateOnly(2026, 10, 1), 2, TouchModel.High)
        );
        told.Purposes.ShouldBe(["配車の効率化", "残業の削減"]);
        (told.OwnerId, told.OwnerName, told.Phase, told.PhaseSince).ShouldBe(
            (sato.Id, "sato", "introduction", new DateOnly(2026, 10, 2))
        );
        (told.LastContactOn, told.ContactsIn90Days).ShouldBe((new DateOnly(2026, 11, 18), 1));
    }

    [Fact]
    public async Task Seen_from_later_a_day_has_the_contact_that_was_recorded_after_it()
    {
        _journey.Time.NoonOf(new(2026, 11, 1));
        var opened = (await _journey.Send(new CreateAccount("C-1", "みなと物流", StartedOn: new(2026, 10, 1)))).Value;
        _journey.Time.NoonOf(JourneyAlone.Today);
        foreach (var day in new DateOnly[] { new(2026, 11, 10), new(2026, 11, 19) })
        {
            await _journey.Send(
                new RecordContact(
                    opened.Id,
                    day,
                    ContactChannel.Call,
                    Proactive: true,
                    BecauseOfScore: false,
                    ContactOutcome.Reached
                )
            );
        }

        (await LastContact(knownOn: null)).ShouldBeNull();
        (await LastContact(new(2026, 11, 19))).ShouldBeNull();
        (await LastContact(JourneyAlone.Today)).ShouldBe(new DateOnly(2026, 11, 10));

        async Task<DateOnly?> LastContact(DateOnly? knownOn) =>
            (await _journey.Send(new AccountsAsOf([opened.Id], new(2026, 11, 15), knownOn)))
                .ShouldHaveSingleItem()
                .LastContactOn;
    }

    [Fact]
    public async Task What_was_recorded_later_was_not_known()
    {
        var opened = await _journey.Open("C-1", startedOn: new(2026, 10, 1));
        (await One(new(2026, 11, 19))).ShouldBeNull("the account was written down on the 20th");

        _journey.Time.NoonOf(new(2026, 11, 25));
        await _journey.Send(
            new ChangeAccount(
                opened.Id,
                new AccountChanges
                {
                    Seats = Optional.Of<int?>(50),
                    SeatsSince = Optional.Of<DateOnly?>(new(2026, 11, 1)),
                },
                new IfMatch(1)
            )
        );

        (await One(new(2026, 11, 24)))!.SeatsAsOf.ShouldBeNull();
        (await One(new(2026, 11, 25)))!.SeatsAsOf.ShouldBe(50);
    }

    [Fact]
    public async Task Seats_without_a_date_are_never_told()
    {
        await _journey.Open("C-1", seats: 50);

        (await One(JourneyAlone.Today))!.SeatsAsOf.ShouldBeNull();
    }

    [Fact]
    public async Task Seats_count_from_their_day()
    {
        var opened = await _journey.Open("C-1", seats: 50, seatsSince: new(2026, 11, 1));
        await _journey.Send(
            new ChangeAccount(
                opened.Id,
                new AccountChanges
                {
                    Seats = Optional.Of<int?>(80),
                    SeatsSince = Optional.Of<DateOnly?>(new(2026, 12, 1)),
                },
                new IfMatch(1)
            )
        );

        (await One(new(2026, 11, 30)))!.SeatsAsOf.ShouldBe(50);
        (await One(new(2026, 12, 1)))!.SeatsAsOf.ShouldBe(80);
    }

    [Fact]
    public async Task An_account_that_starts_later_is_not_told()
    {
        await _journey.Open("C-1", startedOn: new(2026, 12, 1));

        (await One(new(2026, 11, 30))).ShouldBeNull();
        (await One(new(2026, 12, 1))).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_was_recorded_late_counts_from_its_own_day_by_all_that_is_known_and_not_as_known_then()
    {
        var sato = await _journey.Hire("sato");
        var late = (
            await _journey.Send(new CreateAccount("C-1", "みなと物流", "運輸", Seats: 120, StartedOn: new(2025, 4, 1)))
        ).Value;
        await _journey.Own(late.Id, sato, new(2026, 1, 1));
        var june = new DateOnly(2026, 6, 30);

        foreach (
            var (trait, value) in new[]
            {
                (AccountTrait.Owner, $"{sato.Id}"),
                (AccountTrait.Tier, "2"),
                (AccountTrait.Industry, "運輸"),
            }
        )
        {
            var expected = new Dictionary<Guid, string> { [late.Id] = value };
            (await _journey.Send(new AccountTraitsOn(trait, june))).ShouldBe(expected, $"{trait}");
            (await _journey.Send(new AccountTraitsOn(trait, june, value))).ShouldBe(expected, $"{trait}");
            (await _journey.Send(new AccountTraitsOn(trait, june, KnownOn: june))).ShouldBeEmpty($"{trait}");
            (await _journey.Send(new AccountTraitsOn(trait, june, KnownOn: JourneyAlone.Today))).ShouldBe(
                expected,
                $"{trait}"
            );
            (await _journey.Send(new AccountTraitsOn(trait, june, Accounts: [Guid.NewGuid()]))).ShouldBeEmpty();
        }

        (await _journey.Send(new OwnersOn(june))).ShouldBe(new Dictionary<Guid, Guid> { [late.Id] = sato.Id });
        (await _journey.Send(new AccountTraitsOn(AccountTrait.Owner, new(2025, 12, 31)))).ShouldBeEmpty(
            "nobody owned it before January"
        );
    }

    /// <summary>
    /// The long answer is the slow twin of the short one as known on the day, but that the short one tells of accounts
    /// that are yet to start, and of the first tier on the days before it.
    /// </summary>
    [Theory]
    [InlineData(AccountTrait.Industry)]
    [InlineData(AccountTrait.Region)]
    [InlineData(AccountTrait.AcquiredThrough)]
    [InlineData(AccountTrait.Tier)]
    [InlineData(AccountTrait.Owner)]
    [InlineData(AccountTrait.Partner)]
    public async Task A_trait_of_every_account_is_what_the_accounts_of_the_day_tell(AccountTrait trait)
    {
        var (sato, suzuki) = (await _journey.Hire("sato"), await _journey.Hire("suzuki"));
        var whole = (
            await _journey.Send(
                new CreateAccount(
                    "C-1",
                    "みなと物流",
                    "運輸",
                    "東京都",
                    "展示会",
                    Seats: 120,
                    SeatsSince: new(2026, 10, 1),
                    StartedOn: new(2026, 10, 1)
                )
            )
        ).Value;
        var later = (await _journey.Send(new CreateAccount("C-2", "後発", "小売", StartedOn: new(2026, 11, 25)))).Value;
        await _journey.Open("C-3");
        await _journey.Own(whole.Id, sato, new(2026, 10, 5));
        await _journey.Own(later.Id, sato, new(2026, 10, 5));
        _journey.Time.NoonOf(new(2026, 11, 24));
        await _journey.Own(whole.Id, suzuki, new(2026, 11, 22));
        await _journey.Send(
            new ChangeAccount(
                whole.Id,
                new AccountChanges
                {
                    Seats = Optional.Of<int?>(900),
                    SeatsSince = Optional.Of<DateOnly?>(new(2026, 11, 22)),
                },
                new IfMatch(1)
            )
        );

        foreach (
            var day in new[]
            {
                JourneyAlone.Today.AddDays(-1),
                JourneyAlone.Today,
                new(2026, 11, 23),
                new(2026, 11, 24),
                new(2026, 11, 25),
            }
        )
        {
            var told = (await _journey.Send(new AccountsAsOf(null, day)))
                .Select(account =>
                    (
                        account.Id,
                        Value: trait switch
                        {
                            AccountTrait.Tier => account.Tier?.ToString(
                                System.Globalization.CultureInfo.InvariantCulture
                            ),
                            AccountTrait.Owner => account.OwnerId?.ToString(),
                            AccountTrait.Partner => account.PartnerId?.ToString(),
                            _ => account.Attributes.GetValueOrDefault(
                                trait == AccountTrait.AcquiredThrough
                                    ? "acquiredThrough"
                                    : trait.ToString().ToLowerInvariant()
                            ),
                        }
                    )
                )
                .Where(one => one.Value is not null)
                .ToDictionary(one => one.Id, one => one.Value!);

            (await _journey.Send(new AccountTraitsOn(trait, day, KnownOn: day)))
                .Where(one => told.ContainsKey(one.Key))
                .ShouldBe(told, ignoreOrder: true, $"{trait} on {day}");
            foreach (
                var value in new[] { "運輸", "東京都", "展示会", "1", "2", "3", $"{sato.Id}", $"{suzuki.Id}", "nobody" }
            )
            {
                (await _journey.Send(new AccountTraitsOn(trait, day, value, KnownOn: day)))
                    .Where(one => told.ContainsKey(one.Key))
                    .ShouldBe(told.Where(one => one.Value == value), ignoreOrder: true, $"{trait} {value} on {day}");
            }
        }
    }

    [Fact]
    public async Task Accounts_are_picked_by_id()
    {
        var (one, _) = (await _journey.Open("C-1"), await _journey.Open("C-2"));

        (await _journey.Send(new AccountsAsOf([one.Id], JourneyAlone.Today)))
            .ShouldHaveSingleItem()
            .Id.ShouldBe(one.Id);
        (
            await _journey.Send(
                new AccountsAsOf([.. Enumerable.Range(0, 2000).Select(_ => Guid.NewGuid()), one.Id], JourneyAlone.Today)
            )
        )
            .ShouldHaveSingleItem()
            .Id.ShouldBe(one.Id);
    }

    [Fact]
    public async Task External_ids_that_nobody_bears_are_absent()
    {
        var one = await _journey.Open("C-1");

        (await _journey.Send(new AccountsByExternalId(["C-1", "C-9"]))).ShouldBe(
            new Dictionary<string, Guid> { ["C-1"] = one.Id }
        );
    }

    private async Task<AccountAsOf?> One(DateOnly day) =>
        (await _journey.Send(new AccountsAsOf(null, day))).SingleOrDefault();
}

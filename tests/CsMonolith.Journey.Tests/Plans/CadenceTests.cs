using CsMonolith.Journey.Activities;
using CsMonolith.Journey.Plans;
using CsMonolith.Journey.Plans.Cadences;

namespace CsMonolith.Journey.Tests.Plans;

public sealed class CadenceTests : IDisposable
{
    // Two weeks each, from 23 November: to 6 December, to 20 December, to 3 January, to 17 January.
    private static readonly NewCadence Fortnightly = new("物流部", ["物流部"], 14, new(2026, 11, 23), "進み具合");

    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task An_interval_in_which_nobody_was_in_touch_with_the_group_is_missed()
    {
        var project = await PlannedProject.Open(_journey);
        await project.Cadence(Fortnightly);
        _journey.Time.NoonOf(new(2027, 1, 18));

        await Contact(project.Account, new(2026, 12, 6), "物流部 田中 健一");
        await Contact(project.Account, new(2026, 12, 10), "経理部 佐藤");
        await Contact(project.Account, new(2026, 12, 21), "物流部 田中 健一", channel: null);
        await Contact(project.Account, new(2027, 1, 4), "鈴木", "物流部 田中 健一");

        var kept = (await project.Read()).Cadences.ShouldHaveSingleItem();
        (kept.Judged, kept.MissedCount, kept.LastOn).ShouldBe((4, 2, new DateOnly(2027, 1, 4)));
        kept.Missed.ShouldBe([
            new CadenceInterval(new(2026, 12, 21), new(2027, 1, 3)),
            new CadenceInterval(new(2026, 12, 7), new(2026, 12, 20)),
        ]);
    }

    [Fact]
    public async Task An_interval_is_judged_only_when_it_is_over()
    {
        var project = await PlannedProject.Open(_journey);
        await project.Cadence(Fortnightly);

        _journey.Time.NoonOf(new(2026, 12, 6));
        (await project.Read()).Cadences.ShouldHaveSingleItem().Judged.ShouldBe(0);
        _journey.Time.NoonOf(new(2026, 12, 7));
        var kept = (await project.Read()).Cadences.ShouldHaveSingleItem();

        (kept.Judged, kept.MissedCount).ShouldBe((1, 1));
        (await _journey.Send(new ListProjectPlans(ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .MissedContacts.ShouldBe(1);
    }

    [Fact]
    public async Task A_cadence_without_names_is_kept_by_anybody_and_one_with_a_channel_by_that_alone()
    {
        var project = await PlannedProject.Open(_journey);
        var anybody = await project.Cadence(Fortnightly with { People = [] });
        var meeting = await project.Cadence(Fortnightly with { People = [], Channel = ContactChannel.Meeting });
        _journey.Time.NoonOf(new(2026, 12, 7));

        await Contact(project.Account, new(2026, 12, 1), "だれか");

        var kept = (await project.Read()).Cadences.ToDictionary(one => one.Id, one => one.MissedCount);
        (kept[anybody.Id], kept[meeting.Id]).ShouldBe((0, 1));
    }

    [Fact]
    public async Task A_contact_with_another_customer_keeps_nothing()
    {
        var (one, two) = (await PlannedProject.Open(_journey), await PlannedProject.Open(_journey, "C-2"));
        await one.Cadence(Fortnightly with { People = [] });
        _journey.Time.NoonOf(new(2026, 12, 7));

        await Contact(two.Account, new(2026, 12, 1), "だれか");

        (await one.Read()).Cadences.ShouldHaveSingleItem().MissedCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_cadence_that_ended_is_not_missed_afterwards()
    {
        var project = await PlannedProject.Open(_journey);
        var cadence = await project.Cadence(Fortnightly);
        _journey.Time.NoonOf(new(2027, 1, 18));
        (await End(new(2026, 11, 22))).Error!.Code.ShouldBe("journey.plan.period-backwards");
        (await End(new(2027, 1, 19))).Error!.Code.ShouldBe("journey.day.not-yet");

        var ended = (await End(new(2026, 12, 19))).Value;

        (ended.Judged, ended.MissedCount, ended.EndedOn).ShouldBe((1, 1, new DateOnly(2026, 12, 19)));
        (await End(new(2026, 12, 19))).Error!.Code.ShouldBe("journey.plan.cadence-ended");
        (await project.Area(PlanArea.Communication)).Covered.ShouldBeFalse();

        Task<Result<ShownCadence>> End(DateOnly on) => _journey.Send(new EndCadence(cadence.Id, new CadenceEnd(on)));
    }

    [Fact]
    public async Task What_was_missed_is_told_as_of_a_day_from_what_was_known_then()
    {
        var project = await PlannedProject.Open(_journey);
        await project.Cadence(Fortnightly);
        _journey.Time.NoonOf(new(2026, 12, 22));
        await Contact(project.Account, new(2026, 12, 1), "物流部");

        (await At(new(2026, 11, 22))).ShouldBeEmpty();
        (await At(new(2026, 12, 5))).ShouldBe([new AccountCadencesAsOf(project.Account, 1, 0, 0)]);
        (await At(new(2026, 12, 6))).ShouldBe([new AccountCadencesAsOf(project.Account, 1, 1, 1)]);
        (await At(new(2026, 12, 6), knownOn: new(2026, 12, 22))).ShouldBe([
            new AccountCadencesAsOf(project.Account, 1, 1, 0),
        ]);
        (await At(new(2026, 12, 22))).ShouldBe([new AccountCadencesAsOf(project.Account, 1, 2, 1)]);
        (await _journey.Send(new CadencesAsOf([Guid.CreateVersion7()], new(2026, 12, 22)))).ShouldBeEmpty();

        Task<IReadOnlyList<AccountCadencesAsOf>> At(DateOnly day, DateOnly? knownOn = null) =>
            _journey.Send(new CadencesAsOf([project.Account], day, knownOn));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30)]
    [InlineData(365)]
    public void The_intervals_of_the_last_year_are_those_that_a_walk_over_the_days_finds(int everyDays)
    {
        var cadence = new Cadence
        {
            Id = Guid.CreateVersion7(),
            ProjectId = Guid.CreateVersion7(),
            AccountId = Guid.CreateVersion7(),
            Group = "x",
            People = [],
            Channel = null,
            EveryDays = everyDays,
            FirstOn = new(2025, 1, 8),
            Purpose = "x",
            RecordedAt = DateTime.UnixEpoch,
        };
        var chance = new Random(7);
        for (var tries = 0; tries < 50; tries++)
        {
            var asOf = cadence.FirstOn.AddDays(chance.Next(-20, 900));
            var contacts = Enumerable
                .Range(0, chance.Next(0, 40))
                .Select(_ => new ContactMade(cadence.FirstOn.AddDays(chance.Next(-30, 900)), ContactChannel.Call, []))
                .ToList();
            var kept = CadenceKeeping.Of(cadence, contacts, asOf, ended: null);

            var (judged, missed) = (0, new List<CadenceInterval>());
            for (var from = cadence.FirstOn; from.AddDays(everyDays - 1) <= asOf; from = from.AddDays(everyDays))
            {
                var to = from.AddDays(everyDays - 1);
                if (to > asOf.AddDays(-CadenceKeeping.DaysBack))
                {
                    judged++;
                    if (!contacts.Any(contact => contact.On >= from && contact.On <= to))
                    {
                        missed.Add(new CadenceInterval(from, to));
                    }
                }
            }

            (kept.Judged, kept.Missed.Count).ShouldBe((judged, missed.Count));
            kept.Missed.ShouldBe(missed);
        }
    }

    private async Task Contact(Guid account, DateOnly on, string with, string? also = null) =>
        await Contact(account, on, also is null ? [with] : [with, also], ContactChannel.Call);

    private Task Contact(Guid account, DateOnly on, string with, ContactChannel? channel) =>
        Contact(account, on, [with], channel);

    private async Task Contact(Guid account, DateOnly on, IReadOnlyList<string> with, ContactChannel? channel) =>
        (
            await _journey.Send(
                new RecordActivity(
                    on,
                    ActivityKind.Support,
                    "x",
                    30,
                    account,
                    With: with,
                    Proactive: true,
                    Channel: channel
                )
            )
        ).Error.ShouldBeNull();
}

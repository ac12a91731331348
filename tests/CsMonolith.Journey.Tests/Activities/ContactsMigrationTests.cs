using CsMonolith.Journey.Accounts.Contacts;
using CsMonolith.Journey.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CsMonolith.Journey.Tests.Activities;

public sealed class ContactsMigrationTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task Contacts_go_over_to_activities_and_back()
    {
        var account = await _journey.Open("C-1");
        await _journey.Send(
            new RecordContact(
                account.Id,
                new(2026, 11, 18),
                ContactChannel.Call,
                Proactive: true,
                BecauseOfScore: true,
                ContactOutcome.NoAnswer,
                "折り返し待ち"
            )
        );
        await _journey.Send(
            new RecordActivity(new(2026, 11, 18), ActivityKind.Preparation, "資料の準備", 30, account.Id)
        );
        var before = await Contacts();

        await _journey.InStore(async db =>
        {
            var all = db.Database.GetMigrations().ToList();
            var first = all.FindIndex(name => name.EndsWith("_AddActivities", StringComparison.Ordinal));
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync(all[first - 1]);
            await migrator.MigrateAsync(all[^1]);
            return 0;
        });

        (await Contacts()).ShouldBe(before);
        (await _journey.InStore(db => db.Set<Activity>().SingleAsync())).Kind.ShouldBe(ActivityKind.Contact);

        async Task<IReadOnlyList<RecordedContact>> Contacts() =>
            (await _journey.Send(new ListContacts(account.Id, ListAsk.Plain))).Value.Items;
    }
}

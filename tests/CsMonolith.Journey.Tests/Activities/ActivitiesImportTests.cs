using System.Text.Json.Nodes;
using CsMonolith.Journey.Accounts.Contacts;
using CsMonolith.Journey.Activities;
using CsMonolith.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Journey.Tests.Activities;

public sealed class ActivitiesImportTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task Activities_are_loaded_once()
    {
        var sato = await _journey.Hire("sato");
        var account = await _journey.Open("A-1");
        await _journey.DefineSuccess(account.Id, sato.Id);
        var row = Row(
            ("accountExternalId", "A-1"),
            ("on", new DateOnly(2026, 11, 2)),
            ("kind", "研修"),
            ("what", "配車表の作り方"),
            ("minutes", 90L),
            ("with", "田中;鈴木"),
            ("goalNumber", 1L),
            ("signalKind", "ticket"),
            ("signalOn", new DateOnly(2026, 11, 1)),
            ("byEmail", "sato@example.co.jp")
        );

        (await _journey.Load("activities", row, row))
            .Select(one => one.Fate)
            .ShouldBe([RowFate.Created, RowFate.Skipped]);

        var stored = await _journey.InStore(db => db.Set<Activity>().SingleAsync());
        (stored.Kind, stored.Minutes, stored.ById, stored.GoalId is not null).ShouldBe(
            (ActivityKind.Training, 90, sato.Id, true)
        );
        stored.With.ShouldBe(["田中", "鈴木"]);
    }

    [Fact]
    public async Task A_row_is_refused_by_the_field_at_fault()
    {
        await _journey.Open("A-1");

        var outcomes = await _journey.Load(
            "activities",
            Bad(("accountExternalId", "A-9")),
            Bad(("on", new DateOnly(2026, 12, 1))),
            Bad(("kind", "釣り")),
            Bad(("channel", "fax")),
            Bad(("minutes", 2000L)),
            Bad(("goalNumber", 3L)),
            Bad(("signalKind", "ticket")),
            Bad(("what", null)),
            Bad(("with", new string('あ', 101)))
        );

        outcomes
            .Select(one => one.Column)
            .ShouldBe([
                "accountExternalId",
                "on",
                "kind",
                "channel",
                "minutes",
                "goalNumber",
                "signalOn",
                "what",
                "with",
            ]);
        (await _journey.InStore(db => db.Set<Activity>().CountAsync())).ShouldBe(0);
    }

    // Contacts were rows of their own before they became activities: what is noted of them bears their former name and
    // knows nothing of the columns that came since.
    [Fact]
    public async Task A_file_of_contacts_from_before_there_were_activities_is_taken_back()
    {
        var account = await _journey.Open("A-1");
        _journey.SignIn((await _journey.Hire("ops", Role.CsOps)).Id, Role.CsOps);
        var import = await _journey.LoadFile(
            "contacts",
            "accountExternalId,on,channel,outcome\nA-1,2026-11-02,call,reached\n"
        );
        await _journey.InStore(async db =>
        {
            foreach (var change in await db.Set<ImportChangeRow>().AsNoTracking().ToListAsync())
            {
                if (!change.Entity.EndsWith(".Activity", StringComparison.Ordinal))
                {
                    continue;
                }

                var after = JsonNode.Parse(change.After)!.AsObject();
                foreach (
                    var name in (string[])
                        ["Kind", "What", "With", "Minutes", "GoalId", "FireId", "SignalKind", "SignalOn"]
                )
                {
                    after.Remove(name);
                }

                var text = after.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Default });
                await db.Set<ImportChangeRow>()
                    .Where(row => row.Seq == change.Seq)
                    .ExecuteUpdateAsync(set =>
                        set.SetProperty(row => row.Entity, "CsMonolith.Journey.Accounts.Contacts.Contact")
                            .SetProperty(row => row.After, text)
                    );
            }

            return 0;
        });
        (await _journey.Send(new ListContacts(account.Id, ListAsk.Plain))).Value.Items.Count.ShouldBe(1);

        await _journey.UndoFile(import);

        (await _journey.Send(new ListContacts(account.Id, ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    private static Dictionary<string, object?> Bad(params (string Column, object? Value)[] wrong)
    {
        var row = Row(
            ("accountExternalId", "A-1"),
            ("on", new DateOnly(2026, 11, 2)),
            ("what", "準備"),
            ("minutes", 30L)
        );
        foreach (var (column, value) in wrong)
        {
            row[column] = value;
        }

        return row;
    }

    private static Dictionary<string, object?> Row(params (string Column, object? Value)[] cells) =>
        cells.ToDictionary(cell => cell.Column, cell => cell.Value);
}

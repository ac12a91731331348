using System.Text;
using System.Text.Json;
using CsMonolith.Imports.Loading;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Imports.Tests.Loading;

public sealed class UndoTests : IDisposable
{
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task After_an_undo_the_store_reads_as_before()
    {
        await Load(
            "account_id,name,seats,startedOn,seenAt,active\nA1,Aozora,3,2025-01-01,2026-01-01T10:11:12.345678Z,yes\nA2,Minato,,,,\n"
        );
        var before = await Dump();
        var import = await Load(
            "account_id,name,seats,startedOn,seenAt,active\nA1,Aozora Holdings,4,,,\nA3,Kaze,1,,,no\n"
                + string.Concat(Enumerable.Range(10, 30).Select(i => $"B{i},More,1,,,\n"))
        );
        (await Dump()).ShouldNotBe(before);

        await _shop.Send(new UndoImport(import));
        ShopAlone.AnswerOf<UndoneImport>(await _shop.RunJobs()).Changes.ShouldBe(32);

        (await Dump()).ShouldBe(before);
        (await _shop.Send(new GetImport(import))).Value.State.ShouldBe(ImportState.Undone);
        (await _shop.Send(new UndoImport(import))).Error!.Code.ShouldBe("imports.nothing-to-undo");
    }

    [Fact]
    public async Task What_was_changed_since_is_not_taken_back()
    {
        var import = await Load("account_id,name\nA1,Aozora\nA2,Minato\n");
        var id = await _shop.InStore(db =>
            db.Customers.Where(customer => customer.ExternalId == "A1").Select(customer => customer.Id).SingleAsync()
        );
        await _shop.Send(new RenameCustomer(id, "Aozora Group"));
        var before = await Dump();

        await _shop.Send(new UndoImport(import));
        var job = await _shop.RunJobs();

        job.State.ShouldBe(JobState.Refused);
        job.Refusal!.ShouldContain("imports.changed-since");
        (await Dump()).ShouldBe(before);
    }

    [Fact]
    public async Task An_import_that_others_build_on_is_not_taken_back()
    {
        var import = await Load("account_id,name\nA1,Aozora\n");
        await _shop.InScope(services =>
        {
            services.GetRequiredService<Trouble>().NeighbourHolds = ("12 subscriptions", "契約 12件");
            return Task.FromResult(0);
        });

        await _shop.Send(new UndoImport(import));
        var job = await _shop.RunJobs();

        job.Refusal!.ShouldContain("12 subscriptions");
        job.Refusal!.ShouldContain("契約 12件");
    }

    [Fact]
    public async Task After_seven_days_it_is_too_late()
    {
        var import = await Load("account_id,name\nA1,Aozora\n");
        _shop.Time.Pass(TimeSpan.FromDays(7.1));

        (await _shop.Send(new UndoImport(import))).Error!.Code.ShouldBe("imports.undo-too-late");
    }

    [Fact]
    public async Task A_file_that_was_taken_back_may_be_loaded_again()
    {
        var import = await Load("account_id,name\nA1,Aozora\n");
        await _shop.Send(new UndoImport(import));
        await _shop.RunJobs();

        await Load("account_id,name\nA1,Aozora\n");

        (await _shop.InStore(db => db.Customers.CountAsync())).ShouldBe(1);
    }

    private async Task<Guid> Load(string text)
    {
        var import = (
            await _shop.Send(
                new UploadImport(
                    "customers",
                    "crm",
                    "a.csv",
                    History: false,
                    new MemoryStream(Encoding.UTF8.GetBytes(text))
                )
            )
        ).Value;
        await _shop.Send(new CommitImport(import.Id));
        (await _shop.RunJobs()).State.ShouldBe(JobState.Succeeded);
        return import.Id;
    }

    // What the rows say; how often they were saved is no part of it.
    private Task<string> Dump() =>
        _shop.InStore(async db =>
            JsonSerializer.Serialize(
                await db
                    .Customers.AsNoTracking()
                    .OrderBy(customer => customer.ExternalId)
                    .Select(customer => new
                    {
                        customer.Id,
                        customer.ExternalId,
                        customer.Name,
                        customer.Seats,
                        customer.StartedOn,
                        customer.SeenAt,
                        customer.Active,
                        customer.RecordedAt,
                    })
                    .ToListAsync()
            )
        );
}

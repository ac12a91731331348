using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using CsMonolith.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Requests;

public sealed class StaleTests : IDisposable
{
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_late_writer_is_told_what_changed_since_they_read()
    {
        var id = (await _shop.Send(new OpenCustomer("A1", "Aozora"))).Value;
        await Change(id, read: 1, new() { Name = Optional.Of<string?>("Minato") });
        await Change(id, read: 2, new() { Seats = Optional.Of<long?>(20) });

        var late = await Change(id, read: 1, new() { Name = Optional.Of<string?>("Midori") });

        late.Error!.Kind.ShouldBe(ErrorKind.Stale);
        late.Error.Present!.Version.ShouldBe(3);
        Spoken(late.Error.Present)
            .ShouldBe(["""/name: "Aozora", "Midori", "Minato" """.Trim(), "/seats: null, -, 20"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_changed_back_is_no_difference()
    {
        var id = (await _shop.Send(new OpenCustomer("A1", "Aozora"))).Value;
        await Change(id, read: 1, new() { Name = Optional.Of<string?>("Minato") });
        await Change(id, read: 2, new() { Name = Optional.Of<string?>("Aozora") });

        (
            await Change(id, read: 1, new() { Name = Optional.Of<string?>("Midori") })
        ).Error!.Present!.Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_the_steps_between_the_request_is_held_against_what_is_stored()
    {
        var id = (await _shop.Send(new OpenCustomer("A1", "Aozora"))).Value;
        await Change(id, read: 1, new() { Name = Optional.Of<string?>("Minato") });
        _shop.Time.Pass(ForgetRequestsHandler.VersionsKept + TimeSpan.FromDays(1));
        await Forget();

        var late = await Change(
            id,
            read: 1,
            new() { Name = Optional.Of<string?>("Midori"), Seats = Optional.Of<long?>(null) }
        );

        Spoken(late.Error!.Present!).ShouldBe(["""/name: -, "Midori", "Minato" """.Trim()]);
        (await _shop.InStore(db => db.Set<VersionRow>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Each_step_of_a_version_is_remembered()
    {
        var id = (await _shop.Send(new OpenCustomer("A1", "Aozora"))).Value;
        for (var version = 1; version < 5; version++)
        {
            await Change(id, version, new() { Name = Optional.Of<string?>($"N{version}") });
        }

        (
            await _shop.InStore(db =>
                db.Set<VersionRow>().OrderBy(row => row.Seq).Select(row => row.Version).ToListAsync()
            )
        ).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task Two_that_pass_the_check_together_are_told_apart_by_the_store()
    {
        if (!TestDatabase.IsPostgres)
        {
            return; // Under SQLite the gate lets nobody pass the check together.
        }

        var id = (await _shop.Send(new OpenCustomer("A1", "Aozora"))).Value;
        var trouble = await _shop.InScope(services => Task.FromResult(services.GetRequiredService<Trouble>()));
        trouble.OnChange = async _ =>
        {
            trouble.OnChange = null;
            await Change(id, read: 1, new() { Seats = Optional.Of<long?>(7) });
        };

        var overtaken = await Change(id, read: 1, new() { Name = Optional.Of<string?>("Minato") });

        overtaken.Error!.Code.ShouldBe("platform.changed-meanwhile");
        overtaken.Error.Present!.Version.ShouldBe(2);
        Spoken(overtaken.Error.Present).ShouldBe(["/seats: null, -, 7"]);
    }

    // As the calendar does: for nobody.
    private async Task Forget()
    {
        var before = _shop.Caller;
        _shop.Caller = Caller.Product;
        await _shop.Send(new ForgetRequests());
        _shop.Caller = before;
    }

    private Task<Result<ShownCustomer>> Change(Guid id, long read, CustomerChanges changes) =>
        _shop.Send(new ChangeCustomer(id, changes, new IfMatch(read)));

    private static IEnumerable<string> Spoken(PresentState present) =>
        present.Differences.Select(one => $"{one.Pointer}: {Text(one.Read)}, {Text(one.Yours)}, {Text(one.Theirs)}");

    private static string Text(JsonElement? value) => value?.GetRawText() ?? "-";
}

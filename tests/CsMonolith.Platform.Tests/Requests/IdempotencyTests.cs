using System.Text;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using CsMonolith.Testing;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Requests;

public sealed class IdempotencyTests : IDisposable
{
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_repeat_gets_the_first_answer_and_changes_nothing()
    {
        var (first, _) = await Send("k-1", new OpenCustomer("A1", "Aozora"));

        var (second, headers) = await Send("\"k-1\"", new OpenCustomer("A1", "Aozora"));

        second.Value.ShouldBe(first.Value);
        headers.Replayed.ShouldBeTrue();
        (await Count<Customer>()).ShouldBe(1);
        (await Count<AuditRow>()).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_refused()
    {
        var (opened, _) = await Send("k", new OpenCustomer("A1", "Aozora"));

        (await Send("k", new OpenCustomer("A1", "Minato"))).Outcome.Error!.Code.ShouldBe(
            "platform.idempotency-key-reused"
        );
        (await Send("k", new RenameCustomer(opened.Value, "Minato"))).Outcome.Error!.Kind.ShouldBe(
            ErrorKind.Unprocessable
        );
        (await Count<Customer>()).ShouldBe(1);
    }

    [Fact]
    public async Task A_secret_is_part_of_the_request()
    {
        await Send("k", new OpenCustomer("A1", "Aozora", Secret: "one"));

        (await Send("k", new OpenCustomer("A1", "Aozora", Secret: "other"))).Outcome.Error.ShouldBe(
            PlatformErrors.IdempotencyKeyReused
        );
    }

    [Fact]
    public async Task A_key_belongs_to_its_caller()
    {
        await Send("k", new OpenCustomer("A1", "Aozora"));
        _shop.SignIn(Guid.CreateVersion7(), Role.CsOps);

        (await Send("k", new OpenCustomer("A2", "Minato"))).Outcome.Error.ShouldBeNull();
        (await Count<Customer>()).ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_request_leaves_its_key_free()
    {
        var (opened, _) = await Send("k-1", new OpenCustomer("A1", "Aozora"));
        (await Send("k-2", new RenameCustomer(opened.Value, "unlucky"))).Outcome.Error!.Code.ShouldBe("shop.unlucky");
        (await Send("k-2", new RenameCustomer(opened.Value, ""))).Outcome.Error!.Kind.ShouldBe(ErrorKind.Invalid);

        (await Send("k-2", new RenameCustomer(opened.Value, "Minato"))).Outcome.Value.ShouldBe("Minato");
    }

    [Fact]
    public async Task A_key_is_good_for_72_hours_and_then_forgotten()
    {
        await Send("k", new OpenCustomer("A1", "Aozora"));
        _shop.Time.Pass(TimeSpan.FromHours(71));
        (await Send("k", new OpenCustomer("A1", "Aozora"))).Headers.Replayed.ShouldBeTrue();
        _shop.Time.Pass(TimeSpan.FromHours(1));

        (await Send("k", new OpenCustomer("A2", "Minato"))).Headers.Replayed.ShouldBeFalse();

        _shop.Time.Pass(TimeSpan.FromHours(72));
        await Forget();
        (await Count<IdempotencyRow>()).ShouldBe(0);
    }

    [Fact]
    public async Task Of_many_twins_at_once_one_takes_effect()
    {
        var twins = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => Send("k", new OpenCustomer("A1", "Aozora"))))
        );

        (await Count<Customer>()).ShouldBe(1);
        twins
            .Where(twin => twin.Outcome.Error is null)
            .Select(twin => twin.Outcome.Value)
            .Distinct()
            .ShouldHaveSingleItem();
        foreach (var (outcome, headers) in twins.Where(twin => twin.Outcome.Error is not null))
        {
            outcome.Error.ShouldBe(PlatformErrors.TwinInFlight);
            headers.RetryAfter.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_twin_in_flight_is_told_to_come_again_or_waits()
    {
        var id = (await _shop.Send(new OpenCustomer("A1", "Aozora"))).Value;
        var change = new ChangeCustomer(
            id,
            new CustomerChanges { Name = Optional.Of<string?>("Minato") },
            new IfMatch(1)
        );
        var (working, going) = (new TaskCompletionSource(), new TaskCompletionSource());
        await _shop.InScope(services =>
            Task.FromResult(
                services.GetRequiredService<Trouble>().OnChange = _ =>
                {
                    working.TrySetResult();
                    return going.Task;
                }
            )
        );
        var first = Task.Run(() => Send("k", change));
        await working.Task;
        var twin = Task.Run(() => Send("k", change));
        await Task.WhenAny(twin, Task.Delay(500));
        going.SetResult();

        (await first).Outcome.Value.Version.ShouldBe(2);
        var (outcome, headers) = await twin;
        if (TestDatabase.IsPostgres)
        {
            outcome.Error.ShouldBe(PlatformErrors.TwinInFlight);
            headers.RetryAfter.ShouldBe(1);
        }
        else
        {
            outcome.Value.Version.ShouldBe(2);
            headers.Replayed.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task The_stored_answer_cannot_be_read_without_the_key()
    {
        var (opened, _) = await Send("k-9", new OpenCustomer("A1", "Aozora"));

        var row = await _shop.InStore(db => db.Set<IdempotencyRow>().SingleAsync());

        Encoding.UTF8.GetString(row.Outcome).ShouldNotContain(opened.Value.ToString());
        row.Id.ShouldNotContain("k-9");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("two words")]
    [InlineData("キー")]
    public async Task What_is_no_key_is_refused_by_the_headers_name(string header)
    {
        var refused = (await Send(header, new OpenCustomer("A1", "Aozora"))).Outcome.Error!;

        refused.Code.ShouldBe("platform.idempotency-key-malformed");
        refused.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("Idempotency-Key");
        (await Count<Customer>()).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_has_at_most_255_characters()
    {
        (await Send(new string('k', 256), new OpenCustomer("A1", "Aozora"))).Outcome.Error.ShouldBe(
            PlatformErrors.IdempotencyKeyMalformed
        );
        (await Send(new string('k', 255), new OpenCustomer("A1", "Aozora"))).Outcome.Error.ShouldBeNull();
    }

    [Fact]
    public async Task Where_a_key_is_required_nothing_happens_without()
    {
        var refused = await _shop.InScope(async services =>
        {
            services.GetRequiredService<IdempotencyHeader>().Read(default, required: true);
            return await services.GetRequiredService<IMediator>().Send(new OpenCustomer("A1", "Aozora"));
        });

        refused.Error.ShouldBe(PlatformErrors.IdempotencyKeyMissing);
        (await Count<Customer>()).ShouldBe(0);
    }

    // As the calendar does: for nobody.
    private async Task Forget()
    {
        var before = _shop.Caller;
        _shop.Caller = Caller.Product;
        await _shop.Send(new ForgetRequests());
        _shop.Caller = before;
    }

    private Task<(Result<T> Outcome, AnswerHeaders Headers)> Send<T>(string key, ICommand<T> command) =>
        _shop.InScope(async services =>
        {
            services.GetRequiredService<IdempotencyHeader>().Read(key, required: true);
            return (
                await services.GetRequiredService<IMediator>().Send(command),
                services.GetRequiredService<AnswerHeaders>()
            );
        });

    private Task<int> Count<TRow>()
        where TRow : class => _shop.InStore(db => db.Set<TRow>().CountAsync());
}

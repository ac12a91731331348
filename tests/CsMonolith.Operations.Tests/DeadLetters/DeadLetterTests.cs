using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Operations.DeadLetters;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Operations.Tests.DeadLetters;

/// <summary>What operators do with news that a listener could not take.</summary>
public sealed class DeadLetterTests : IDisposable
{
    private static readonly Guid One = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task They_are_listed_by_news_account_and_state()
    {
        await Die("bad", One, Other);

        (await List("filter[news][eq]", nameof(CustomerRenamed))).Count.ShouldBe(2);
        (await List("filter[accountId][eq]", One.ToString())).ShouldHaveSingleItem().AccountId.ShouldBe(One);
        (await List("filter[listener][contains]", "whencustomerrenamed")).Count.ShouldBe(2);
        (await List("filter[givenUpAt][gte]", "2026-11-20T03:00:30Z")).Count.ShouldBe(2);
        (await List("filter[givenUpAt][gte]", "2026-12-20T03:00:30Z")).ShouldBeEmpty();
        (await List("filter[state][eq]", "dead")).Count.ShouldBe(2);
        (await List("filter[state][eq]", "discarded")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_still_tried_is_no_dead_letter()
    {
        await Poison("bad");
        await _shop.Hear(new CustomerRenamed(One, "bad"));

        (await _shop.Send(new ListDeadLetters(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reading_one_leaves_an_audit_row()
    {
        var letter = await Die("bad", One);

        var read = (await _shop.Send(new GetDeadLetter(letter.Id))).Value;

        read.Payload.GetProperty("name").GetString().ShouldBe("bad");
        read.Letter.Failure.ShouldBe("InvalidOperationException: This one is poison.");
        (await Audited(nameof(GetDeadLetter))).ShouldBe(1);
    }

    [Fact]
    public async Task Mended_and_replayed_it_takes_effect_for_the_listener_that_failed_and_for_no_other()
    {
        await Make(trouble => trouble.DeskListens = true);
        var letter = await Die("bad", One);

        var mended = (await _shop.Send(Mend(letter.Id, """{"customer":"ID","name":"good"}"""))).Value;
        await _shop.Send(new ReplayDeadLetter(letter.Id));
        await _shop.Deliver();

        (await Notes()).ShouldBe(["desk: bad", "good"]);
        mended.OriginalPayload!.Value.GetProperty("name").GetString().ShouldBe("bad");
        (await Stored(letter.Id)).State.ShouldBe(DeliveryState.Delivered);
        (await Audited(nameof(MendDeadLetter))).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"customer":"ID"}""", "platform.invalid", "/payload")]
    [InlineData("""{"customer":"ID","name":"x","surprise":1}""", "platform.invalid", "/payload/surprise")]
    [InlineData("""{"customer":"0199a000-0000-7000-8000-000000000009","name":"x"}""", "platform.invalid", "/payload")]
    [InlineData("""["x"]""", "platform.invalid", "/payload")]
    public async Task A_payload_that_is_no_such_news_is_refused(string payload, string code, string pointer)
    {
        var letter = await Die("bad", One);

        var refusal = (await _shop.Send(Mend(letter.Id, payload))).Error!;

        (refusal.Code, refusal.Fields[0].Pointer).ShouldBe((code, pointer));
        (await Stored(letter.Id)).OriginalPayload.ShouldBeNull();
    }

    [Fact]
    public async Task Two_people_who_mend_one_letter_do_not_overwrite_each_other()
    {
        var letter = await Die("bad", One);
        await _shop.Send(Mend(letter.Id, """{"customer":"ID","name":"first"}"""));

        (
            await _shop.Send(Mend(letter.Id, """{"customer":"ID","name":"second"}""", letter.Version))
        ).Error!.Kind.ShouldBe(ErrorKind.Stale);
        (
            await _shop.Send(
                Mend(letter.Id, """{"customer":"ID","name":"third"}""") with
                {
                    Match = new IfMatch((long?)null),
                }
            )
        ).Error!.Kind.ShouldBe(ErrorKind.PreconditionRequired);
    }

    [Fact]
    public async Task A_replay_that_fails_is_dead_again_at_once_and_holds_back_nobody()
    {
        var letter = await Die("bad", One);
        await _shop.Send(new ReplayDeadLetter(letter.Id));

        await _shop.Hear(new CustomerRenamed(One, "after"));

        (await Notes()).ShouldBe(["after"]);
        var stored = await Stored(letter.Id);
        (stored.State, stored.Attempts, stored.GivenUpAt).ShouldBe(
            (DeliveryState.Dead, FailedDelivery.MostAttempts + 1, letter.GivenUpAt)
        );
    }

    [Fact]
    public async Task Many_are_replayed_by_a_job_and_those_that_do_not_fit_stay_dead()
    {
        await Die("bad", One, Other);
        await Poison(null);

        await _shop.Send(new ReplayDeadLetters(nameof(CustomerRenamed), Listener: null, One, Since: null));
        var job = await _shop.RunJobs();
        await _shop.Deliver();

        ShopAlone.AnswerOf<ReplayedLetters>(job).ShouldBe(new ReplayedLetters(1));
        (await Notes()).ShouldBe(["bad"]);
        (await List("filter[state][eq]", "dead")).ShouldHaveSingleItem().AccountId.ShouldBe(Other);
    }

    [Fact]
    public async Task A_discarded_letter_stays_undone_with_its_reason()
    {
        var letter = await Die("bad", One);

        (await _shop.Send(new DiscardDeadLetter(letter.Id, "A test customer."))).Value.State.ShouldBe(
            DeliveryState.Discarded
        );

        (await _shop.Send(new ReplayDeadLetter(letter.Id))).Error!.Code.ShouldBe("operations.dead-letter.not-dead");
        (await _shop.Send(new GetDeadLetter(letter.Id))).Value.Reason.ShouldBe("A test customer.");
    }

    [Fact]
    public async Task A_letter_that_does_not_exist_is_not_found()
    {
        var nowhere = Guid.CreateVersion7();

        (await _shop.Send(new GetDeadLetter(nowhere))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await _shop.Send(Mend(nowhere, "{}"))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await _shop.Send(new ReplayDeadLetter(nowhere))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await _shop.Send(new DiscardDeadLetter(nowhere, "x"))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
    }

    [Fact]
    public async Task A_customer_success_manager_sees_none_of_it()
    {
        _shop.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await _shop.Send(new ListDeadLetters(ListAsk.Plain))).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    [Fact]
    public async Task The_gauge_counts_the_dead_and_tells_the_age_of_the_oldest_that_waits()
    {
        await Die("bad", One);
        await Poison("worse");
        await _shop.Hear(new CustomerRenamed(Other, "worse"));
        _shop.Time.Pass(TimeSpan.FromSeconds(90));

        var reading = await _shop.InScope(services =>
            services.GetRequiredService<OutboxGauge>().Read(CancellationToken.None)
        );

        reading.ShouldBe(new OutboxReading(DeadLetters: 1, TimeSpan.FromSeconds(90)));
    }

    [Fact]
    public async Task Delivered_news_is_pruned_after_a_week_and_its_receipts_are_not()
    {
        await _shop.Hear(new CustomerRenamed(One, "old"));
        var letter = await Die("bad", One);
        await _shop.Send(new DiscardDeadLetter(letter.Id, "A test customer."));
        _shop.Time.Pass(TimeSpan.FromDays(8));
        await _shop.Hear(new CustomerRenamed(One, "new"));

        await _shop.Hold(JobRow());
        var pruned = ShopAlone.AnswerOf<PrunedOutbox>(await _shop.RunJobs());

        pruned.FailedDeliveries.ShouldBe(1);
        (await _shop.InStore(db => db.Set<InboxRow>().CountAsync())).ShouldBe(5);
    }

    // Another's letters, discarded or dead, are told by hand: what a version without the listener finds.
    [Fact]
    public async Task A_letter_to_a_listener_that_is_gone_says_so()
    {
        var letter = await Die("bad", One);
        await _shop.InStore(db =>
            db.Set<FailedDelivery>().ExecuteUpdateAsync(set => set.SetProperty(one => one.Listener, "Shop.WhenLongAgo"))
        );

        (await _shop.Send(Mend(letter.Id, """{"customer":"ID","name":"x"}"""))).Error!.Code.ShouldBe(
            "operations.dead-letter.no-listener"
        );
        await _shop.Send(new ReplayDeadLetter(letter.Id));
        await _shop.Deliver();

        (await Stored(letter.Id)).ShouldSatisfyAllConditions(
            stored => stored.State.ShouldBe(DeliveryState.Dead),
            stored => stored.Failure!.ShouldContain("no such listener")
        );
    }

    private JobRow JobRow() =>
        CsMonolith.Platform.Jobs.JobScheduler.Row(
            _shop.Time.GetUtcNow().UtcDateTime,
            new PruneOutbox(new DateOnly(2026, 11, 28)),
            "prune-outbox",
            person: null,
            onceKey: null
        );

    private async Task<FailedDelivery> Die(string name, params IReadOnlyList<Guid> customers)
    {
        await Poison(name);
        await _shop.Hear([.. customers.Select(customer => new CustomerRenamed(customer, name))]);
        for (var attempt = 1; attempt < FailedDelivery.MostAttempts; attempt++)
        {
            _shop.Time.Pass(TimeSpan.FromMinutes(1));
            await _shop.Deliver();
        }

        return await _shop.InStore(db =>
            db.Set<FailedDelivery>()
                .AsNoTracking()
                .OrderBy(letter => letter.Seq)
                .FirstAsync(letter => letter.State == DeliveryState.Dead)
        );
    }

    private MendDeadLetter Mend(Guid letter, string payload, long? version = null)
    {
        var stored =
            version
            ?? _shop
                .InStore(db =>
                    db.Set<FailedDelivery>()
                        .Where(one => one.Id == letter)
                        .Select(one => one.Version)
                        .SingleOrDefaultAsync()
                )
                .Result;
        return new MendDeadLetter(
            letter,
            JsonSerializer.Deserialize<JsonElement>(payload.Replace("ID", One.ToString(), StringComparison.Ordinal)),
            "Somebody mistyped it.",
            new IfMatch(stored)
        );
    }

    private async Task<IReadOnlyList<DeadLetterLine>> List(string parameter, string value)
    {
        var query = new Microsoft.AspNetCore.Http.QueryCollection(
            new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { [parameter] = value }
        );
        return (await _shop.Send(new ListDeadLetters(ListAsk.From(query)))).Value.Items;
    }

    private Task<FailedDelivery> Stored(Guid id) =>
        _shop.InStore(db => db.Set<FailedDelivery>().AsNoTracking().SingleAsync(letter => letter.Id == id));

    private Task<int> Audited(string operation) =>
        _shop.InStore(db => db.Set<AuditRow>().CountAsync(row => row.Operation == operation));

    private Task<List<string>> Notes() =>
        _shop.InStore(db => db.Notes.OrderBy(note => note.Place).Select(note => note.Text).ToListAsync());

    private Task<int> Poison(string? text) => Make(trouble => trouble.PoisonText = text);

    private Task<int> Make(Action<Trouble> trouble) =>
        _shop.InScope(services =>
        {
            trouble(services.GetRequiredService<Trouble>());
            return Task.FromResult(0);
        });
}

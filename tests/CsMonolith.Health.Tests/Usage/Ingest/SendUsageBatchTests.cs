using System.Text;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Usage.Adoption;
using CsMonolith.Health.Usage.Events;
using CsMonolith.Health.Usage.Ingest;
using CsMonolith.Health.Usage.Sources;
using CsMonolith.Kernel;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using static CsMonolith.Health.Tests.Usage.Ingest.Stream;
using static CsMonolith.Health.Tests.Usage.Neighbours;

namespace CsMonolith.Health.Tests.Usage.Ingest;

public sealed class SendUsageBatchTests
{
    [Fact]
    public async Task A_use_counts_for_the_account_whose_id_the_group_bears()
    {
        using var health = new Neighbours().Health();

        var answer = await health.Batch(Track("m-1", "export"));

        (answer.Value.Stored, answer.Value.Duplicates, answer.Value.Quarantined).ShouldBe((1, 0, 0));
        var stored = await health.InStore(db => db.Set<UsageEvent>().SingleAsync());
        (stored.AccountId, stored.Feature, stored.At, stored.Day, stored.Source, stored.Count).ShouldBe(
            (Sakura, "export", Noon, new DateOnly(2026, 11, 20), "product", 1)
        );
        stored.UserRef.ShouldNotBeNull().ShouldNotContain("u-1");
    }

    [Fact]
    public async Task A_message_sent_again_is_stored_once_in_one_body_and_in_a_later_one()
    {
        using var health = new Neighbours().Health();

        var first = await health.Batch(Track("m-1"), Track("m-2"), Track("m-1"));
        var second = await health.Batch(Track("m-2", "another"), Track("m-3"));

        (first.Value.Stored, first.Value.Duplicates).ShouldBe((2, 1));
        (second.Value.Stored, second.Value.Duplicates).ShouldBe((1, 1));
        (await health.InStore(db => db.Set<UsageEvent>().CountAsync())).ShouldBe(3);
    }

    [Fact]
    public async Task The_last_group_call_of_a_user_says_whose_use_it_is()
    {
        using var health = new Neighbours().Health();

        await health.Batch(
            Group("m-1", "u-1", "A-1"),
            Track("m-2", group: null),
            Group("m-3", "u-1", "A-2", Noon.AddMinutes(1)),
            Track("m-4", group: null, at: Noon.AddMinutes(2))
        );
        await health.Batch(
            Group("m-5", "u-1", "A-1", Noon.AddMinutes(-5)),
            Track("m-6", group: null, at: Noon.AddMinutes(3))
        );

        var accounts = await health.InStore(db =>
            db.Set<UsageEvent>().OrderBy(one => one.Id).Select(one => one.AccountId).ToListAsync()
        );
        accounts.ShouldBe([Sakura, Fuji, Fuji], ignoreOrder: true);
    }

    [Fact]
    public async Task Use_that_arrives_late_counts_for_the_group_that_the_user_belonged_to_at_its_time()
    {
        using var health = new Neighbours().Health();
        await health.Batch(Group("g-1", "u-1", "A-1", Noon.AddDays(-3)), Identify("i-1", "u-1", "anon-1"));
        await health.Batch(Group("g-2", "u-1", "A-2", Noon.AddDays(-1)));
        await health.Batch(Group("g-3", "u-1", "A-2", Noon));

        await health.Batch(
            Track("late", group: null, at: Noon.AddDays(-2)),
            Track("before all", group: null, at: Noon.AddDays(-9)),
            Track("late and anonymous", group: null, user: null, at: Noon.AddDays(-2)).With("anonymousId", "anon-1"),
            Track("at the change", group: null, at: Noon.AddDays(-1)),
            Track("now", group: null)
        );

        // A call that arrives late itself changes only the time from which it speaks.
        await health.Batch(
            Group("g-4", "u-1", "A-2", Noon.AddDays(-2).AddHours(-12)),
            Track("between", group: null, at: Noon.AddDays(-2).AddHours(-6)),
            Track("earlier still", group: null, at: Noon.AddDays(-2).AddHours(-18))
        );

        var uses = await health.InStore(db =>
            db.Set<UsageEvent>().Select(one => new { one.At, one.AccountId }).ToListAsync()
        );
        uses.OrderBy(one => one.At)
            .Select(one => one.AccountId)
            .ShouldBe([Sakura, Sakura, Fuji, Sakura, Sakura, Fuji, Fuji]);
    }

    [Fact]
    public async Task A_late_group_call_speaks_only_until_the_next_one_also_where_that_said_nothing_new()
    {
        using var health = new Neighbours().Health();
        await health.Batch(Group("g-1", "u-1", "A-2", Noon.AddDays(-3)));
        await health.Batch(Group("g-2", "u-1", "A-2", Noon.AddDays(-1)));
        await health.Batch(Group("g-3", "u-1", "A-1", Noon.AddDays(-2)));

        await health.Batch(
            Track("before", group: null, at: Noon.AddHours(-60)),
            Track("between", group: null, at: Noon.AddHours(-36)),
            Track("after", group: null, at: Noon)
        );

        var uses = await health.InStore(db =>
            db.Set<UsageEvent>().Select(one => new { one.At, one.AccountId }).ToListAsync()
        );
        uses.OrderBy(one => one.At).Select(one => one.AccountId).ShouldBe([Fuji, Sakura, Fuji]);
    }

    [Fact]
    public async Task An_anonymous_visitor_who_signs_in_is_counted_as_the_user()
    {
        using var health = new Neighbours().Health();
        var anonymous = Track("m-3", group: null, user: null).With("anonymousId", "anon-1");

        await health.Batch(
            Group("m-1", "u-1", "A-1"),
            Identify("m-2", "u-1", "anon-1"),
            anonymous,
            Track("m-4", group: null)
        );

        var users = await health.InStore(db =>
            db.Set<UsageEvent>().Select(one => new { one.UserRef, one.AccountId }).ToListAsync()
        );
        users.Count.ShouldBe(2);
        users.Distinct().ShouldHaveSingleItem().AccountId.ShouldBe(Sakura);
    }

    [Fact]
    public async Task Use_of_a_user_whose_group_comes_later_waits_for_it()
    {
        using var health = new Neighbours().Health();

        (await health.Batch(Track("m-1", group: null))).Value.Quarantined.ShouldBe(1);
        (await health.InStore(db => db.Set<QuarantinedGroup>().SingleAsync())).GroupId.ShouldBe("");
        await health.Batch(Group("m-2", "u-1", "A-1"));

        (await health.InStore(db => db.Set<UsageEvent>().SingleAsync())).AccountId.ShouldBe(Sakura);
        (await health.InStore(db => db.Set<QuarantinedGroup>().CountAsync())).ShouldBe(0);
        (await health.InStore(db => db.Set<QuarantinedUse>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_senders_clock_is_believed_only_for_the_time_that_went_by()
    {
        using var health = new Neighbours().Health();
        var wrong = Noon.AddHours(-9);

        await health.Batch(Track("m-1", at: wrong.AddMinutes(-10)).With("sentAt", wrong));
        await health.Raw(
            $$"""
            { "batch": [ { "type": "track", "messageId": "m-2", "userId": "u", "event": "search", "originalTimestamp": "{{wrong.AddMinutes(
                -20
            ):o}}", "context": { "groupId": "A-1" } } ],
              "sentAt": "{{wrong:o}}" }
            """
        );
        await health.Batch(Track("m-3").With("timestamp", null));

        (
            await health.InStore(db => db.Set<UsageEvent>().OrderBy(one => one.At).Select(one => one.At).ToListAsync())
        ).ShouldBe([Noon.AddMinutes(-20), Noon.AddMinutes(-10), Noon]);
    }

    [Theory]
    [InlineData("""{"type":"track","userId":"u"}""", "no-event")]
    [InlineData("""{"type":"track","event":"e"}""", "nobody")]
    [InlineData("""{"type":"track","event":"e","userId":""}""", "nobody")]
    [InlineData("""{"type":"dance","userId":"u"}""", "unknown-type")]
    [InlineData("""{"type":"group","userId":"u"}""", "no-group")]
    [InlineData("""{"type":"alias","userId":"u"}""", "no-previous-id")]
    [InlineData("""{"type":"track","event":"e","userId":"u","timestamp":"yesterday"}""", "bad-time")]
    [InlineData(
        """{"type":"track","event":"e","userId":"u","timestamp":"2027-11-20T00:00:00Z"}""",
        "time-out-of-range"
    )]
    [InlineData("""{"type":"track","event":"a\u0000b","userId":"u"}""", "unreadable-text")]
    [InlineData("""{"type":"track","event":"\ud800","userId":"u"}""", "unreadable-text")]
    [InlineData(
        """{"type":"page","name":{"\ud800":1},"userId":"u","properties":{"\ud800":{"a":[1]}}}""",
        "unreadable-text"
    )]
    [InlineData("null", "not-an-object")]
    [InlineData("[[1]]", "not-an-object")]
    public async Task A_message_that_makes_no_sense_is_told_and_counted_and_its_neighbours_are_stored(
        string message,
        string reason
    )
    {
        using var health = new Neighbours().Health();

        var answer = await health.Raw(
            $$$"""{"batch":[{"type":"track","messageId":"m-1","userId":"u","event":"search","context":{"groupId":"A-1"}},{{{message}}},{"type":"identify","messageId":"m-2","userId":"u"}]}"""
        );

        answer.Error.ShouldBeNull();
        (answer.Value.Stored, answer.Value.Refused.Single().Index, answer.Value.Refused.Single().Reason).ShouldBe(
            (2, 1, reason)
        );
        var intake = (await health.Send(new ListUsageSources())).Value.Items.Single().Intake!;
        (intake.Refused, intake.Reasons.Single().Reason, intake.Reasons.Single().Count).ShouldBe((1, reason, 1));
    }

    [Theory]
    [InlineData("message-id-too-long", 101, 5)]
    [InlineData("text-too-long", 5, 201)]
    public async Task Ids_and_names_are_bounded(string reason, int id, int feature)
    {
        using var health = new Neighbours().Health();

        (await health.Batch(Track(new string('m', id), new string('f', feature))))
            .Value.Refused.Single()
            .Reason.ShouldBe(reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"batch":{}}""")]
    [InlineData("""{"batch":[]} x""")]
    [InlineData("""{"batch":[{"type":"track",}]}""")]
    [InlineData("""{"batch":[],"batch":[]}""")]
    public async Task A_body_that_is_no_batch_is_refused(string body)
    {
        using var health = new Neighbours().Health();

        (await health.Raw(body)).Error!.Code.ShouldBe("health.ingest.malformed");
    }

    [Fact]
    public async Task Too_large_a_message_refuses_the_request_and_says_which()
    {
        using var health = new Neighbours().Health();

        var answer = await health.Batch(Track("m-1"), Track("m-2").With("padding", new string('x', 33_000)));

        (answer.Error!.Kind, answer.Error.Fields.Single().Pointer).ShouldBe((ErrorKind.TooLarge, "/batch/1"));
        answer.Error.En.ShouldContain("32768");
        (await health.InStore(db => db.Set<UsageKey>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Personal_data_is_dropped_and_counted_and_plain_values_are_kept()
    {
        using var health = new Neighbours().Health();

        await health.Batch(
            Track("m-1")
                .With(
                    "properties",
                    new
                    {
                        plan = "pro",
                        rows = 12,
                        beta = true,
                        E_Mail = "tanaka@example.jp",
                        firstName = "太郎",
                        nested = new { email = "x" },
                        note = new string('x', 300),
                    }
                )
        );

        (await health.InStore(db => db.Set<UsageEvent>().SingleAsync())).Properties.ShouldBe(
            """{"plan":"pro","rows":12,"beta":true}"""
        );
        var intake = (await health.Send(new ListUsageSources())).Value.Items.Single().Intake!;
        (intake.DeniedProperties, intake.UnkeptProperties, intake.Refused).ShouldBe((2, 2, 0));
    }

    [Fact]
    public async Task A_message_without_an_id_is_known_again_by_what_it_says()
    {
        using var health = new Neighbours().Health();
        var (known, timeless) = (
            Track("").With("messageId", null),
            Track("").With("messageId", null).With("timestamp", null)
        );

        (await health.Batch(known, known, timeless, timeless)).Value.Stored.ShouldBe(3);
        (await health.Batch(known)).Value.Duplicates.ShouldBe(1);
    }

    [Fact]
    public async Task Every_request_leaves_one_audit_row_and_none_when_it_is_refused()
    {
        using var health = new Neighbours().Health();

        await health.Batch(Track("m-1"));
        await health.Batch(Track("m-1"));
        await health.Raw("{");

        var rows = await health.InStore(db =>
            db.Set<AuditRow>()
                .Where(row => row.Operation == nameof(SendUsageBatch))
                .OrderBy(row => row.Id)
                .Select(row => row.Request)
                .ToListAsync()
        );
        rows.ShouldBe(
            [
                """{"source":"product","stored":1,"duplicates":0,"quarantined":0,"refused":0}""",
                """{"source":"product","stored":0,"duplicates":1,"quarantined":0,"refused":0}""",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task Many_at_once_are_stored_once_each()
    {
        using var health = new Neighbours().Health();
        await health.Batch();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(i =>
                    Task.Run(() =>
                        health.Batch([.. Enumerable.Range(0, 50).Select(j => (object)Track($"m-{(i * 25) + j}"))])
                    )
                )
        );

        // Neighbours overlap by half: ids 0 to 1024.
        answers.Sum(answer => answer.Value.Stored).ShouldBe(1025);
        answers.Sum(answer => answer.Value.Stored + answer.Value.Duplicates).ShouldBe(2000);
        (await health.InStore(db => db.Set<UsageEvent>().CountAsync())).ShouldBe(1025);
        (await health.InStore(db => db.Set<UsageKey>().CountAsync())).ShouldBe(1025);
    }

    [Fact]
    public async Task Use_that_crosses_with_the_word_of_its_users_group_is_not_left_waiting()
    {
        using var health = new Neighbours().Health();
        await health.Batch();

        await Task.WhenAll(
            Enumerable
                .Range(0, 150)
                .SelectMany(i =>
                    new[]
                    {
                        Task.Run(() => health.Batch(Track($"t-{i}", user: $"u-{i}", group: null))),
                        Task.Run(() => health.Batch(Group($"g-{i}", $"u-{i}", "A-1"))),
                    }
                )
        );

        (await health.InStore(db => db.Set<QuarantinedUse>().CountAsync())).ShouldBe(0);
        (await health.InStore(db => db.Set<UsageEvent>().CountAsync(one => one.AccountId == Sakura))).ShouldBe(150);
    }

    [Fact]
    public async Task A_key_without_the_scope_and_a_person_are_refused()
    {
        using var health = new Neighbours().Health();

        (await health.Send(new SendUsageBatch(Encoding.UTF8.GetBytes("""{"batch":[]}""")))).Error!.Kind.ShouldBe(
            ErrorKind.Forbidden
        );
    }

    [Fact]
    public async Task Late_events_count_for_their_day_and_leave_last_months_snapshot_as_it_was()
    {
        using var health = new Neighbours().Health();
        var october = new DateTime(2026, 10, 15, 1, 0, 0, DateTimeKind.Utc);
        await health.Batch(Track("m-1", at: october));
        health.SignIn(Guid.CreateVersion7(), Role.CsOps);
        await health.Send(new StartSnapshotBuild(new Month(2026, 10), new Month(2026, 10)));
        await health.RunJobs();
        var before = await Snapshots(health);

        health.Time.Pass(TimeSpan.FromMinutes(1));
        await health.Batch(Track("m-2", "export", at: october), Track("m-3", at: october));

        var usage = (await health.Send(new GetAccountUsage(Sakura, AsOf: null, Days: null))).Value;
        usage.Series.Select(day => (day.Day, day.Uses)).ShouldBe([(new DateOnly(2026, 10, 15), 3)]);
        before.ShouldNotBeEmpty();
        health.SignIn(Guid.CreateVersion7(), Role.CsOps);
        await health.Send(new StartSnapshotBuild(new Month(2026, 10), new Month(2026, 10)));
        await health.RunJobs();
        (await Snapshots(health)).ShouldBe(before);
    }

    private static Task<List<string>> Snapshots(HealthAlone health) =>
        health.InStore(async db =>
            (await db.Set<Snapshot>().AsNoTracking().OrderBy(one => one.AccountId).ToListAsync()).ConvertAll(one =>
                System.Text.Json.JsonSerializer.Serialize(one)
            )
        );
}

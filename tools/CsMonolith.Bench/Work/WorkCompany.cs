using CsMonolith.Bench.Company;

namespace CsMonolith.Bench.Work;

/// <summary>
/// Customers with an open project each, written straight into the tables: tasks of both sides around today, a year and
/// a half of activities, and the dated evidence of their onboarding. 50 customers belong to one CSM.
/// </summary>
/// <param name="Projects">As many customers.</param>
/// <param name="Tasks">Spread evenly over the customers.</param>
/// <param name="Activities">Likewise.</param>
/// <param name="Today">The day around which tasks fall due.</param>
internal sealed record WorkCompany(int Projects, int Tasks, int Activities, DateOnly Today)
{
    public const int AccountsOfAPerson = 50;
    private const int DaysOfWork = 540;
    private static readonly string[] Kinds = ["Contact", "Training", "Preparation", "Review", "Support"];
    private static readonly string[] Sides = ["Ours", "Ours", "Theirs"];

    /// <summary>Fills a database that has people, but no accounts.</summary>
    /// <param name="database">The database.</param>
    /// <param name="manager">Owns the first <see cref="AccountsOfAPerson"/> customers.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task Fill(Database database, Guid manager, CancellationToken cancellation)
    {
        var people = Enumerable
            .Range(0, (Projects + AccountsOfAPerson - 1) / AccountsOfAPerson)
            .Select(at => at == 0 ? manager : Guid.CreateVersion7())
            .ToList();
        var accounts = Enumerable.Range(0, Projects).Select(_ => Guid.CreateVersion7()).ToList();
        var (learnt, chance) = (Today.AddDays(-1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), new Random(20));
        Guid Owner(int account) => people[account / AccountsOfAPerson];
        DateOnly Started(int account) => Today.AddDays(-60 - (account * 37 % DaysOfWork));
        await using var connection = await database.Open(cancellation);

        Task Write(string table, string[] columns, IEnumerable<object?[]> rows) =>
            BulkRows.Write(database, connection, "journey", table, columns, rows, cancellation);

        await Write(
            "people",
            ["id", "name", "roles", "is_demo", "version"],
            people.Skip(1).Select((id, at) => new object?[] { id, $"Colleague {at}", """["csm"]""", false, 1L })
        );
        await Write(
            "accounts",
            [
                "id",
                "external_id",
                "name",
                "tier",
                "tier_by_hand",
                "purposes",
                "started_on",
                "recorded_at",
                "backfilled",
                "version",
            ],
            accounts.Select(
                (id, at) =>
                    new object?[]
                    {
                        id,
                        $"C-{at}",
                        $"Customer {at}",
                        (at % 3) + 1,
                        false,
                        "[]",
                        Started(at),
                        learnt,
                        false,
                        1L,
                    }
            )
        );
        await Write(
            "account_ownerships",
            ["id", "account_id", "owner_id", "from", "recorded_at", "backfilled"],
            accounts.Select(
                (id, at) => new object?[] { Guid.CreateVersion7(), id, Owner(at), Started(at), learnt, false }
            )
        );
        await Write(
            "success_projects",
            ["id", "account_id", "title", "opened_on", "members", "kickoff_on", "waivers", "version"],
            accounts.Select(
                (id, at) =>
                    new object?[]
                    {
                        Guid.CreateVersion7(),
                        id,
                        $"Project of customer {at}",
                        Started(at),
                        $$"""[{"personId":"{{Owner(at)}}","part":"accountable","department":null}]""",
                        Started(at).AddDays(10),
                        "[]",
                        1L,
                    }
            )
        );

        // Seven of ten customers have had their first value, after 20 to 59 days.
        await Write(
            "onboarding_facts",
            ["id", "account_id", "kind", "on", "what", "recorded_at", "withdrawn"],
            accounts
                .Select((id, at) => (Id: id, At: at))
                .Where(one => one.At % 10 < 7)
                .Select(one =>
                    new object?[]
                    {
                        Guid.CreateVersion7(),
                        one.Id,
                        "FirstValue",
                        Started(one.At).AddDays(20 + (one.At * 13 % 40)),
                        "The night shift plans with it",
                        learnt,
                        false,
                    }
                )
        );
        await Write(
            "tasks",
            [
                "id",
                "account_id",
                "side",
                "source",
                "root_id",
                "depth",
                "opened_on",
                "recorded_at",
                "title",
                "person_id",
                "due_on",
                "state",
                "state_since",
                "open_subtasks",
                "in_tree",
                "events",
                "version",
            ],
            Enumerable
                .Range(0, Tasks)
                .Select(at =>
                {
                    var (id, account, isDone) = (Guid.CreateVersion7(), at % Projects, chance.Next(10) < 4);
                    var opened = Today.AddDays(-30 - chance.Next(30));
                    return new object?[]
                    {
                        id,
                        accounts[account],
                        Sides[at / Projects % Sides.Length],
                        "ByHand",
                        id,
                        0,
                        opened,
                        learnt,
                        $"Task {at}",
                        Owner(account),
                        Today.AddDays(chance.Next(-25, 60)),
                        isDone ? "Done" : "Open",
                        isDone ? Today.AddDays(-1) : opened,
                        0,
                        1,
                        1,
                        1L,
                    };
                })
        );
        await Write(
            "activities",
            [
                "id",
                "account_id",
                "on",
                "kind",
                "what",
                "with",
                "minutes",
                "proactive",
                "because_of_score",
                "channel",
                "by_id",
                "natural_key",
                "recorded_at",
                "backfilled",
            ],
            Enumerable
                .Range(0, Activities)
                .Select(at =>
                {
                    var (account, kind) = (at % Projects, Kinds[at / Projects % Kinds.Length]);
                    return new object?[]
                    {
                        Guid.CreateVersion7(),
                        accounts[account],
                        Today.AddDays(-chance.Next(DaysOfWork)),
                        kind,
                        "Went through the week's plan",
                        "[]",
                        15 * (1 + chance.Next(6)),
                        at % 3 == 0,
                        false,
                        kind == "Contact" ? "Meeting" : null,
                        Owner(account),
                        $"bench-{at}",
                        learnt,
                        false,
                    };
                })
        );
        await using var analyze = Database.Command(
            connection,
            database.IsPostgres ? "VACUUM ANALYZE" : "PRAGMA wal_checkpoint(TRUNCATE)"
        );
        analyze.CommandTimeout = 300;
        await analyze.ExecuteNonQueryAsync(cancellation);
    }
}

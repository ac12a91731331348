namespace CsMonolith.Bench.Company;

/// <summary>
/// Many customers, written straight into the tables: half a minute instead of many. Each has two owners
/// and two phases in its history and a row in the portfolio. The measured manager owns 60 of them, so that a page of
/// 50 is full, and belongs to a team of eight such managers; the others' owners are people with 500 customers each.
/// </summary>
internal static class BigCompany
{
    public const int TeamMembers = 8;
    public const int AccountsOfAMember = 60;
    private const int AccountsOfOthers = 500;

    private static readonly string[] Industries = ["manufacturing", "logistics", "retail", "health care", "software"];
    private static readonly string[] Phases = ["introduction", "adoption", "expansion", "renewal"];
    private static readonly string[] Bands = ["Low", "Medium", "High"];

    /// <summary>Fills an installation that has people, but no accounts.</summary>
    /// <param name="database">Its database.</param>
    /// <param name="team">The measured manager first, then the other members of the team.</param>
    /// <param name="accounts">How many customers.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The ids of all accounts; the first <see cref="AccountsOfAMember"/> are the measured
    /// manager's.</returns>
    public static async Task<IReadOnlyList<Guid>> Fill(
        Database database,
        IReadOnlyList<Guid> team,
        int accounts,
        CancellationToken cancellation
    )
    {
        var others = Enumerable.Range(0, accounts / AccountsOfOthers).Select(_ => Guid.CreateVersion7()).ToList();
        var ids = Enumerable.Range(0, accounts).Select(_ => Guid.CreateVersion7()).ToList();
        Guid Owner(int at) =>
            at < team.Count * AccountsOfAMember ? team[at / AccountsOfAMember] : others[at / AccountsOfOthers];
        Guid FormerOwner(int at) => others[at * 7 % others.Count];

        var (started, handedOver, entered, scored) = (
            new DateOnly(2024, 4, 1),
            new DateOnly(2025, 4, 1),
            new DateOnly(2025, 1, 10),
            new DateOnly(2026, 10, 31)
        );
        var learnt = new DateTime(2025, 4, 1, 0, 0, 0, DateTimeKind.Utc);
        await using var connection = await database.Open(cancellation);
        await BulkRows.Write(
            database,
            connection,
            "journey",
            "people",
            ["id", "name", "roles", "is_demo", "version"],
            others.Select((id, at) => new object?[] { id, $"Colleague {at}", """["csm"]""", false, 1L }),
            cancellation
        );
        await BulkRows.Write(
            database,
            connection,
            "journey",
            "accounts",
            [
                "id",
                "external_id",
                "name",
                "industry",
                "region",
                "employees",
                "seats",
                "seats_since",
                "tier",
                "tier_by_hand",
                "touch",
                "purposes",
                "started_on",
                "recorded_at",
                "backfilled",
                "version",
            ],
            ids.Select(
                (id, at) =>
                    new object?[]
                    {
                        id,
                        $"C-{at}",
                        $"Customer {at} of the north",
                        Industries[at % 5],
                        $"region {at % 47}",
                        at % 5000,
                        at % 300,
                        started,
                        (at % 3) + 1,
                        false,
                        at % 2 == 0 ? "High" : "Low",
                        """["scheduling","overtime"]""",
                        started,
                        learnt,
                        true,
                        1L,
                    }
            ),
            cancellation
        );
        await BulkRows.Write(
            database,
            connection,
            "journey",
            "account_ownerships",
            ["id", "account_id", "owner_id", "from", "recorded_at", "backfilled"],
            ids.SelectMany(
                (id, at) =>
                    new object?[][]
                    {
                        [Guid.CreateVersion7(), id, FormerOwner(at), started, learnt, true],
                        [Guid.CreateVersion7(), id, Owner(at), handedOver, learnt, true],
                    }
            ),
            cancellation
        );
        await BulkRows.Write(
            database,
            connection,
            "journey",
            "account_phases",
            ["id", "account_id", "phase", "on", "recorded_at", "backfilled"],
            ids.SelectMany(
                (id, at) =>
                    new object?[][]
                    {
                        [Guid.CreateVersion7(), id, Phases[0], started, learnt, true],
                        [Guid.CreateVersion7(), id, Phases[at % 4], entered, learnt, true],
                    }
            ),
            cancellation
        );
        await BulkRows.Write(
            database,
            connection,
            "health",
            "portfolio",
            [
                "account_id",
                "name",
                "phase",
                "phase_since",
                "last_contact_on",
                "mrr_minor",
                "currency",
                "mrr_on",
                "probability",
                "expected_loss",
                "has_no_loss",
                "band",
                "score_id",
                "scored_as_of",
            ],
            ids.Select(
                (id, at) =>
                {
                    // Some are not scored yet, as in any real portfolio; the measured manager's all are.
                    var (mrr, probability) = (10_000L + (at * 7919L % 990_000), 0.1 + (at * 104_729 % 800 / 1000.0));
                    var isScored = at < AccountsOfAMember || at % 50 != 0;
                    return new object?[]
                    {
                        id,
                        $"Customer {at} of the north",
                        Phases[at % 4],
                        entered,
                        scored.AddDays(-(at % 90)),
                        mrr,
                        "JPY",
                        scored,
                        isScored ? probability : null,
                        isScored ? probability * mrr : null,
                        !isScored,
                        isScored ? Bands[at % 3] : null,
                        isScored ? Guid.CreateVersion7() : null,
                        isScored ? scored : null,
                    };
                }
            ),
            cancellation
        );
        await using var analyze = Database.Command(
            connection,
            database.IsPostgres ? "VACUUM ANALYZE" : "PRAGMA wal_checkpoint(TRUNCATE)"
        );
        analyze.CommandTimeout = 300;
        await analyze.ExecuteNonQueryAsync(cancellation);
        return ids;
    }
}

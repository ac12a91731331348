using CsMonolith.Access.AuditTrail;
using CsMonolith.Access.Storage;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using CsMonolith.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace CsMonolith.Access.Tests.AuditTrail;

public sealed class AuditTrailTests(ITestOutputHelper output) : IDisposable
{
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task What_was_done_is_chained_and_the_end_is_signed()
    {
        await Fill(5);

        (await Seal()).ShouldBe(5);
        await Fill(3);
        (await Verify()).NotYetSealed.ShouldBe(3);
        (await Seal()).ShouldBe(3);

        var verdict = await Verify();
        verdict.ShouldBe(
            new AuditVerdict(
                Holds: true,
                Rows: 8,
                Heads: 2,
                NotYetSealed: 0,
                verdict.Head,
                FirstFault: null,
                AtNumber: null,
                AuditId: null
            )
        );
        verdict.Head.ShouldStartWith("8:");
    }

    [Fact]
    public async Task Nothing_to_seal_makes_no_head()
    {
        await Fill(1);
        await Seal();

        (await Seal()).ShouldBe(0);

        (await Verify()).Heads.ShouldBe(1);
    }

    [Fact]
    public async Task An_empty_trail_holds() =>
        (await Verify()).ShouldBe(
            new AuditVerdict(Holds: true, 0, 0, 0, Head: null, FirstFault: null, AtNumber: null, AuditId: null)
        );

    [Theory]
    [InlineData("audit", "UPDATE {0} SET operation = 'Harmless'")]
    [InlineData("audit", "DELETE FROM {0}")]
    [InlineData("audit_links", "UPDATE {0} SET number = number + 100")]
    [InlineData("audit_links", "DELETE FROM {0}")]
    [InlineData("audit_heads", "DELETE FROM {0}")]
    public async Task The_database_refuses_to_change_the_trail(string table, string statement)
    {
        await Fill(2);
        await Seal();

        await Should.ThrowAsync<System.Data.Common.DbException>(() => Run(statement, table));

        (await Verify()).Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task Every_row_is_chained_once_however_many_seal_at_the_same_time()
    {
        await Fill(40);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Seal)));
        await Seal();

        var verdict = await Verify();
        verdict.Holds.ShouldBeTrue();
        (verdict.Rows, verdict.NotYetSealed).ShouldBe((40, 0));
    }

    [Fact]
    public async Task A_trail_that_grows_while_it_is_verified_holds()
    {
        var sealing = Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                await Fill(1);
                await Seal();
            }
        });

        while (!sealing.IsCompleted)
        {
            (await Verify()).FirstFault.ShouldBeNull();
        }

        await sealing;
        (await Verify()).Rows.ShouldBe(60);
    }

    [Fact]
    public async Task A_trail_that_was_cut_short_misses_the_head_that_was_kept_elsewhere()
    {
        await Fill(4);
        await Seal();
        var kept = (await Verify()).Head!;
        await Fill(2);
        await Seal();
        (await Verify(kept)).Holds.ShouldBeTrue();

        await WithoutGuards();
        foreach (var (table, column) in new[] { ("audit_heads", "number"), ("audit_links", "number") })
        {
            await Run($"DELETE FROM {{0}} WHERE {column} > 3", table);
        }

        await Run("DELETE FROM {0} WHERE id NOT IN (SELECT audit_id FROM {1})", "audit", "audit_links");

        (await Verify()).FirstFault.ShouldBe(
            AuditFault.OtherHead,
            "the last head went with the links, and none ends where the chain ends now"
        );
        (await Verify(kept)).Holds.ShouldBeFalse();
    }

    [Fact]
    public async Task A_trail_that_was_written_anew_misses_the_head_that_was_kept_elsewhere()
    {
        await Fill(4);
        await Seal();
        var kept = (await Verify()).Head!;

        await WithoutGuards();
        await Run("DELETE FROM {0}", "audit_heads");
        await Run("DELETE FROM {0}", "audit_links");
        await Run("UPDATE {0} SET request = 'nothing'", "audit");
        await Seal();

        (await Verify()).Holds.ShouldBeTrue("whoever has the database and its key can write a new trail");
        (await Verify(kept)).FirstFault.ShouldBe(AuditFault.Cut);
    }

    [Fact]
    public async Task A_head_that_somebody_else_signed_is_none()
    {
        await Fill(2);
        await Seal();

        await WithoutGuards();
        await InAccess(db =>
            db.Set<AuditHead>().ExecuteUpdateAsync(set => set.SetProperty(head => head.Signature, new byte[64]))
        );

        (await Verify()).FirstFault.ShouldBe(AuditFault.Unsigned);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    [Trait("When", "nightly")]
    public Task Nobody_tampers_unseen_at_length(int tamperings) => Tamper(tamperings);

    [Fact]
    public Task Nobody_tampers_unseen() => Tamper(40);

    // Each is tried in a transaction that is taken back.
    private async Task Tamper(int tamperings)
    {
        const int rows = 30;
        await Fill(rows);
        await Seal();
        await WithoutGuards();
        var chance = new Random(20261122);
        var seen = 0;
        for (var i = 0; i < tamperings; i++)
        {
            seen += await _shop.InScope(async services =>
            {
                var db = services.GetRequiredService<AccessDb>();
                await using var attempt = await db.Database.BeginTransactionAsync();
                var (one, other) = (chance.Next(1, rows + 1), chance.Next(1, rows + 1));
                other = other == one ? (one % rows) + 1 : other;
                var id = await db.Set<AuditLink>()
                    .Where(link => link.Number == one)
                    .Select(link => link.AuditId)
                    .SingleAsync();
                var row = db.Set<AuditRow>().Where(audited => audited.Id == id);
                await (
                    chance.Next(7) switch
                    {
                        0 => row.ExecuteUpdateAsync(set =>
                            set.SetProperty(audited => audited.Request, audited => audited.Request + " ")
                        ),
                        1 => row.ExecuteUpdateAsync(set => set.SetProperty(audited => audited.Operation, "Harmless")),
                        2 => row.ExecuteUpdateAsync(set =>
                            set.SetProperty(audited => audited.PersonId, Guid.CreateVersion7())
                        ),
                        3 => row.ExecuteUpdateAsync(set =>
                            set.SetProperty(audited => audited.At, audited => audited.At.AddSeconds(1))
                        ),
                        4 => row.ExecuteDeleteAsync(),
                        5 => db.Set<AuditLink>().Where(link => link.Number == one).ExecuteDeleteAsync(),
                        _ => Swap(db, one, other),
                    }
                );
                var verdict = await services
                    .GetRequiredService<AuditVerifier>()
                    .Verify(known: null, (_, _) => { }, CancellationToken.None);
                await attempt.RollbackAsync();
                return verdict.Holds ? 0 : 1;
            });
        }

        output.WriteLine($"{tamperings} tamperings, {seen} seen");
        seen.ShouldBe(tamperings);
        (await Verify()).Holds.ShouldBeTrue();
    }

    private static async Task<int> Swap(AccessDb db, long one, long other)
    {
        var spare = -one;
        await db.Set<AuditLink>()
            .Where(link => link.Number == one)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.Number, spare));
        await db.Set<AuditLink>()
            .Where(link => link.Number == other)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.Number, one));
        return await db.Set<AuditLink>()
            .Where(link => link.Number == spare)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.Number, other));
    }

    private async Task Fill(int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            (await _shop.Send(new OpenCustomer(Guid.NewGuid().ToString("N"), "Aozora"))).Error.ShouldBeNull();
        }
    }

    private Task<int> Seal() =>
        _shop.InScope(services => services.GetRequiredService<AuditSealer>().SealAll(CancellationToken.None));

    private Task<AuditVerdict> Verify(string? kept = null) =>
        _shop.InScope(services =>
            services
                .GetRequiredService<AuditVerifier>()
                .Verify(
                    kept is not null && KnownHead.TryParse(kept, out var head) ? head : null,
                    (_, _) => { },
                    CancellationToken.None
                )
        );

    private async Task WithoutGuards()
    {
        foreach (var table in new[] { "audit", "audit_links", "audit_heads" })
        {
            if (TestDatabase.IsPostgres)
            {
                await Run("DROP TRIGGER kept ON {0}", table);
            }
            else
            {
                await Run("DROP TRIGGER {0}_unchanged", table);
                await Run("DROP TRIGGER {0}_kept", table);
            }
        }
    }

    private Task Run(string statement, params string[] tables) =>
        InAccess(async db =>
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            await db.Database.OpenConnectionAsync();
#pragma warning disable CA2100 // Written here.
            command.CommandText = string.Format(
                System.Globalization.CultureInfo.InvariantCulture,
                statement,
                [.. tables.Select(Qualified)]
            );
#pragma warning restore CA2100
            return await command.ExecuteNonQueryAsync();
        });

    // The rows are the platform's, since every module writes them; the chain over them is of access.
    private static string Qualified(string table) =>
        $"{(table == "audit" ? "platform" : "access")}{(TestDatabase.IsPostgres ? '.' : '_')}{table}";

    private Task<T> InAccess<T>(Func<AccessDb, Task<T>> act) =>
        _shop.InScope(services => act(services.GetRequiredService<AccessDb>()));
}

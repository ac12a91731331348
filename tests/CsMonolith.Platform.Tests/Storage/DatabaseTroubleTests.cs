using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using CsMonolith.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CsMonolith.Platform.Tests.Storage;

public sealed class DatabaseTroubleTests
{
    [Theory]
    [InlineData("57P01")]
    [InlineData("57P03")]
    [InlineData("08006")]
    [InlineData("53300")]
    [InlineData("25P03")]
    [InlineData("40P01")]
    public void A_server_that_is_away_or_crowded_is_no_bug(string state) =>
        DatabaseTrouble.Of(Said(state)).ShouldBe(PlatformErrors.DatabaseAway);

    [Fact]
    public void A_connection_that_breaks_is_no_bug_however_deep_it_is_wrapped() =>
        DatabaseTrouble
            .Of(
                new InvalidOperationException(
                    "likely transient",
                    new DbUpdateException("not saved", new NpgsqlException("broken pipe", new IOException("reset")))
                )
            )
            .ShouldBe(PlatformErrors.DatabaseAway);

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(14)]
    public void A_file_that_is_locked_or_gone_is_no_bug(int code) =>
        DatabaseTrouble.Of(new SqliteException("locked", code)).ShouldBe(PlatformErrors.DatabaseAway);

    [Fact]
    public void A_full_disk_is_told_as_such()
    {
        DatabaseTrouble.Of(Said("53100")).ShouldBe(PlatformErrors.DiskFull);
        DatabaseTrouble.Of(new SqliteException("full", 13)).ShouldBe(PlatformErrors.DiskFull);
        DatabaseTrouble.Of(new IOException("no space", 28)).ShouldBe(PlatformErrors.DiskFull);
    }

    [Fact]
    public void A_bug_stays_a_bug()
    {
        DatabaseTrouble.Of(Said("42P01")).ShouldBeNull();
        DatabaseTrouble.Of(Said("23505")).ShouldBeNull();
        DatabaseTrouble.Of(new SqliteException("no such table", 1)).ShouldBeNull();
        DatabaseTrouble.Of(new HttpRequestException("elsewhere", new IOException("reset"))).ShouldBeNull();
        DatabaseTrouble.Of(new InvalidOperationException("ours")).ShouldBeNull();
    }

    [PostgresFact]
    public async Task A_session_that_the_server_ended_in_mid_transaction_is_no_bug()
    {
        using var shop = new ShopAlone();
        var broken = await Should.ThrowAsync<Exception>(
            shop.InStore(async db =>
            {
                await db.Transact(
                    async () =>
                    {
                        // What notices first may go on, such as a roll-back to a savepoint; the commit must not call it
                        // a bug.
                        await Should.ThrowAsync<PostgresException>(
                            db.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend(pg_backend_pid())")
                        );
                    },
                    CancellationToken.None
                );
                return 0;
            })
        );

        DatabaseTrouble.Of(broken).ShouldBe(PlatformErrors.DatabaseAway);
    }

    [Fact]
    public void Two_transactions_in_each_others_way_are_told_from_a_server_that_is_away()
    {
        DatabaseTrouble.IsContention(Said("40001")).ShouldBeTrue();
        DatabaseTrouble.IsContention(new SqliteException("busy", 5)).ShouldBeTrue();
        DatabaseTrouble.IsContention(Said("57P01")).ShouldBeFalse();
    }

    private static PostgresException Said(string state) => new("as the server says", "ERROR", "ERROR", state);
}

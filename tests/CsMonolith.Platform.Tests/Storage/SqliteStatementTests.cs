using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Storage;
using Microsoft.Data.Sqlite;

namespace CsMonolith.Platform.Tests.Storage;

/// <summary>Rows written by place, beside the same rows written by the provider.</summary>
public sealed class SqliteStatementTests : IDisposable
{
    private const string Ours = "INSERT INTO ours VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    private const string Theirs = "INSERT INTO theirs VALUES (@text, @none, @number, @flag, @id, @day, @at, @whole)";

    private static readonly Guid Id = Guid.Parse("0199abcd-ef01-7000-8000-00000000abef");
    private static readonly DateOnly Day = new(2026, 4, 1);
    private static readonly DateTime At = new DateTime(2026, 4, 1, 9, 5, 7, DateTimeKind.Utc).AddTicks(1234560);
    private static readonly DateTime Whole = new(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SqliteStatementTests()
    {
        _connection.Open();
        foreach (var table in new[] { "ours", "theirs" })
        {
            Execute(
                $"CREATE TABLE {table} (text TEXT, none TEXT, number INTEGER, flag INTEGER, id TEXT PRIMARY KEY, day TEXT, at TEXT, whole TEXT)"
            );
        }
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Each_value_is_kept_as_the_provider_keeps_it()
    {
        using (var add = new SqliteStatement(_connection, Ours))
        {
            Bind(add).Run().ShouldBe(1);
        }

        using var peer = _connection.CreateCommand();
        peer.CommandText = Theirs;
        peer.Parameters.AddWithValue("@text", "解約 '; --");
        peer.Parameters.AddWithValue("@none", DBNull.Value);
        peer.Parameters.AddWithValue("@number", long.MinValue);
        peer.Parameters.AddWithValue("@flag", true);
        peer.Parameters.AddWithValue("@id", Id);
        peer.Parameters.AddWithValue("@day", Day);
        peer.Parameters.AddWithValue("@at", At);
        peer.Parameters.AddWithValue("@whole", Whole);
        peer.ExecuteNonQuery();

        Ask("SELECT count(*) FROM (SELECT * FROM ours EXCEPT SELECT * FROM theirs)").ShouldBe(0);
        Ask(
                "SELECT count(*) FROM ours JOIN theirs ON typeof(ours.number) = typeof(theirs.number) AND typeof(ours.flag) = typeof(theirs.flag)"
            )
            .ShouldBe(1);
    }

    [Fact]
    public void A_row_that_is_there_is_refused_by_its_table_and_the_next_is_taken()
    {
        using var add = new SqliteStatement(_connection, Ours);
        Bind(add).Run();

        Should.Throw<SqliteException>(() => Bind(add).Run()).Message.ShouldContain("ours.id");
        Bind(add, Guid.Parse("0199abcd-ef01-7000-8000-00000000abf0")).Run().ShouldBe(1);

        Ask("SELECT count(*) FROM ours").ShouldBe(2);
    }

    [Fact]
    public void A_question_answers_again_and_again_and_null_where_there_is_nothing()
    {
        using var add = new SqliteStatement(_connection, Ours);
        Bind(add).Run();
        using var look = new SqliteStatement(_connection, "SELECT number FROM ours WHERE id = ?");

        look.Bind(Id).Ask().ShouldBe(long.MinValue);
        look.Bind(Guid.Empty).Ask().ShouldBeNull();
        look.Bind(Id).Ask().ShouldBe(long.MinValue);
    }

    [Fact]
    public void A_text_that_is_no_statement_is_refused() =>
        Should
            .Throw<SqliteException>(() => new SqliteStatement(_connection, "INSERT INTO nowhere VALUES (?)"))
            .Message.ShouldContain("nowhere");

    private static SqliteStatement Bind(SqliteStatement add, Guid? id = null) =>
        add.Bind("解約 '; --")
            .Bind((string?)null)
            .Bind(long.MinValue)
            .Bind(true)
            .Bind(id ?? Id)
            .Bind(Day)
            .Bind(At)
            .Bind(Whole);

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private long Ask(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}

using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CsMonolith.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit.Abstractions;

namespace CsMonolith.Host.Tests;

/// <summary>
/// Journey A2: a company's customers from a file in CP932 with full-width digits, days as 2026年4月1日 and 37 planted
/// faults of 12 kinds. Each is told by line, column and reason in both languages, the others are loaded, and the undo
/// leaves what was there before, to the byte.
/// </summary>
public sealed class JapaneseHistoryTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Headings = "顧客コード,会社名,業種,都道府県,従業員数,席数,利用開始日,ティア,流入経路\r\n";

    // Twelve kinds; the column that must be named is given, or none for the row as a whole.
    private static readonly (string Kind, string Line, string? Column)[] Planted =
    [
        ("no number of the customer", ",無名商事,製造業,東京都,10,1,2026年4月1日,1,紹介", "externalId"),
        ("no number of the customer", "　,無名商事,製造業,東京都,10,1,2026年4月1日,1,紹介", "externalId"),
        ("no number of the customer", "\"\",無名商事,製造業,東京都,10,1,2026年4月1日,1,紹介", "externalId"),
        ("no name", "F04,,製造業,東京都,10,1,2026年4月1日,1,紹介", "name"),
        ("no name", "F05,　　,製造業,東京都,10,1,2026年4月1日,1,紹介", "name"),
        ("no name", "F06,\" \",製造業,東京都,10,1,2026年4月1日,1,紹介", "name"),
        ("no day", "F07,青空,製造業,東京都,10,1,四月一日,1,紹介", "startedOn"),
        ("no day", "F08,青空,製造業,東京都,10,1,未定,1,紹介", "startedOn"),
        ("no day", "F09,青空,製造業,東京都,10,1,来月から,1,紹介", "startedOn"),
        ("a day that is not in the calendar", "F10,青空,製造業,東京都,10,1,2026年2月30日,1,紹介", "startedOn"),
        ("a day that is not in the calendar", "F11,青空,製造業,東京都,10,1,2026年13月1日,1,紹介", "startedOn"),
        ("a day that is not in the calendar", "F12,青空,製造業,東京都,10,1,令和8年2月29日,1,紹介", "startedOn"),
        ("a day of two meanings", "F13,青空,製造業,東京都,10,1,4/1/2026,1,紹介", "startedOn"),
        ("a day of two meanings", "F14,青空,製造業,東京都,10,1,26-04-01,1,紹介", "startedOn"),
        ("a day of two meanings", "F15,青空,製造業,東京都,10,1,５/６/２０２６,1,紹介", "startedOn"),
        ("no number", "F16,青空,製造業,東京都,10,三十,2026年4月1日,1,紹介", "seats"),
        ("no number", "F17,青空,製造業,東京都,10,30-40,2026年4月1日,1,紹介", "seats"),
        ("no number", "F18,青空,製造業,東京都,\"1,20\",1,2026年4月1日,1,紹介", "employees"),
        ("a fraction", "F19,青空,製造業,東京都,10,1.5,2026年4月1日,1,紹介", "seats"),
        ("a fraction", "F20,青空,製造業,東京都,10,２．５,2026年4月1日,1,紹介", "seats"),
        ("a fraction", "F21,青空,製造業,東京都,0.5,1,2026年4月1日,1,紹介", "employees"),
        ("a number out of range", "F22,青空,製造業,東京都,10,-1,2026年4月1日,1,紹介", "seats"),
        ("a number out of range", "F23,青空,製造業,東京都,10,99999999999,2026年4月1日,1,紹介", "seats"),
        ("a number out of range", "F24,青空,製造業,東京都,△5,1,2026年4月1日,1,紹介", "employees"),
        ("an id that stands already", "C-0000001,別の会社,製造業,東京都,10,1,2026年4月1日,1,紹介", "externalId"),
        ("an id that stands already", "Ｃ－０００００02,別の会社,製造業,東京都,10,1,2026年4月1日,1,紹介", "externalId"),
        ("an id that stands already", "C-0000003 ,別の会社,製造業,東京都,10,1,2026年4月1日,1,紹介", "externalId"),
        ("a text that is too long", $"F28,{new string('長', 201)},製造業,東京都,10,1,2026年4月1日,1,紹介", "name"),
        ("a text that is too long", $"F29,青空,{new string('業', 101)},東京都,10,1,2026年4月1日,1,紹介", "industry"),
        (
            "a text that is too long",
            $"F30,青空,製造業,東京都,10,1,2026年4月1日,1,{new string('紹', 101)}",
            "acquiredThrough"
        ),
        ("too many cells", "F31,青空,製造業,東京都,10,1,2026年4月1日,1,紹介,余り", null),
        ("too many cells", "F32,青空,商事,製造業,東京都,10,1,2026年4月1日,1,紹介", null),
        ("too many cells", "F33,青空,製造業,東京都,10,1,2026年4月1日,1,紹介,,,余,り", null),
        ("a quotation mark left open", "F34,\"青空,製造業,東京都,10,1,2026年4月1日,1,紹介", null),
        ("a quotation mark left open", "\"F35,青空,製造業,東京都,10,1,2026年4月1日,1,紹介", null),
        ("a quotation mark left open", "F36,青空,製造業,東京都,10,1,2026年4月1日,1,\"紹介", null),
        ("a quotation mark left open", "F37,青空,\"製造業\"等,東京都,10,1,2026年4月1日,1,紹介", null),
    ];

    private readonly TestDatabase _database = TestDatabase.Fresh(WholeHost.Modules);
    private WholeHost _host = null!;
    private HttpClient _client = null!;
    private ImportClient _imports = null!;

    public async Task InitializeAsync()
    {
        _host = WholeHost.On(_database, TimeProvider.System);
        _client = await _host.AsAdmin();
        _imports = new ImportClient(_client);
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        _host.Dispose();
        _database.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public Task A2_37_faults_of_12_kinds_among_5000_customers_are_told_and_the_undo_leaves_no_trace() => Go(5_000);

    [Fact]
    [Trait("When", "nightly")]
    public Task A2_37_faults_of_12_kinds_among_100000_customers_are_told_and_the_undo_leaves_no_trace() => Go(100_000);

    private async Task Go(int rows)
    {
        Planted.Select(fault => fault.Kind).Distinct().Count().ShouldBe(12);
        Planted.Length.ShouldBe(37);
        await _imports.Load(
            "accounts",
            Encoding.UTF8.GetBytes("顧客コード,会社名,席数\nC-0000004,旧社名,1\nZ-1,関係のない会社,5\n")
        );
        var before = await Dump();
        var (file, wanted) = Make(rows);

        var import = await _imports.Upload("accounts", file, "顧客一覧.csv", source: "会計システム");
        (import["encoding"]!.ToString(), import["rows"]!.GetValue<int>()).ShouldBe(("cp932", rows));
        import["missingColumns"]!.AsArray().ShouldBeEmpty();
        var began = Stopwatch.GetTimestamp();
        var preview = ((await _client.GetFromJsonAsync<JsonNode>($"/v1/imports/{import["id"]}/preview"))!)[
            "rows"
        ]!.AsArray();
        output.WriteLine($"{rows} rows: preview {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s");
        preview[0]!["values"]!["seats"]!.ToString().ShouldBe("12");

        var good = rows - Planted.Length;
        var expected = $"create {good - 1}, update 1, skip 0, error 37, flagged 0";
        ImportClient.Told(await _imports.Run(import, "dry-run")).ShouldBe(expected);
        (await Dump()).ShouldBe(before);
        await ShouldTell(import, wanted);
        ImportClient.Told(await _imports.Run(import, "commit")).ShouldBe(expected);
        await ShouldTell(import, wanted);
        (await Dump()).ShouldNotBe(before);

        await _imports.Run(import, "undo");

        var after = await Dump();
        after.Split('\n').Except(before.Split('\n')).Take(5).ShouldBeEmpty();
        (after == before).ShouldBeTrue();
    }

    private async Task ShouldTell(JsonNode import, IReadOnlyList<(int Line, string? Column)> wanted)
    {
        foreach (var (language, isJapanese) in new[] { ("ja", true), ("en", false) })
        {
            var told = await _imports.Faults(import, language);
            told.Select(fault => (fault["line"]!.GetValue<int>(), (string?)fault["column"])).ShouldBe(wanted, language);
            told.ShouldAllBe(fault => fault["message"]!.ToString().Length > 10);
            told.ShouldAllBe(fault => fault["message"]!.ToString().EndsWith('。') == isJapanese);
        }
    }

    // The faults stand evenly between good rows, none of them in the first ten.
    private static (byte[] File, IReadOnlyList<(int Line, string? Column)> Wanted) Make(int rows)
    {
        var text = new StringBuilder(Headings);
        var wanted = new List<(int, string?)>();
        var every = (rows - 20) / Planted.Length;
        for (int row = 0, good = 0; row < rows; row++)
        {
            if (row >= 10 && (row - 10) % every == 0 && wanted.Count < Planted.Length)
            {
                wanted.Add((row + 2, Planted[wanted.Count].Column));
                text.Append(Planted[wanted.Count - 1].Line);
            }
            else
            {
                good++;
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"C-{good:D7},株式会社東都第{good}商事,製造業,東京都,\"１，２００\",１２,20{10 + (good % 15)}年4月1日,{1 + (good % 4)},紹介"
                );
            }

            text.Append("\r\n");
        }

        return (CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(text.ToString()), wanted);
    }

    // Every row of the domain's tables as text, by table and in the order of the text. How often a row was saved is no
    // part of what it says.
    private async Task<string> Dump()
    {
        await using DbConnection connection = TestDatabase.IsPostgres
            ? new NpgsqlConnection(_database.ConnectionString)
            : new SqliteConnection(_database.ConnectionString);
        await connection.OpenAsync();
        await Settled(connection);
        var tables = await Texts(
            connection,
            TestDatabase.IsPostgres
                ? "SELECT table_schema || '.' || table_name FROM information_schema.tables WHERE table_schema IN ('journey', 'revenue', 'feedback', 'health', 'compensation') AND table_type = 'BASE TABLE'"
                : "SELECT name FROM sqlite_master WHERE type = 'table' AND (name LIKE 'journey%' OR name LIKE 'revenue%' OR name LIKE 'feedback%' OR name LIKE 'health%' OR name LIKE 'compensation%')"
        );
        tables.Count.ShouldBeGreaterThan(50);
        var dump = new StringBuilder();
        foreach (var table in tables.Order(StringComparer.Ordinal))
        {
            var name = TestDatabase.IsPostgres
                ? string.Join('.', table.Split('.').Select(part => $"\"{part}\""))
                : $"\"{table}\"";
            foreach (var row in (await Texts(connection, $"SELECT * FROM {name}")).Order(StringComparer.Ordinal))
            {
                dump.Append(table).Append('\t').Append(row).Append('\n');
            }
        }

        return dump.ToString();
    }

    private static async Task<List<string>> Texts(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are written here.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(
                string.Join(
                    '\t',
                    Enumerable
                        .Range(0, reader.FieldCount)
                        .Where(i => !reader.GetName(i).Equals("version", StringComparison.OrdinalIgnoreCase))
                        .Select(i =>
                            reader.GetValue(i) is byte[] bytes
                                ? Convert.ToHexString(bytes)
                                : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)
                        )
                )
            );
        }

        return rows;
    }

    // News of what was loaded is still on its way when the load is done.
    private static async Task Settled(DbConnection connection)
    {
        var waiting =
            $"SELECT count(*) FROM {(TestDatabase.IsPostgres ? "platform.outbox" : "platform_outbox")} WHERE delivered_at IS NULL";
        for (var again = 0; (await Texts(connection, waiting)).Single() != "0"; again++)
        {
            again.ShouldBeLessThan(12_000, "the news is never all heard");
            await Task.Delay(50);
        }
    }
}

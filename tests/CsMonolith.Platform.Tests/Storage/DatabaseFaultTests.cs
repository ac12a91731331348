using System.Text;
using CsMonolith.Platform.Storage;
using CsMonolith.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Storage;

/// <summary>
/// A host is started on a file that it cannot work with: one sentence in each language, and nothing written.
/// </summary>
public sealed class DatabaseFaultTests : IDisposable
{
    private const string NoFile = "PostgreSQL has no file that could be broken.";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("database-fault-");

    private string File => Path.Combine(_folder.FullName, "csmonolith.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [SqliteFact(NoFile)]
    public async Task A_file_that_is_no_database_is_left_alone()
    {
        await System.IO.File.WriteAllTextAsync(File, "account,name\nC-1,みなと物流\n");

        await Refused("is no SQLite database", "SQLite のデータベースではありません");
    }

    [SqliteFact(NoFile)]
    public async Task A_file_of_a_few_bytes_is_no_database()
    {
        await System.IO.File.WriteAllBytesAsync(File, [0, 1, 2]);

        await Refused("is no SQLite database", "SQLite のデータベースではありません");
    }

    [SqliteFact(NoFile)]
    public async Task A_truncated_file_is_left_alone()
    {
        await Made();
        await using (var stream = new FileStream(File, FileMode.Open))
        {
            stream.SetLength(stream.Length / 2);
        }

        await Refused("truncated or damaged", "途中で切れているか壊れています");
    }

    [SqliteFact(NoFile)]
    public async Task A_file_whose_schema_is_overwritten_is_left_alone()
    {
        await Made();
        await using (var stream = new FileStream(File, FileMode.Open))
        {
            stream.Position = 100;
            await stream.WriteAsync(Encoding.ASCII.GetBytes(new string('x', 3_000)));
        }

        await Refused("truncated or damaged", "途中で切れているか壊れています");
    }

    [SqliteFact(NoFile)]
    public async Task A_folder_that_cannot_be_made_or_written_is_told_with_its_remedy()
    {
        // A file stands where the folder should be: nobody has the right to make one there, whoever runs the test.
        var inTheWay = Path.Combine(_folder.FullName, "taken");
        await System.IO.File.WriteAllTextAsync(inTheWay, "");

        await Refused("give this process the right", "権限をこのプロセスに与えるか", Path.Combine(inTheWay, "x.db"));
    }

    [PostgresFact]
    public async Task A_server_that_does_not_answer_is_told_with_its_remedy()
    {
        var said = await Start(
            ("Database:Provider", "postgres"),
            ("Database:ConnectionString", "Host=127.0.0.1;Port=1")
        );

        said.ShouldNotBeNull().ShouldContain("cannot be used");
        said.ShouldContain("PostgreSQL に接続できません");
        said.Split('\n').Length.ShouldBe(2);
    }

    [SqliteFact(NoFile)]
    public async Task A_database_that_is_whole_or_not_there_yet_is_taken()
    {
        (await Start(Sqlite(File))).ShouldBeNull();
        (await Start(Sqlite(File))).ShouldBeNull();
    }

    private static (string, string)[] Sqlite(string file) =>
        [("Database:Provider", "sqlite"), ("Database:ConnectionString", $"Data Source={file};Pooling=False")];

    // As the host starts: the lock, then the migrations.
    private static async Task<string?> Start(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection().AddLogging();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(one => one.Key, one => (string?)one.Value))
            .Build();
        services.AddPlatform(configuration).AddSingleton<HostLock>();
        await using var host = services.BuildServiceProvider();
        return PlatformServices.Claim(host) ?? await PlatformServices.Migrate(host, CancellationToken.None);
    }

    private async Task Made()
    {
        (await Start(Sqlite(File))).ShouldBeNull();
        SqliteConnection.ClearAllPools();
        foreach (var beside in Directory.GetFiles(_folder.FullName).Where(name => name != File))
        {
            System.IO.File.Delete(beside);
        }
    }

    private async Task Refused(string en, string ja, string? file = null)
    {
        var before = System.IO.File.Exists(File) ? await System.IO.File.ReadAllBytesAsync(File) : [];

        var said = (await Start(Sqlite(file ?? File))).ShouldNotBeNull();

        said.Split('\n').Length.ShouldBe(2);
        said.ShouldContain(en);
        said.ShouldContain(ja);
        if (before.Length > 0)
        {
            (await System.IO.File.ReadAllBytesAsync(File)).ShouldBe(before);
        }
    }
}

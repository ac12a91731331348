using CsMonolith.Platform.Storage;

namespace CsMonolith.Platform.Tests.Storage;

public sealed class HostLockTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"lock_{Guid.NewGuid():N}.db");

    private DatabaseSettings Sqlite =>
        new(IsPostgres: false, $"Data Source={_file};Pooling=True", MigrateAtStart: true);

    public void Dispose()
    {
        File.Delete(_file + ".lock");
        File.Delete(_file + ".pid");
    }

    [Fact]
    public void A_second_host_is_told_which_file_and_which_process()
    {
        using var first = new HostLock(Sqlite);
        using var second = new HostLock(Sqlite);
        first.Take().ShouldBeNull();

        var refusal = second.Take();

        refusal.ShouldNotBeNull();
        refusal.ShouldContain(_file);
        refusal.ShouldContain($"process {Environment.ProcessId}");
        refusal.ShouldContain($"プロセス {Environment.ProcessId}");
    }

    [Fact]
    public void What_a_dead_host_left_behind_keeps_nobody_out()
    {
        File.WriteAllText(_file + ".lock", "");
        File.WriteAllText(_file + ".pid", "99999999");
        using var host = new HostLock(Sqlite);

        host.Take().ShouldBeNull();

        File.ReadAllText(_file + ".pid").ShouldBe($"{Environment.ProcessId}");
    }

    [Fact]
    public void The_next_host_comes_in_when_the_first_has_ended()
    {
        var first = new HostLock(Sqlite);
        first.Take();
        first.Dispose();
        using var second = new HostLock(Sqlite);

        second.Take().ShouldBeNull();
    }

    [Fact]
    public void Hosts_share_PostgreSQL()
    {
        var postgres = new DatabaseSettings(IsPostgres: true, "Host=127.0.0.1;Database=shared", MigrateAtStart: true);
        using var first = new HostLock(postgres);
        using var second = new HostLock(postgres);

        (first.Take(), second.Take()).ShouldBe((null, null));
    }
}

using System.Data;
using System.Text.Json;
using CsMonolith.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// A module's own database context: its tables under its schema (PostgreSQL) or prefix (SQLite), beside the platform's
/// tables that its transactions write to. State, news and audit rows commit together or not at all.
/// </summary>
public abstract class ModuleDb(DbContextOptions options, StorageTools tools) : DbContext(options)
{
    private readonly List<IEvent> _news = [];

    /// <summary>The module's name: its schema or table prefix.</summary>
    public abstract string Module { get; }

    /// <summary>The clock by which facts are recorded.</summary>
    public Clock Clock => tools.Clock;

    /// <summary>The import in progress, if any.</summary>
    public ImportInProgress Import => tools.Import;

    /// <summary>Whether this is PostgreSQL; the few statements that differ ask it.</summary>
    public bool IsPostgres => Database.ProviderName == "Npgsql.EntityFrameworkCore.PostgreSQL";

    /// <summary>
    /// Runs work in one transaction and commits unless it is refused. Joins the present transaction if there is one.
    /// Waits for the write gate under SQLite, so do not call out to slow things inside.
    /// </summary>
    public async Task<TOutcome> Transact<TOutcome>(Func<Task<TOutcome>> work, CancellationToken cancellation)
        where TOutcome : IOutcome<TOutcome>
    {
        if (Database.CurrentTransaction is not null)
        {
            return await work();
        }

        using var turn = await tools.Gate.Enter(cancellation);
        await using var transaction = await Database.BeginTransactionAsync(cancellation);
        TOutcome outcome;
        try
        {
            await Begin(cancellation);
            Former.Clear();
            outcome = await work();
            if (outcome.Error is not null)
            {
                Forget();
                return outcome;
            }

            await SaveChangesAsync(cancellation);
            foreach (var step in tools.Steps)
            {
                await step.BeforeCommit(this, cancellation);
            }

            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (InvalidOperationException completed)
            when (IsPostgres && Database.GetDbConnection().State != ConnectionState.Open)
        {
            // Npgsql says of a transaction whose session the server ended between two statements that it is completed
            // already.
            throw new NpgsqlException("The connection broke in the middle of a transaction.", completed);
        }

        tools.Committed.Notify();
        return outcome;
    }

    /// <summary>Runs work in one transaction and commits.</summary>
    public Task Transact(Func<Task> work, CancellationToken cancellation) =>
        Transact(
            async () =>
            {
                await work();
                return Result.Done;
            },
            cancellation
        );

    /// <summary>
    /// Runs work within the present transaction and takes it alone back if it is refused: one item of many.
    /// </summary>
    public async Task<TOutcome> Attempt<TOutcome>(Func<Task<TOutcome>> work, CancellationToken cancellation)
        where TOutcome : IOutcome<TOutcome>
    {
        const string Here = "attempt";
        var transaction =
            Database.CurrentTransaction
            ?? throw new InvalidOperationException($"{Module}: attempts are made inside {nameof(Transact)} only.");
        await transaction.CreateSavepointAsync(Here, cancellation);
        var outcome = await work();
        if (outcome.Error is not null)
        {
            await transaction.RollbackToSavepointAsync(Here, cancellation);
        }
        else
        {
            await SaveChangesAsync(cancellation);
        }

        await transaction.ReleaseSavepointAsync(Here, cancellation);
        Forget();
        return outcome;
    }

    /// <summary>
    /// Runs work in one transaction and takes everything back: how a dry run sees what a commit would do.
    /// </summary>
    public async Task Rehearse(Func<Task> work, CancellationToken cancellation)
    {
        using var turn = await tools.Gate.Enter(cancellation);
        await using var transaction = await Database.BeginTransactionAsync(cancellation);
        await Begin(cancellation);
        await work();
        await transaction.RollbackAsync(CancellationToken.None);
        Forget();
    }

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        if (Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException(
                $"{Module}: changes are saved inside {nameof(Transact)} only, so that state, news and audit commit "
                    + "together."
            );
        }

        ChangeTracker.DetectChanges();
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return await SaveDetected(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    /// <summary>
    /// Stores new rows that are never edited, such as facts, at once and many to a statement; no entity keeps track of
    /// them. Within a transaction; an import notes them like all else.
    /// </summary>
    public async Task Append<TRow>(IReadOnlyList<TRow> rows, CancellationToken cancellation)
        where TRow : class
    {
        foreach (var step in tools.Steps)
        {
            await step.BeforeAppend(this, rows, cancellation);
        }

        await BulkAppend.Append(this, rows, cancellation);
    }

    /// <summary>
    /// Publishes news that no aggregate raised, such as that of a bulk load. It is stored with the next save.
    /// </summary>
    public void Publish(IEvent news) => _news.Add(news);

    /// <summary>
    /// Lets every host forget what it remembers of who may see what, once this transaction commits, and holds back
    /// others who would move the same version until it ends.
    /// </summary>
    /// <param name="version"><see cref="AccessVersionRow.SignIn"/> or <see cref="AccessVersionRow.Scope"/>.</param>
    /// <param name="cancellation">Ends the statement.</param>
    public Task Move(string version, CancellationToken cancellation) =>
        Set<AccessVersionRow>()
            .Where(row => row.Name == version)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version + 1), cancellation);

    /// <summary>What the present transaction replaced and no audit row has told yet.</summary>
    internal FormerValues Former { get; } = new();

    /// <summary>Maps the module's own tables.</summary>
    protected abstract void Shape(ModelBuilder model);

    /// <inheritdoc />
    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Shape(modelBuilder);
        MapPlatformTables(modelBuilder);
        NarrowText.Map(modelBuilder, IsPostgres);
        TableNames.Apply(modelBuilder, Module, IsPostgres);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcInstants>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<Month>().HaveConversion<MonthText>();
    }

    // Every entity has been looked at once; from here on only those that this touches are looked at again.
    private async Task<int> SaveDetected(bool acceptAllChangesOnSuccess, CancellationToken cancellation)
    {
        Former.See(ChangeTracker.Entries());
        var versions = new List<VersionRow>();
        foreach (var entry in ChangeTracker.Entries<Aggregate>().ToList())
        {
            _news.AddRange(entry.Entity.News);
            if (entry.State is EntityState.Added or EntityState.Modified || entry.Entity.News.Count > 0)
            {
                if (entry.State != EntityState.Added)
                {
                    versions.Add(VersionRow.Of(entry, tools.Clock.Now));
                }

                entry.Entity.MarkSaved();
                entry.DetectChanges();
            }
        }

        var writes = tools.Steps.Select(step => step.BeforeSave(this)).OfType<Func<CancellationToken, Task>>().ToList();
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellation);
        foreach (var write in writes)
        {
            await write(cancellation);
        }

        await BulkAppend.Append(this, versions, cancellation);
        if (_news.Count > 0)
        {
            foreach (var step in tools.Steps)
            {
                await step.Publish(this, _news, cancellation);
            }
        }

        _news.Clear();
        return saved;
    }

    private async Task Begin(CancellationToken cancellation)
    {
        foreach (var step in tools.Steps)
        {
            await step.Begin(this, cancellation);
        }
    }

    // The platform's rows are mapped beside their types. Every module may write them, and only the platform's own
    // context migrates them: a module's design-time model, from which its migrations and its snapshot are made, leaves
    // them out.
    private void MapPlatformTables(ModelBuilder model)
    {
        var isOwner = this is PlatformDb;
        if (EF.IsDesignTime && !isOwner)
        {
            return;
        }

        model.ApplyConfigurationsFromAssembly(typeof(ModuleDb).Assembly);
        foreach (
            var row in model.Model.GetEntityTypes().Where(row => row.ClrType.Assembly == typeof(ModuleDb).Assembly)
        )
        {
            row.SetIsTableExcludedFromMigrations(!isOwner);
        }
    }

    // What was tracked is not what is stored any more, and what was published did not happen.
    private void Forget()
    {
        ChangeTracker.Clear();
        _news.Clear();
        Former.Clear();
    }

    private sealed class UtcInstants()
        : ValueConverter<DateTime, DateTime>(
            instant => MustBeUtc(instant),
            stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc)
        )
    {
        private static DateTime MustBeUtc(DateTime instant) =>
            instant.Kind == DateTimeKind.Utc
                ? instant
                : throw new InvalidOperationException("Instants are stored in UTC.");
    }

    private sealed class MonthText()
        : ValueConverter<Month, string>(month => month.ToString(), text => Month.Parse(text, null));
}

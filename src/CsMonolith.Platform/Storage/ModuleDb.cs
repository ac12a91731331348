using System.Data;
using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Modules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// A module's own database context: its tables under its schema (PostgreSQL) or prefix (SQLite), beside the platform's tables
/// that its transactions write to. State, news and audit rows commit together or not at all.
/// </summary>
public abstract class ModuleDb(DbContextOptions options, StorageTools tools) : DbContext(options)
{
    private readonly List<OutboxRow> _news = [];

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
            await tools.Job.Mark(this, cancellation);
            outcome = await work();
            if (outcome.Error is not null)
            {
                Forget();
                return outcome;
            }

            await SaveChangesAsync(cancellation);
            await tools.Job.MustBeHeld(this, cancellation);
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (InvalidOperationException completed)
            when (IsPostgres && Database.GetDbConnection().State != ConnectionState.Open)
        {
            // Npgsql says of a transaction whose session the server ended between two statements that it is completed already.
            throw new NpgsqlException("The connection broke in the middle of a transaction.", completed);
        }

        tools.OutboxSignal.Ring();
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

    /// <summary>Runs work within the present transaction and takes it alone back if it is refused: one item of many.</summary>
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

    /// <summary>Runs work in one transaction and takes everything back: how a dry run sees what a commit would do.</summary>
    public async Task Rehearse(Func<Task> work, CancellationToken cancellation)
    {
        using var turn = await tools.Gate.Enter(cancellation);
        await using var transaction = await Database.BeginTransactionAsync(cancellation);
        await tools.Job.Mark(this, cancellation);
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
                $"{Module}: changes are saved inside {nameof(Transact)} only, so that state, news and audit commit together."
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
    /// Stores new rows that are never edited, such as facts, at once and many to a statement; no entity keeps track of them. Within
    /// a transaction; an import notes them like all else.
    /// </summary>
    public async Task Append<TRow>(IReadOnlyList<TRow> rows, CancellationToken cancellation)
        where TRow : class
    {
        if (tools.Import.Id is { } import)
        {
            await BulkAppend.Append(
                this,
                ChangeCapture.Created(Model.FindEntityType(typeof(TRow))!, rows, import),
                cancellation
            );
        }

        await BulkAppend.Append(this, rows, cancellation);
    }

    /// <summary>Stores news that no aggregate raised, such as that of a bulk load.</summary>
    public void Tell(IEvent news) => _news.Add(Store(news));

    /// <summary>
    /// Lets every host forget what it remembers of who may see what, once this transaction commits, and holds back others who would
    /// move the same version until it ends.
    /// </summary>
    /// <param name="version"><see cref="AccessVersionRow.SignIn"/> or <see cref="AccessVersionRow.Scope"/>.</param>
    /// <param name="cancellation">Ends the statement.</param>
    public Task Move(string version, CancellationToken cancellation) =>
        Set<AccessVersionRow>()
            .Where(row => row.Name == version)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version + 1), cancellation);

    /// <summary>Maps the module's own tables.</summary>
    protected abstract void Shape(ModelBuilder model);

    /// <inheritdoc />
    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Shape(modelBuilder);
        PlatformTables.Map(modelBuilder, owned: this is PlatformDb);
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
        var versions = new List<VersionRow>();
        foreach (var entry in ChangeTracker.Entries<Aggregate>().ToList())
        {
            _news.AddRange(entry.Entity.News.Select(Store));
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

        var changes = tools.Import.Id is { } import ? ChangeCapture.Take(ChangeTracker, import) : [];
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellation);
        await BulkAppend.Append(this, changes, cancellation);
        await BulkAppend.Append(this, versions, cancellation);
        await BulkAppend.Append(this, _news, cancellation);
        _news.Clear();
        return saved;
    }

    // What was tracked is not what is stored any more, and what was told did not happen.
    private void Forget()
    {
        ChangeTracker.Clear();
        _news.Clear();
    }

    private OutboxRow Store(IEvent news) =>
        new()
        {
            MessageId = Guid.CreateVersion7(),
            Lane = news.AccountId?.ToString() ?? "-",
            News = Reaction.NameOf(news.GetType()),
            Payload = JsonSerializer.Serialize(news, news.GetType(), Wire.Json),
            StoredAt = tools.Clock.Now,
        };

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

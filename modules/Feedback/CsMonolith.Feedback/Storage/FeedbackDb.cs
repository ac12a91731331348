using CsMonolith.Platform.Storage;

namespace CsMonolith.Feedback.Storage;

/// <summary>
/// Feedback's tables. Each noun's mapping stands beside the noun, so that this class knows none of them.
/// </summary>
internal abstract class FeedbackDb(DbContextOptions options, StorageTools tools) : ModuleDb(options, tools)
{
    /// <summary>The schema under PostgreSQL, the table prefix under SQLite.</summary>
    public const string Schema = "feedback";

    public override string Module => Schema;

    /// <summary>
    /// The instant from which a fact counts as known: the later of when it took effect and when it was recorded.
    /// </summary>
    public DateTime KnownFrom(DateTime effective)
    {
        var recorded = Import.RecordedAt(Clock.DayOf(effective), Clock);
        return recorded > effective ? recorded : effective;
    }

    protected override void Shape(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(FeedbackDb).Assembly);
}

internal sealed class SqliteFeedbackDb(DbContextOptions<SqliteFeedbackDb> options, StorageTools tools)
    : FeedbackDb(options, tools);

internal sealed class PostgresFeedbackDb(DbContextOptions<PostgresFeedbackDb> options, StorageTools tools)
    : FeedbackDb(options, tools);

internal sealed class SqliteFeedbackDesign()
    : DesignTime<SqliteFeedbackDb>(
        FeedbackDb.Schema,
        postgres: false,
        (options, tools) => new((DbContextOptions<SqliteFeedbackDb>)options, tools)
    );

internal sealed class PostgresFeedbackDesign()
    : DesignTime<PostgresFeedbackDb>(
        FeedbackDb.Schema,
        postgres: true,
        (options, tools) => new((DbContextOptions<PostgresFeedbackDb>)options, tools)
    );

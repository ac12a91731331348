using CsMonolith.Feedback.FieldCards;
using CsMonolith.Feedback.Surveys;
using CsMonolith.Feedback.Tickets;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Feedback.Storage;

/// <summary>What Feedback remembers.</summary>
internal abstract class FeedbackDb(DbContextOptions options, StorageTools tools) : ModuleDb(options, tools)
{
    /// <summary>The schema under PostgreSQL, the table prefix under SQLite.</summary>
    public const string Schema = "feedback";

    public override string Module => Schema;

    public DbSet<Ticket> Tickets => Set<Ticket>();

    public DbSet<SurveyAnswer> SurveyAnswers => Set<SurveyAnswer>();

    public DbSet<FieldCard> FieldCards => Set<FieldCard>();

    /// <summary>When a fact that took effect at an instant counts as known: once it has happened and has been recorded.</summary>
    public DateTime KnownFrom(DateTime effective)
    {
        var recorded = Import.RecordedAt(Clock.DayOf(effective), Clock);
        return recorded > effective ? recorded : effective;
    }

    // Each noun's mapping stands beside the noun, in its own folder.
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

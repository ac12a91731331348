using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// The one clock that several hosts share: the database server's. A SQLite file has one host, whose clock it is.
/// </summary>
internal static class DatabaseTime
{
    public static async Task<DateTime> Now(ModuleDb db, CancellationToken cancellation) =>
        db.IsPostgres
            ? await db.Database.SqlQuery<DateTime>($"SELECT clock_timestamp() AS \"Value\"").SingleAsync(cancellation)
            : db.Clock.Now;
}

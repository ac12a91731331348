using CsMonolith.Revenue.Ledger.MonthCloses;

namespace CsMonolith.Revenue.Ledger.Facts;

/// <summary>
/// Decides when an imported fact counts as recorded. History of before go-live is recorded on the day it took effect.
/// Where that month is closed already, nobody knew the fact at the close: it is recorded now and becomes an adjustment.
/// </summary>
internal sealed class HistoryGate(RevenueDb db, DateOnly? closedThrough)
{
    public static async Task<HistoryGate> Open(RevenueDb db, CancellationToken cancellation) =>
        new(db, (await MonthClose.Last(db, cancellation))?.Last);

    public Recording RecordingOf(DateOnly day) =>
        db.Import.IsHistory && !(day <= closedThrough)
            ? new Recording(db.Import.RecordedAt(day, db.Clock), Backfilled: true)
            : new Recording(db.Clock.Now, Backfilled: false);
}

using CsMonolith.Health.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform.Jobs;
using MediatR;

namespace CsMonolith.Health.Usage;

/// <summary>Sum usage up again, day by day. Loads do so themselves; this makes good whatever was changed beside them.</summary>
internal sealed record RollUpUsage(DateOnly To, int Days) : IJob<RolledUpUsage>;

internal sealed record RolledUpUsage(DateOnly From, DateOnly To);

internal sealed class RollUpUsageHandler(HealthDb db, JobProgress progress) : IRequestHandler<RollUpUsage, Result<RolledUpUsage>>
{
    // Short enough that other writers hardly wait.
    private const int DaysAtOnce = 7;

    public async Task<Result<RolledUpUsage>> Handle(RollUpUsage ask, CancellationToken cancellationToken)
    {
        var rollUp = new UsageRollUp(db);
        var from = ask.To.AddDays(1 - ask.Days);
        for (var first = from; first <= ask.To; first = first.AddDays(DaysAtOnce))
        {
            var last = first.AddDays(DaysAtOnce - 1) is var week && week < ask.To ? week : ask.To;
            progress.Tell((first.DayNumber - from.DayNumber) * 100 / ask.Days, $"Summing up usage to {last:yyyy-MM-dd}", $"利用実績を集計中({last:yyyy-MM-dd}まで)");
            await db.Transact(() => rollUp.Restate(first, last, cancellationToken), cancellationToken);
        }

        return new RolledUpUsage(from, ask.To);
    }
}

using CsMonolith.Kernel;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// Forget idempotency keys that have expired, and the steps of versions that nobody can have in hand any more.
/// </summary>
internal sealed record ForgetRequests : IJob<ForgottenRequests>;

internal sealed record ForgottenRequests(int Keys, int Versions);

internal sealed class ForgetRequestsHandler(PlatformDb db) : IRequestHandler<ForgetRequests, Result<ForgottenRequests>>
{
    /// <summary>How long the steps of a version are kept.</summary>
    public static readonly TimeSpan VersionsKept = TimeSpan.FromDays(30);

    // Small enough that other writers do not notice.
    private const int RowsAtOnce = 2000;

    public async Task<Result<ForgottenRequests>> Handle(ForgetRequests ask, CancellationToken cancellationToken)
    {
        var now = db.Clock.Now;
        var old = now - VersionsKept;
        return new ForgottenRequests(
            await Delete(
                db.Set<IdempotencyRow>().Where(row => row.ExpiresAt <= now).OrderBy(row => row.ExpiresAt),
                cancellationToken
            ),
            await Delete(db.Set<VersionRow>().Where(row => row.At <= old).OrderBy(row => row.At), cancellationToken)
        );
    }

    private async Task<int> Delete<TRow>(IQueryable<TRow> rows, CancellationToken cancellation)
    {
        var (all, some) = (0, RowsAtOnce);
        while (some == RowsAtOnce)
        {
            await db.Transact(
                async () => some = await rows.Take(RowsAtOnce).ExecuteDeleteAsync(cancellation),
                cancellation
            );
            all += some;
        }

        return all;
    }
}

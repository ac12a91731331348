using CsMonolith.Kernel;
using CsMonolith.Platform.Bulk;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CsMonolith.Platform.Requests;

/// <summary>The unit of work of a command: state, audit row and news in one transaction, or nothing.</summary>
internal sealed class TransactionBehaviour<TRequest, TAnswer>(
    ModuleStores stores,
    IServiceProvider scope,
    RequestContext context,
    Idempotency idempotency
) : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>, ICommand
    where TAnswer : IOutcome<TAnswer>
{
    public async Task<TAnswer> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TAnswer> next
    )
    {
        var db = stores.Of(typeof(TRequest), scope);
        try
        {
            return await db.Transact(
                async () =>
                {
                    var answer = await next();
                    if (answer.Error is null && !idempotency.Replayed && request is not IBulk)
                    {
                        db.Set<AuditRow>().Add(Audit.Note(request, context.Caller, db.Clock.Now));
                    }

                    return answer;
                },
                cancellationToken
            );
        }
        catch (DbUpdateConcurrencyException overtaken)
        {
            return TAnswer.Refused(
                PlatformErrors.ChangedMeanwhile with
                {
                    Changed = overtaken.Entries.Select(entry => entry.Entity).OfType<Aggregate>().FirstOrDefault(),
                }
            );
        }
        catch (DbUpdateException broken)
            when (broken.InnerException
                    is PostgresException
                    {
                        SqlState: PostgresErrorCodes.CharacterNotInRepertoire
                            or PostgresErrorCodes.UntranslatableCharacter
                    }
            )
        {
            return TAnswer.Refused(PlatformErrors.Unstorable);
        }
        catch (DbUpdateException broken)
            when (broken.InnerException
                    is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
                        or SqliteException { SqliteExtendedErrorCode: 1555 or 2067 }
            )
        {
            return TAnswer.Refused(PlatformErrors.Twin);
        }
    }
}

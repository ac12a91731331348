using CsMonolith.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CsMonolith.Platform.Requests;

/// <summary>Refuses what the database does not store for a reason that the caller can act on.</summary>
internal static class WriteConflicts
{
    /// <summary>
    /// Runs a transaction; somebody else's change, a twin and text that cannot be stored become refusals.
    /// </summary>
    public static async Task<TAnswer> Refuse<TAnswer>(Func<Task<TAnswer>> transaction)
        where TAnswer : IOutcome<TAnswer>
    {
        try
        {
            return await transaction();
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

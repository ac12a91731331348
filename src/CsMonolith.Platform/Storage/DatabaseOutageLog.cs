using CsMonolith.Platform.Outbox;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// Tells once, for a worker in the background, that the database is away; what waits for it is looked at again and
/// again.
/// </summary>
/// <param name="log">Where it is told.</param>
/// <param name="work">What waits, as the subject of a sentence.</param>
public sealed class DatabaseOutageLog(ILogger log, string work)
{
    private int _told;

    /// <summary>Whether an exception says that the database is away; it is told if it was there before.</summary>
    public bool Is(Exception exception)
    {
        if (DatabaseTrouble.Of(exception) is null)
        {
            return false;
        }

        if (Interlocked.Exchange(ref _told, 1) == 0)
        {
            log.LogWarning(
                "The database is away; {Work} waits for it: {Reason}",
                work,
                exception.GetBaseException().Message
            );
        }

        return true;
    }

    /// <summary>The database has answered; if it was away, that is told too.</summary>
    public void IsOver()
    {
        if (Volatile.Read(ref _told) == 1 && Interlocked.Exchange(ref _told, 0) == 1)
        {
            log.LogInformation("The database is back; {Work} goes on", work);
        }
    }
}

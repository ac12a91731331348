using System.Text.Json;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Outbox;

/// <summary>News as a listener gets it.</summary>
internal sealed record Message(Guid Id, string Lane, string Payload);

/// <summary>
/// Hands news to one listener, in one transaction: the effect, the inbox's receipt, and the proof that the lane is
/// still held.
/// </summary>
internal sealed class Delivery(IServiceScopeFactory scopes, ModuleStores stores, Lanes lanes)
{
    /// <summary>Delivers all of it, or nothing.</summary>
    /// <param name="listener">Who gets it.</param>
    /// <param name="messages">In order of their lanes. What the listener has taken before is left out.</param>
    /// <param name="claim">The claim under which it is delivered.</param>
    /// <param name="along">Commits with the effect.</param>
    /// <param name="cancellation">Ends the delivery.</param>
    /// <returns>Why the listener could not take it; <c>null</c> once it has.</returns>
    /// <exception cref="Exception">The database is away or the lane is another's: nobody's fault.</exception>
    public async Task<Exception?> Try(
        Reaction listener,
        IReadOnlyList<Message> messages,
        LaneClaim claim,
        Func<ModuleDb, Task>? along,
        CancellationToken cancellation
    )
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<RequestContext>().Caller = Caller.Product;
            var db = stores.Of(listener.Handler, scope.ServiceProvider);
            await db.Transact(
                async () =>
                {
                    await lanes.Keep(
                        db,
                        claim,
                        [.. messages.Select(message => message.Lane).Distinct(StringComparer.Ordinal)],
                        cancellation
                    );
                    await Take(listener, messages, db, scope.ServiceProvider, cancellation);
                    if (along is not null)
                    {
                        await along(db);
                    }
                },
                cancellation
            );
            return null;
        }
        catch (Exception broken) when (IsTheListeners(broken, cancellation))
        {
            return broken;
        }
    }

    private static async Task Take(
        Reaction listener,
        IReadOnlyList<Message> messages,
        ModuleDb db,
        IServiceProvider scope,
        CancellationToken cancellation
    )
    {
        var ids = messages.Select(message => message.Id).ToArray();
        var name = listener.Name;
        var taken = await db.Set<InboxRow>()
            .Where(row => row.Listener == name && ids.Contains(row.MessageId))
            .Select(row => row.MessageId)
            .ToHashSetAsync(cancellation);
        var handler = scope.GetRequiredService(listener.Handler);
        foreach (var message in messages.Where(message => !taken.Contains(message.Id)))
        {
            await listener.Take(
                handler,
                JsonSerializer.Deserialize(message.Payload, listener.News, Wire.Json)!,
                cancellation
            );
            db.Set<InboxRow>()
                .Add(
                    new InboxRow
                    {
                        MessageId = message.Id,
                        Listener = name,
                        TakenAt = db.Clock.Now,
                    }
                );
            await db.SaveChangesAsync(cancellation);
        }
    }

    // A database that is away says nothing about the news; two transactions in each other's way do not either, but they
    // are no reason to stop.
    private static bool IsTheListeners(Exception broken, CancellationToken cancellation) =>
        broken is not ClaimLostException
        && !(broken is OperationCanceledException && cancellation.IsCancellationRequested)
        && (DatabaseTrouble.Of(broken) is null || DatabaseTrouble.IsContention(broken));
}

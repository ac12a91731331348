using System.Collections.Concurrent;
using CsMonolith.Access.Storage;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Access.ApiKeys;

/// <summary>Remembers when keys were used, and writes it down once a minute: no request waits for that.</summary>
internal sealed class KeyUses(IServiceScopeFactory scopes, TimeProvider time, ILogger<KeyUses> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, DateTime> _uses = new(StringComparer.Ordinal);

    /// <summary>Notes a use. Cheap.</summary>
    public void Note(string prefix, DateTime at) => _uses[prefix] = at;

    /// <summary>Writes down what was noted since the last time.</summary>
    public async Task WriteDown(CancellationToken cancellation)
    {
        if (_uses.IsEmpty)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        await db.Transact(
            async () =>
            {
                foreach (var (prefix, at) in _uses)
                {
                    await db.Set<ApiKeySecret>()
                        .Where(secret =>
                            secret.Prefix == prefix && (secret.LastUsedAt == null || secret.LastUsedAt < at)
                        )
                        .ExecuteUpdateAsync(set => set.SetProperty(secret => secret.LastUsedAt, at), cancellation);
                    _uses.TryRemove(KeyValuePair.Create(prefix, at));
                }
            },
            cancellation
        );
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Beat, time, stoppingToken);
                await WriteDown(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                // The database may be away; what is noted waits for it.
                log.LogError(broken, "The use of keys cannot be written down");
            }
        }
    }
}

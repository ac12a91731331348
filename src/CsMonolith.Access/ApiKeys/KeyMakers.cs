using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Permissions;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Access.ApiKeys;

/// <summary>
/// Who made a key, as they stand now. Remembered until somebody's rights change, as sessions are: a machine sends many
/// requests.
/// </summary>
internal sealed class KeyMakers(Clock clock)
{
    private const int Most = 10_000;
    private readonly Remembered<Guid, KnownPerson?> _known = new(Most);

    /// <summary>The person, or <c>null</c> if they are not in service.</summary>
    public async Task<KnownPerson?> Find(Guid maker, IServiceProvider scope, CancellationToken cancellation)
    {
        var (version, today) = (await scope.GetRequiredService<AccessNow>().Version(), clock.Today);
        if (!_known.TryGet(maker, version, today, out var known))
        {
            known = await scope.GetRequiredService<IMediator>().Send(new WhoIs(maker), cancellation);
            _known.Keep(maker, version, today, known);
        }

        return known;
    }
}

using CsMonolith.Journey;
using CsMonolith.Kernel;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Offender;

/// <summary>Knows the inside of another module.</summary>
public sealed class OffenderModule
{
    /// <summary>Hands another module's front door around.</summary>
    public JourneyModule? Neighbour { get; set; }
}

/// <summary>Is public without being a front door.</summary>
public sealed class PublicWithoutNeed
{
    /// <summary>Reads another module's table by name.</summary>
    public string Sql { get; } = "select count(*) from journey.accounts";

    /// <summary>The same under SQLite.</summary>
    public string SqliteSql { get; } = "journey_accounts";

    /// <summary>Maps a type of its own onto another module's schema.</summary>
    public static void Map(ModelBuilder model) => model.Entity<PublicWithoutNeed>().ToTable("accounts", "journey");

    /// <summary>Bypasses a banned symbol.</summary>
#pragma warning disable RS0030
    public DateTime When { get; } = DateTime.UtcNow;
#pragma warning restore RS0030
}

/// <summary>Says that it only asks.</summary>
internal sealed record CountVisits : IQuery<int>;

/// <summary>Writes all the same.</summary>
internal sealed class CountVisitsHandler(PlatformDb db) : IRequestHandler<CountVisits, Result<int>>
{
    public async Task<Result<int>> Handle(CountVisits ask, CancellationToken cancellationToken)
    {
        await db.Transact(() => db.SaveChangesAsync(cancellationToken), cancellationToken);
        return 1;
    }
}

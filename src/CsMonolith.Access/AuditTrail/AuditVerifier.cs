using CsMonolith.Access.Storage;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.AuditTrail;

/// <summary>What is wrong with the trail.</summary>
internal enum AuditFault
{
    /// <summary>A row was changed, or stands in another's place.</summary>
    Changed,

    /// <summary>A row was taken out.</summary>
    Missing,

    /// <summary>A link was taken out.</summary>
    Gap,

    /// <summary>A head is not signed by the installation's key.</summary>
    Unsigned,

    /// <summary>A head says another hash than the chain, or the chain ends before it.</summary>
    OtherHead,

    /// <summary>
    /// The head that was kept elsewhere is not part of the chain: its end was cut off or written anew.
    /// </summary>
    Cut,
}

/// <summary>What a verification found.</summary>
/// <param name="Holds">Whether nothing is wrong.</param>
/// <param name="Rows">Rows that were gone through.</param>
/// <param name="Heads">Signed heads that were compared.</param>
/// <param name="NotYetSealed">
/// Rows that the sealer has not come to; more than a few, or old ones, say that it does not run.
/// </param>
/// <param name="Head">
/// The end of the chain as <c>number:hash</c>, to be kept elsewhere; <c>null</c> for an empty trail.
/// </param>
/// <param name="FirstFault">The first thing that is wrong.</param>
/// <param name="AtNumber">At which link.</param>
/// <param name="AuditId">Which row, where that is known.</param>
internal sealed record AuditVerdict(
    bool Holds,
    long Rows,
    long Heads,
    long NotYetSealed,
    string? Head,
    AuditFault? FirstFault,
    long? AtNumber,
    Guid? AuditId
)
{
    public static AuditVerdict Example { get; } =
        new(
            Holds: true,
            Rows: 128_400,
            Heads: 5_120,
            NotYetSealed: 2,
            "128400:9f3c0b5de1c2a47788d0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566",
            FirstFault: null,
            AtNumber: null,
            AuditId: null
        );
}

/// <summary>
/// Goes through the whole trail: every row against its link, every link against the one before, every head against its
/// signature.
/// </summary>
internal sealed class AuditVerifier(AccessDb db, AuditKey key)
{
    private const int LinksAtOnce = 5000;

    /// <summary>Verifies, and tells after every few thousand rows how far it is.</summary>
    /// <param name="known">A head that was kept elsewhere.</param>
    /// <param name="progress">Takes the rows done and the rows there are.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<AuditVerdict> Verify(
        KnownHead? known,
        Action<long, long> progress,
        CancellationToken cancellation
    )
    {
        var all = await db.Set<AuditLink>().LongCountAsync(cancellation);
        var unsealed = await db.Set<AuditRow>()
            .LongCountAsync(row => !db.Set<AuditLink>().Any(link => link.AuditId == row.Id), cancellation);
        var (number, hash) = (0L, AuditChain.Beginning);
        var heads = 0L;
        var knownSeen = known is null;
        var last = await Newest(cancellation);
        while (await Next(number, cancellation) is { Count: > 0 } links)
        {
            var first = links[0].Link.Number;
            var theirs = await db.Set<AuditHead>()
                .AsNoTracking()
                .Where(head => head.Number >= first && head.Number < first + LinksAtOnce)
                .ToDictionaryAsync(head => head.Number, cancellation);
            foreach (var (link, row) in links)
            {
                if (link.Number != number + 1)
                {
                    return Broken(AuditFault.Gap, number + 1, auditId: null);
                }

                if (row is null)
                {
                    return Broken(AuditFault.Missing, link.Number, link.AuditId);
                }

                (number, hash) = (link.Number, AuditChain.HashAfter(hash, row));
                if (!hash.AsSpan().SequenceEqual(link.Hash))
                {
                    return Broken(AuditFault.Changed, number, row.Id);
                }

                if (theirs.GetValueOrDefault(number) is { } head)
                {
                    heads++;
                    if (!head.Hash.AsSpan().SequenceEqual(hash))
                    {
                        return Broken(AuditFault.OtherHead, number, auditId: null);
                    }

                    if (!await key.Signed(head, cancellation))
                    {
                        return Broken(AuditFault.Unsigned, number, auditId: null);
                    }
                }

                knownSeen |= known is not null && known.Number == number && known.Hash.AsSpan().SequenceEqual(hash);
            }

            progress(number, all);

            // The sealer goes on meanwhile: what it adds after this look comes with the next links.
            last = await Newest(cancellation);
        }

        if ((last?.Number ?? 0) != number)
        {
            return Broken(AuditFault.OtherHead, last?.Number ?? number, auditId: null);
        }

        return knownSeen
            ? new AuditVerdict(
                Holds: true,
                number,
                heads,
                unsealed,
                last is null ? null : KnownHead.Of(last),
                FirstFault: null,
                AtNumber: null,
                AuditId: null
            )
            : Broken(AuditFault.Cut, known!.Number, auditId: null);

        AuditVerdict Broken(AuditFault fault, long at, Guid? auditId) =>
            new(Holds: false, number, heads, unsealed, Head: null, fault, at, auditId);
    }

    private Task<AuditHead?> Newest(CancellationToken cancellation) =>
        db.Set<AuditHead>().AsNoTracking().OrderByDescending(head => head.Number).FirstOrDefaultAsync(cancellation);

    private async Task<List<(AuditLink Link, AuditRow? Row)>> Next(long after, CancellationToken cancellation)
    {
        var pairs = await (
            from link in db.Set<AuditLink>().AsNoTracking()
            where link.Number > after
            join audited in db.Set<AuditRow>().AsNoTracking() on link.AuditId equals audited.Id into found
            from row in found.DefaultIfEmpty()
            orderby link.Number
            select new { link, row }
        )
            .Take(LinksAtOnce)
            .ToListAsync(cancellation);
        return [.. pairs.Select(pair => (pair.link, pair.row))];
    }
}

namespace CsMonolith.Health.Reviews;

/// <summary>A file of a pack, as it was drawn when the pack was built.</summary>
internal sealed record PackDownload(string FileName, byte[] Bytes);

/// <summary>Finds packs that the caller may see, and answers with their files.</summary>
internal sealed class PackFiles(HealthDb db, AccountVisibility visibility)
{
    /// <summary>The pack; <c>null</c> where there is none or the caller may not see it.</summary>
    public async Task<ReviewPack?> Find(Guid id, CancellationToken cancellation) =>
        await db.Set<ReviewPack>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is { } pack
        && await visibility.Sees(pack.AccountId, cancellation)
            ? pack
            : null;

    /// <summary>The name under which a file of the pack is saved.</summary>
    public static string NameOf(ReviewPack pack, string ending) =>
        $"review-{pack.From:yyyyMMdd}-{pack.To:yyyyMMdd}.{ending}";

    /// <summary>Sends the request and answers with the file, or refuses.</summary>
    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Answer(
        IMediator mediator,
        IQuery<PackDownload> ask,
        string mediaType,
        CancellationToken cancellation
    )
    {
        var file = await mediator.Send(ask, cancellation);
        return file.Error is { } refusal
            ? refusal.ToProblem()
            : TypedResults.File(file.Value.Bytes, mediaType, file.Value.FileName);
    }
}

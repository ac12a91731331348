using CsMonolith.Journey.Phases;

namespace CsMonolith.Journey.Playbooks;

/// <summary>What the use cases of playbooks share: finding versions, and putting new ones on the shelf.</summary>
internal sealed class PlaybookShelf(JourneyDb db, RequestContext context)
{
    /// <summary>A version of a playbook; <c>null</c> where there is none.</summary>
    public Task<PlaybookVersion?> Find(Guid playbook, int number, CancellationToken cancellation) =>
        db.Set<PlaybookVersion>()
            .AsNoTracking()
            .SingleOrDefaultAsync(one => one.PlaybookId == playbook && one.Number == number, cancellation);

    /// <summary>Adds a playbook with its first version.</summary>
    public async Task<Result<PlaybookProfile>> Add(
        string code,
        string language,
        PlaybookContent content,
        CancellationToken cancellation
    )
    {
        if (await db.Set<Playbook>().AnyAsync(one => one.Code == code && one.Language == language, cancellation))
        {
            return PlaybookErrors.CodeTaken(code, language);
        }

        var playbook = new Playbook(Guid.CreateVersion7(), code, language, db.Clock.Now);
        db.Set<Playbook>().Add(playbook);
        return await Publish(playbook, content, why: null, cancellation);
    }

    /// <summary>Adds a version of a playbook and saves.</summary>
    public async Task<Result<PlaybookProfile>> Publish(
        Playbook playbook,
        PlaybookContent content,
        string? why,
        CancellationToken cancellation
    )
    {
        if (await Refuses(content, cancellation) is { } fault)
        {
            return fault;
        }

        var published = playbook.Publish(content, why, context.Caller.PersonId, db.Clock.Now);
        if (published.Error is { } refusal)
        {
            return refusal;
        }

        db.Set<PlaybookVersion>().Add(published.Value);
        await db.SaveChangesAsync(cancellation);
        return PlaybookProfile.Of(playbook, published.Value);
    }

    private async Task<Error?> Refuses(PlaybookContent content, CancellationToken cancellation)
    {
        var phases = (
            await db.Set<PhaseSet>().FindAsync([PhaseSet.TheOnly], cancellation) ?? new PhaseSet(PhaseSet.TheOnly)
        )
            .Phases.Select(phase => phase.Code)
            .ToList();
        if (!phases.Contains(content.Phase, StringComparer.Ordinal))
        {
            return PlaybookErrors.NoSuchPhase(content.Phase, phases);
        }

        if (Repeated(content.Variants.Select(variant => variant.Code)) is { } variant)
        {
            return PlaybookErrors.Twice(variant, "/variants");
        }

        foreach (var (one, nth) in content.Variants.Select((one, nth) => (one, nth)))
        {
            if (Repeated(one.Steps.Select(step => step.Key)) is { } step)
            {
                return PlaybookErrors.Twice(step, $"/variants/{nth}/steps");
            }
        }

        return null;
    }

    private static string? Repeated(IEnumerable<string> words) =>
        words.GroupBy(word => word, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
}

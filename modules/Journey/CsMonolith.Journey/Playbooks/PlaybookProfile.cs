using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Playbooks;

/// <param name="Code">Its name, with the language.</param>
/// <param name="Number">Number of the newest version.</param>
/// <param name="RetiredOn"><c>null</c> while it can be started.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record PlaybookLine(
    Guid Id,
    string Code,
    string Language,
    string Title,
    string Phase,
    int Number,
    DateOnly? RetiredOn,
    string? RetiredWhy,
    DateTime RecordedAt,
    long Version
)
{
    public static PlaybookLine Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000b1"),
            "onboarding-first-success",
            "ja",
            PlaybookContent.Example.Title,
            PlaybookContent.Example.Phase,
            Number: 1,
            RetiredOn: null,
            RetiredWhy: null,
            new DateTime(2026, 11, 10, 2, 0, 0, DateTimeKind.Utc),
            Version: 1
        );

    public static PlaybookLine Of(Playbook one) =>
        new(
            one.Id,
            one.Code,
            one.Language,
            one.Title,
            one.Phase,
            one.Number,
            one.RetiredOn,
            one.RetiredWhy,
            one.RecordedAt,
            one.Version
        );
}

/// <param name="Number">Which version this is.</param>
/// <param name="Newest">Number of the newest version.</param>
/// <param name="Content">What this version says.</param>
/// <param name="Why">Why it was changed; <c>null</c> of the first.</param>
/// <param name="ById">Who published it.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="Version">Also the playbook's ETag.</param>
internal sealed record PlaybookProfile(
    Guid Id,
    string Code,
    string Language,
    int Number,
    int Newest,
    PlaybookContent Content,
    string? Why,
    Guid? ById,
    DateTime PublishedAt,
    DateOnly? RetiredOn,
    string? RetiredWhy,
    long Version
)
{
    public static PlaybookProfile Example { get; } =
        new(
            PlaybookLine.Example.Id,
            PlaybookLine.Example.Code,
            PlaybookLine.Example.Language,
            Number: 1,
            Newest: 1,
            PlaybookContent.Example,
            Why: null,
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            PlaybookLine.Example.RecordedAt,
            RetiredOn: null,
            RetiredWhy: null,
            Version: 1
        );

    public static PlaybookProfile Of(Playbook one, PlaybookVersion version) =>
        new(
            one.Id,
            one.Code,
            one.Language,
            version.Number,
            one.Number,
            version.Content,
            version.Why,
            version.ById,
            version.RecordedAt,
            one.RetiredOn,
            one.RetiredWhy,
            one.Version
        );
}

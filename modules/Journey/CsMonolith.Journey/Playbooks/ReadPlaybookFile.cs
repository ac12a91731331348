namespace CsMonolith.Journey.Playbooks;

/// <summary>Take a playbook from a file: a new one, or a new version of the one that has its code and language.</summary>
/// <param name="Text">YAML as WritePlaybookFile writes it, at most 100,000 characters.</param>
/// <param name="Why">Why it changes, for a new version.</param>
internal sealed record ReadPlaybookFile(string Text, string Why) : ICommand<PlaybookProfile>;

internal sealed class ReadPlaybookFileValidator : AbstractValidator<ReadPlaybookFile>
{
    public ReadPlaybookFileValidator()
    {
        RuleFor(ask => ask.Text).NotEmpty().MaximumLength(PlaybookFile.LongestText);
        RuleFor(ask => ask.Why).NotEmpty().MaximumLength(1000);
    }
}

internal sealed class ReadPlaybookFileHandler(JourneyDb db, PlaybookShelf shelf)
    : IRequestHandler<ReadPlaybookFile, Result<PlaybookProfile>>
{
    private static readonly CreatePlaybookValidator Rules = new();

    public async Task<Result<PlaybookProfile>> Handle(ReadPlaybookFile ask, CancellationToken cancellation)
    {
        var read = PlaybookFile.Read(ask.Text);
        if (read.Error is { } unreadable)
        {
            return unreadable;
        }

        var (code, language, content) = read.Value;
        var ruled = await Rules.ValidateAsync(new CreatePlaybook(code, language, content), cancellation);
        if (ruled.Errors.FirstOrDefault() is { } fault)
        {
            return PlaybookErrors.NotReadable(1, $"{fault.PropertyName}: {fault.ErrorMessage}");
        }

        var known = await db.Set<Playbook>()
            .SingleOrDefaultAsync(one => one.Code == code && one.Language == language, cancellation);
        return known is null
            ? await shelf.Add(code, language, content, cancellation)
            : await shelf.Publish(known, content, ask.Why, cancellation);
    }
}

internal sealed class ReadPlaybookFileEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/playbooks/file", (ReadPlaybookFile ask) => ask)
            .WithSummary("Take a playbook from a file (YAML)")
            .WithDescription(
                "A playbook with the file's code and language gets a new version; without one it is created."
            )
            .WithExample(new ReadPlaybookFile(PlaybookText.Example.Text, "ファイルで見直した"), PlaybookProfile.Example)
            .WithProblems(400, 401, 403, 409);
}

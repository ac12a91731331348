namespace CsMonolith.Journey.Onboarding;

/// <summary>Something that a key user shall be able to do (基本操作).</summary>
/// <param name="Code">Stable, lower case; evidence holds it.</param>
internal sealed record BasicOperation(string Code, string En, string Ja);

/// <summary>What a programme is from a day on.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="From">New enrolments of this day and later ones are in it.</param>
/// <param name="Operations">What a key user shall be able to do at its end.</param>
internal sealed record OnboardingContent(string Name, DateOnly From, IReadOnlyList<BasicOperation> Operations)
{
    public static OnboardingContent Example { get; } =
        new(
            "標準オンボーディング",
            new DateOnly(2026, 4, 1),
            [
                new BasicOperation("plan-a-route", "Plan a route", "配車計画を作る"),
                new BasicOperation("report-a-day", "Report a day's work", "日報を登録する"),
            ]
        );
}

/// <summary>A version of a programme; versions are added, never changed.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Why">Why it was changed; <c>null</c> of the first.</param>
internal sealed record OnboardingVersion(
    int Number,
    OnboardingContent Content,
    string? Why,
    Guid? ById,
    DateTime RecordedAt
);

/// <summary>
/// The way in which customers are onboarded (オンボーディングのプログラム). It changes by new versions; a customer stays
/// in the version that they were enrolled in.
/// </summary>
internal sealed class OnboardingProgramme(Guid id, string code, DateTime recordedAt) : Aggregate
{
    public Guid Id { get; private set; } = id;

    public string Code { get; private set; } = code;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public IReadOnlyList<OnboardingVersion> Versions { get; private set; } = [];

    /// <summary>Adds a version.</summary>
    public Result Publish(OnboardingContent content, string? why, Guid? by, DateTime now)
    {
        if (
            content
                .Operations.GroupBy(one => one.Code, StringComparer.Ordinal)
                .FirstOrDefault(own => own.Count() > 1) is
            { } twice
        )
        {
            return OnboardingErrors.OperationTwice(twice.Key);
        }

        if (Versions.Count > 0 && content.From < Versions[^1].Content.From)
        {
            return OnboardingErrors.VersionBackwards(content.From, Versions[^1].Content.From);
        }

        Versions = [.. Versions, new OnboardingVersion(Versions.Count + 1, content, why, by, now)];
        return Result.Done;
    }

    /// <summary>The version of a number; <c>null</c> where there is none.</summary>
    public OnboardingVersion? Find(int number) => Versions.FirstOrDefault(version => version.Number == number);

    /// <summary>The version in force for enrolments of a day; <c>null</c> before the first.</summary>
    public OnboardingVersion? On(DateOnly day) => Versions.LastOrDefault(version => version.Content.From <= day);
}

internal sealed class OnboardingContentValidator : AbstractValidator<OnboardingContent>
{
    /// <summary>How codes are written.</summary>
    public const string Code = "^[a-z][a-z0-9-]*$";

    public OnboardingContentValidator()
    {
        RuleFor(one => one.Name).NotEmpty().MaximumLength(200);
        RuleFor(one => one.From).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(one => one.Operations.Count).InclusiveBetween(1, 50);
        RuleForEach(one => one.Operations)
            .ChildRules(operation =>
            {
                operation.RuleFor(one => one.Code).NotEmpty().MaximumLength(40).Matches(Code);
                operation.RuleFor(one => one.En).NotEmpty().MaximumLength(200);
                operation.RuleFor(one => one.Ja).NotEmpty().MaximumLength(200);
            });
    }
}

internal sealed class OnboardingProgrammeMapping : IEntityTypeConfiguration<OnboardingProgramme>
{
    public void Configure(EntityTypeBuilder<OnboardingProgramme> builder)
    {
        builder.ToTable("OnboardingProgrammes");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Code).HasMaxLength(60);
        builder.Property(one => one.Versions).AsJson();
        builder.HasIndex(one => one.Code).IsUnique();
    }
}

internal sealed class AnswerOnboardingVersions(JourneyDb db)
    : IRequestHandler<OnboardingVersions, IReadOnlyList<OnboardingVersionOf>>
{
    public async Task<IReadOnlyList<OnboardingVersionOf>> Handle(
        OnboardingVersions ask,
        CancellationToken cancellation
    ) =>
        [
            .. from programme in await db.Set<OnboardingProgramme>()
                .AsNoTracking()
                .OrderBy(one => one.Code)
                .ToListAsync(cancellation)
            from version in programme.Versions
            select new OnboardingVersionOf(
                programme.Id,
                programme.Code,
                version.Number,
                version.Content.Name,
                version.Content.From
            ),
        ];
}

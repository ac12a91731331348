namespace CsMonolith.Journey.Roles.Charter;

/// <summary>What the roles do from a day on.</summary>
/// <param name="From">The first day on which it is in force.</param>
/// <param name="Why">Why it was changed, in the words of whoever did.</param>
internal sealed record CharterVersion(
    DateOnly From,
    IReadOnlyList<CharterLine> Lines,
    string Why,
    Guid? ById,
    DateTime RecordedAt
);

/// <summary>
/// Which role may sell, install, train, renew and advise (役割憲章). It is dated and only added to: what was advised
/// yesterday was advised by yesterday's charter.
/// </summary>
internal sealed class RoleCharter(Guid id) : Aggregate
{
    /// <summary>How many changes it keeps.</summary>
    public const int MostVersions = 500;

    public static readonly Guid TheOnly = Guid.Parse("00000000-0000-7000-8000-000000000001");

    public Guid Id { get; private set; } = id;

    /// <summary>In the order in which they were recorded.</summary>
    public IReadOnlyList<CharterVersion> Versions { get; private set; } = [];

    /// <summary>The charter of a new installation: a CSM advises, and others sell, install, train and renew.</summary>
    public static IReadOnlyList<CharterLine> Usual { get; } =
    [
        new(ServiceRole.AccountExecutive, [ServiceAct.Sell, ServiceAct.Renew]),
        new(ServiceRole.EngagementManager, [ServiceAct.Install]),
        new(ServiceRole.Csm, [ServiceAct.Advise]),
        new(ServiceRole.TechnicalCs, [ServiceAct.Install, ServiceAct.Advise]),
        new(ServiceRole.Specialist, [ServiceAct.Advise]),
        new(ServiceRole.Trainer, [ServiceAct.Train]),
        new(ServiceRole.Partner, [ServiceAct.Install, ServiceAct.Train, ServiceAct.Advise]),
    ];

    public static async Task<RoleCharter> Present(JourneyDb db, CancellationToken cancellation) =>
        await db.Set<RoleCharter>().FindAsync([TheOnly], cancellation) ?? new RoleCharter(TheOnly);

    /// <summary>The version in force on a day; <c>null</c> where it is the usual charter.</summary>
    public CharterVersion? VersionOn(DateOnly day) =>
        Versions.Where(one => one.From <= day).MaxBy(one => (one.From, one.RecordedAt));

    public IReadOnlyList<CharterLine> On(DateOnly day) => VersionOn(day)?.Lines ?? Usual;

    /// <summary>Adds a charter that is in force from a day on.</summary>
    public Result Decide(CharterVersion version, DateOnly today)
    {
        if (version.From < today)
        {
            return RoleErrors.CharterInThePast(version.From, today);
        }

        var roles = version.Lines.Select(line => line.Role).ToList();
        foreach (var role in Enum.GetValues<ServiceRole>())
        {
            if (roles.Count(one => one == role) is var times and not 1)
            {
                return RoleErrors.RoleNotOnce(role, times);
            }
        }

        foreach (var act in Enum.GetValues<ServiceAct>())
        {
            if (version.Lines.All(line => !line.Acts.Contains(act)))
            {
                return RoleErrors.ActWithoutRole(act);
            }
        }

        if (Versions.Count >= MostVersions)
        {
            return RoleErrors.CharterFull(MostVersions);
        }

        Versions =
        [
            .. Versions,
            version with
            {
                Lines =
                [
                    .. version
                        .Lines.OrderBy(line => line.Role)
                        .Select(line => line with { Acts = [.. line.Acts.Distinct().Order()] }),
                ],
            },
        ];
        return Result.Done;
    }
}

internal sealed class RoleCharterMapping : IEntityTypeConfiguration<RoleCharter>
{
    public void Configure(EntityTypeBuilder<RoleCharter> builder)
    {
        builder.ToTable("RoleCharters");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Versions).AsJson();
    }
}

internal sealed class AnswerRoleCharterOn(JourneyDb db) : IRequestHandler<RoleCharterOn, IReadOnlyList<CharterLine>>
{
    public async Task<IReadOnlyList<CharterLine>> Handle(RoleCharterOn ask, CancellationToken cancellation) =>
        (await RoleCharter.Present(db, cancellation)).On(ask.Day);
}

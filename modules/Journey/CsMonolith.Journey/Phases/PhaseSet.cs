namespace CsMonolith.Journey.Phases;

/// <summary>One phase of a customer's life.</summary>
/// <param name="Code">Stable, lower case; histories hold it.</param>
/// <param name="AlsoCalled">The same phase in other vocabularies and in files: start-up, onboarding, オンボーディング.</param>
internal sealed record Phase(
    string Code,
    string En,
    string Ja,
    IReadOnlyList<string> AlsoCalled,
    string EntryEn,
    string EntryJa,
    string ExitEn,
    string ExitJa
);

/// <summary>The configured phases of customers, in order. The first is onboarding, whatever its name.</summary>
internal sealed class PhaseSet(Guid id) : Aggregate
{
    public static readonly Guid TheOnly = Guid.Parse("00000000-0000-7000-8000-000000000001");

    /// <summary>Code of the phase of prospects, who are no customers yet (導入前).</summary>
    public const string BeforeIntroduction = "before-introduction";

    public Guid Id { get; private set; } = id;

    public IReadOnlyList<Phase> Phases { get; private set; } = Usual;

    /// <summary>
    /// The phases of a new installation: introduction, operation, use, settled. The vocabularies start-up/use/loyalty
    /// and onboarding/adoption/expansion map onto them by their other names; where a vocabulary has fewer phases, the
    /// finer ones are not entered.
    /// </summary>
    private static IReadOnlyList<Phase> Usual =>
        [
            new(
                "introduction",
                "Introduction",
                "導入期",
                ["start-up", "startup", "onboarding", "オンボーディング", "スタートアップ期", "導入"],
                "The contract has begun.",
                "契約が始まった。",
                "A success definition is agreed and the first users have started.",
                "成功の定義に合意し、最初のユーザーが使い始めた。"
            ),
            new(
                "operation",
                "Operation",
                "運用期",
                ["operate", "運用"],
                "The first users have started.",
                "最初のユーザーが使い始めた。",
                "The daily work runs on the product.",
                "日々の業務が製品の上で回っている。"
            ),
            new(
                "use",
                "Use",
                "活用期",
                ["adoption", "活用", "アダプション", "活用促進"],
                "The daily work runs on the product.",
                "日々の業務が製品の上で回っている。",
                "The agreed outcome is reached.",
                "合意した成果に達した。"
            ),
            new(
                "settled",
                "Settled",
                "定着期",
                ["loyalty", "expansion", "定着", "ロイヤルティ", "拡大期"],
                "The agreed outcome is reached.",
                "合意した成果に達した。",
                "None: customers stay here.",
                "なし(ここに留まる)。"
            ),
        ];

    public static async Task<PhaseSet> Present(JourneyDb db, CancellationToken cancellation) =>
        await db.Set<PhaseSet>().FindAsync([TheOnly], cancellation) ?? new PhaseSet(TheOnly);

    /// <summary>Codes with their Japanese names, for refusals that list them.</summary>
    public IReadOnlyCollection<(string Code, string Ja)> Named() => [.. Phases.Select(one => (one.Code, one.Ja))];

    /// <summary>
    /// Finds a phase by its code, title or another of its names. Case, width, spaces and hyphens do not count.
    /// </summary>
    public Phase? Find(string word) => Phases.FirstOrDefault(phase => Words(phase).Contains(PlainWord.Of(word)));

    public bool IsFirst(string code) => Phases[0].Code == code;

    /// <summary>Replaces the set.</summary>
    /// <param name="inUse">Codes that accounts' histories hold; they must stay in the set.</param>
    public Result Arrange(IReadOnlyList<Phase> phases, IEnumerable<string> inUse)
    {
        if (phases.Any(phase => phase.Code == BeforeIntroduction))
        {
            return JourneyErrors.PhaseReserved(BeforeIntroduction);
        }

        if (phases.SelectMany(Words).GroupBy(word => word).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return JourneyErrors.WordTwice(twice.Key);
        }

        if (inUse.FirstOrDefault(code => phases.All(phase => phase.Code != code)) is { } missing)
        {
            return JourneyErrors.PhaseInUse(missing);
        }

        Phases = phases;
        return Result.Done;
    }

    private static IEnumerable<string> Words(Phase phase) =>
        phase.AlsoCalled.Append(phase.Code).Append(phase.En).Append(phase.Ja).Select(PlainWord.Of).Distinct();
}

internal sealed class PhaseSetMapping : IEntityTypeConfiguration<PhaseSet>
{
    public void Configure(EntityTypeBuilder<PhaseSet> builder)
    {
        builder.ToTable("PhaseSets");
        builder.Property(set => set.Id).ValueGeneratedNever();
        builder.Property(set => set.Phases).AsJson();
    }
}

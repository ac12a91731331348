using System.Text.Json;
using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Models.Training;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Training;
using CsMonolith.Platform;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Tests.Models;

/// <summary>
/// A small company whose truth is known: each month an account with few departments churns with probability 0.15, one
/// with many with 0.01.
/// Without the planted cause everybody churns with 0.05 whatever the features say.
/// </summary>
internal sealed class Stage
{
    public static readonly Guid[] Accounts =
    [
        .. Enumerable.Range(1, 400).Select(i => new Guid($"00000000-0000-7000-8000-{i:D12}")),
    ];

    private static readonly Lazy<(string Artefact, double BaseRate)> Learned = new(() =>
    {
        var stage = new Stage(planted: true);
        var rows = stage
            .Snapshots.Where(row => row.IsLive && row.AsOf < new DateOnly(2026, 4, 1))
            .Select(row => new LabelledSnapshot(
                row,
                stage.Churns.Any(churn =>
                    churn.AccountId == row.AccountId && churn.On > row.AsOf && churn.On <= row.AsOf.AddDays(90)
                )
            ))
            .ToList();
        var trained = new AutoTrainer().Train(FeatureTable.ToLearn(rows), new TrainingSettings(Seed: 1));
        return (Artefact.Write(trained.Model), trained.Model.BaseRate);
    });

    public Stage(bool planted)
    {
        var random = new Random(7);
        foreach (var account in Accounts)
        {
            var departments = random.Next(1, 11);
            DateOnly? left = null;
            for (var month = new Month(2025, 8); month.CompareTo(new Month(2026, 10)) <= 0; month = month.Plus(1))
            {
                Snapshots.Add(Row(account, month.Last, departments, random.NextDouble(), isLive: left is null));
                if (
                    left is null
                    && random.NextDouble()
                        < (
                            planted
                                ? departments <= 4
                                    ? 0.15
                                    : 0.01
                                : 0.05
                        )
                )
                {
                    left = month.Last.AddDays(random.Next(1, 28));
                    Churns.Add(new ChurnOn(account, left.Value, null));
                }
            }
        }
    }

    public List<Snapshot> Snapshots { get; } = [];

    public List<ChurnOn> Churns { get; } = [];

    /// <summary>A champion or challenger that learned the planted cause.</summary>
    public static object[] LearnedModel(
        string name = "2026-11-01-1",
        bool champion = true,
        int horizonDays = 90,
        ReferenceMeasures? reference = null
    ) =>
        Model(
            name,
            Learned.Value.Artefact,
            Learned.Value.BaseRate,
            hasSignal: true,
            champion,
            horizonDays,
            reference: reference
        );

    /// <summary>A model that learned nothing.</summary>
    public static object[] BaseRateModel(
        string name = "2026-11-01-2",
        bool champion = true,
        string outcome = "churned"
    ) => Model(name, NoSignalArtefact, 0.1, hasSignal: false, champion, outcome: outcome);

    /// <summary>A model that looks at nothing at all.</summary>
    public static object[] FeaturelessModel() =>
        Model("2026-11-01-3", FeaturelessArtefact, 0.1, hasSignal: false, champion: true);

    public const string FeaturelessArtefact =
        """{"format":1,"signal":"none","baseRate":0.1,"calibration":{"slope":1,"offset":0},"features":[],"parts":[],"sha256":"1e186f696bf28afce0b97752ace637f64bc4d7c543de52bf8663157e557214f7"}""";

    public const string NoSignalArtefact =
        """{"format":1,"signal":"none","baseRate":0.1,"calibration":{"slope":1,"offset":0},"features":[{"name":"departments_using","kind":"numeric","levels":[]}],"parts":[],"sha256":"22887913cbe090705523e3fd8f30580cd37f7f865699ecd9ed14b7930c5f01f1"}""";

    public static Snapshot Row(
        Guid account,
        DateOnly asOf,
        int departments,
        double noise = 0.5,
        bool isLive = true,
        string phase = "adoption",
        long mrr = 100_000
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            AccountId = account,
            AsOf = asOf,
            Phase = phase,
            MrrMinor = isLive ? mrr : 0,
            Currency = "JPY",
            IsLive = isLive,
            BuiltAt = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
            Features = JsonSerializer.Serialize(
                new Dictionary<string, object>
                {
                    ["industry"] = noise < 0.5 ? "製造" : "小売",
                    ["tier"] = 1 + (departments % 2),
                    ["departments_using"] = departments,
                    ["usage_rate"] = noise,
                }
            ),
        };

    /// <summary>Puts the company before a module that stands alone.</summary>
    public async Task<HealthAlone> Enter(params object[] more)
    {
        var health = Alone(Churns);
        await health.Hold([.. Snapshots, .. more]);
        return health;
    }

    /// <summary>Health among stand-ins.</summary>
    public static HealthAlone Alone(
        IReadOnlyList<ChurnOn>? churns = null,
        IReadOnlyList<ChurnOn>? zeroes = null,
        KnownOutcomes? facts = null
    )
    {
        var health = new HealthAlone();
        (facts ?? new KnownOutcomes()).Answer(health);
        health.Answers<ChurnsBetween, IReadOnlyList<ChurnOn>>(ask =>
            [
                .. ((ask.Policy == ChurnPolicy.MrrZero ? zeroes : null) ?? churns ?? []).Where(churn =>
                    churn.On >= ask.From && churn.On <= ask.To
                ),
            ]
        );
        health.Answers<AccountsAsOf, IReadOnlyList<AccountAsOf>>(ask =>
            [
                .. (ask.Ids ?? Accounts).Select(id => new AccountAsOf(
                    id,
                    $"A-{id:N}",
                    $"顧客{id.ToString()[^3..]}",
                    new Dictionary<string, string>(),
                    null,
                    null,
                    1,
                    TouchModel.High,
                    [],
                    null,
                    "佐藤 健",
                    "adoption",
                    new DateOnly(2026, 1, 1),
                    null,
                    0
                )),
            ]
        );
        health.Answers<Phases, IReadOnlyList<PhaseName>>(_ => [new PhaseName("adoption", "Adoption", "活用期", 2)]);
        health.SignIn(person: null, Role.DataScientist, Role.CsOps);
        return health;
    }

    private static object[] Model(
        string name,
        string artefact,
        double baseRate,
        bool hasSignal,
        bool champion,
        int horizonDays = 90,
        string outcome = "churned",
        ReferenceMeasures? reference = null
    )
    {
        var measures = new ModelMeasures(500, baseRate, 0.7, 0.6, 0.8, 0.3, 0.3, 0.35, 0.1, 0.01, 2, reference);
        var model = new ModelVersion
        {
            Name = name,
            Outcome = outcome,
            HorizonDays = horizonDays,
            Policy = ChurnPolicy.RecordedEvent,
            HasSignal = hasSignal,
            BaseRate = baseRate,
            TestFrom = new DateOnly(2025, 12, 1),
            TestTo = new DateOnly(2026, 7, 31),
            ArtefactSha256 = Artefact.Fingerprint(artefact),
            FeatureNames = "[]",
            MeasuresJson = JsonSerializer.Serialize(measures, Wire.Json),
            FindingsJson = "[]",
            FactorsJson = "[]",
            Card = "# card",
            RegisteredAt = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
        };
        if (champion)
        {
            model.Promote([], waiver: null, by: null, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        return [model, new ModelArtefact { Id = model.Id, Json = artefact }];
    }
}

using CsMonolith.Health.Advice;
using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Patterns;
using CsMonolith.Health.Reviews;
using CsMonolith.Health.Scores;
using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Health.Signals;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Health.Usage.Adoption;
using CsMonolith.Health.Usage.Events;
using CsMonolith.Health.Usage.Ingest;
using CsMonolith.Health.Usage.Licences;
using CsMonolith.Platform.Exports;

namespace CsMonolith.Health;

/// <summary>Every table of Health, as it is downloaded.</summary>
internal static class HealthExports
{
    private static readonly (string En, string Ja) Derived = (
        "It is worked out of other tables; load those and have it built.",
        "ほかの表から計算されます。元の表を取り込んで作成してください。"
    );

    private static readonly (string En, string Ja) Stream = (
        "It tells how the stream of usage was taken here.",
        "この環境で利用実績を受け取った記録です。"
    );

    private static readonly (string En, string Ja) Patterns = (
        "Patterns are mined here, or published by POST /v1/published-patterns.",
        "パターンはここで抽出するか、POST /v1/published-patterns で公開します。"
    );

    public static ExportTable[] Tables { get; } =
    [
        Of<UsageEvent>("usage", "Usage", "利用実績", nameof(GetAccountUsage))
            .TakenAs("usage")
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.Day)
            .WithLocal("usageId", row => row.KeyHash)
            .WithLocal("accountId", row => row.AccountId)
            .WithAccount("accountExternalId", row => row.AccountId)
            .With("subscriptionExternalId", row => row.SubscriptionExternalId)
            .With("day", row => row.Day)
            .With("at", row => row.At)
            .With("feature", row => row.Feature)
            .With("count", row => row.Count)
            .With("durationSeconds", row => row.DurationSeconds)
            .With("errors", row => row.Errors)
            .With("isBeta", row => row.IsBeta)
            .WithLocal("user", row => row.UserRef)
            .With("department", row => row.Department)
            .With("source", row => row.Source),
        Of<LicenceCount>("licences", "Licences", "ライセンス数", nameof(GetUsageRates))
            .TakenAs("licences")
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On)
            .Only(
                (db, rows) =>
                    rows.Where(one =>
                        !db.Set<LicenceCount>()
                            .Any(later =>
                                later.AccountId == one.AccountId && later.On == one.On && later.Revision > one.Revision
                            )
                    )
            )
            .WithLocal("accountId", row => row.AccountId)
            .WithAccount("accountExternalId", row => row.AccountId)
            .With("on", row => row.On)
            .With("purchased", row => row.Purchased)
            .With("assigned", row => row.Assigned),
        Of<QuarantinedUse>("quarantined-usage", "Usage held back", "保留中の利用実績", nameof(ListQuarantinedUsage))
            .By(row => row.Id)
            .On(row => row.Day)
            .NotTaken(Stream.En, Stream.Ja),
        Of<QuarantinedGroup>("quarantined-groups", "Groups held back", "保留中のグループ", nameof(ListQuarantinedUsage))
            .By(row => row.Id)
            .NotTaken(Stream.En, Stream.Ja),
        Of<GroupClaim>("group-claims", "Groups of accounts", "顧客とグループの対応", nameof(ListQuarantinedUsage))
            .NotTaken(Stream.En, Stream.Ja),
        Of<StreamUser>("stream-users", "Users of streams, as pseudonyms", "利用者(仮名)", nameof(ListQuarantinedUsage))
            .NotTaken(Stream.En, Stream.Ja),
        Of<StreamUserGroup>(
                "stream-user-groups",
                "Groups of users of streams",
                "利用者(仮名)のグループ",
                nameof(ListQuarantinedUsage)
            )
            .NotTaken(Stream.En, Stream.Ja),
        Of<StreamRefusal>(
                "stream-refusals",
                "Refusals of streams",
                "受け取らなかった利用実績",
                nameof(ListQuarantinedUsage)
            )
            .NotTaken(Stream.En, Stream.Ja),
        Of<UsedFeature>("used-features", "Features in use", "使われている機能", nameof(ListQuarantinedUsage))
            .NotTaken(Derived.En, Derived.Ja),
        Of<Snapshot>("snapshots", "Snapshots", "スナップショット", nameof(GetSnapshot))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.AsOf)
            .NotTaken(Derived.En, Derived.Ja),
        Of<Treatment>("treatments", "Contacts that a model counts", "モデルが数える接点", nameof(GetSnapshot))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On)
            .NotTaken(Derived.En, Derived.Ja),
        Of<Score>("churn-scores", "Churn scores", "解約スコア", nameof(ListChurnScores))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.AsOf)
            .NotTaken(Derived.En, Derived.Ja),
        Of<PortfolioRow>("portfolio", "Portfolio", "ポートフォリオ", nameof(ListPortfolio))
            .By(row => row.AccountId)
            .OfAccount(row => row.AccountId)
            .NotTaken(Derived.En, Derived.Ja),
        Of<ModelVersion>("models", "Models", "モデル", nameof(GetModel))
            .By(row => row.Id)
            .At(row => row.RegisteredAt)
            .NotTaken(
                "A model is registered with its artefact by POST /v1/models.",
                "モデルは成果物とともに POST /v1/models で登録します。"
            ),
        Of<SignalAnswer>("signal-answers", "Answers to signals", "兆候への回答", nameof(ListSignalAnswers))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .At(row => row.At)
            .NotTaken(
                "A signal is answered by a person who sees it, by PUT /v1/accounts/{accountId}/signals/{key}.",
                "兆候には、それを見た人が PUT /v1/accounts/{accountId}/signals/{key} で答えます。"
            ),
        Of<ReviewPack>("review-packs", "Packs of business reviews", "QBR資料", nameof(ListReviewPacks))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .At(row => row.BuiltAt)
            .NotTaken(
                "A pack is built from live data by POST /v1/accounts/{accountId}/review-packs.",
                "資料は POST /v1/accounts/{accountId}/review-packs で最新のデータから作成します。"
            ),
        Of<GivenAdvice>("given-advice", "Next steps advised", "勧めた次の一手", nameof(ListNextSteps))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.GivenOn)
            .NotTaken(
                "A step is advised each night, and answered by whoever sees it.",
                "次の一手は毎晩選ばれ、それを見た人が回答します。"
            ),
        Of<Pattern>("patterns", "Patterns", "パターン", nameof(ListPatterns))
            .By(row => row.Id)
            .NotTaken(Patterns.En, Patterns.Ja),
        Of<PatternRun>("pattern-runs", "Runs that mined patterns", "パターン抽出の実行", nameof(ListPatterns))
            .By(row => row.Id)
            .At(row => row.At)
            .NotTaken(Patterns.En, Patterns.Ja),
    ];

    private static StoredTable<HealthDb, TRow> Of<TRow>(string name, string en, string ja, string right)
        where TRow : class => new(name, en, ja, right);
}

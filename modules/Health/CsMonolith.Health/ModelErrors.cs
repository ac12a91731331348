using System.Globalization;
using CsMonolith.Health.Models;
using CsMonolith.Health.Outcomes;

namespace CsMonolith.Health;

/// <summary>What Health refuses about models, scores and patterns.</summary>
internal static class ModelErrors
{
    public static Error NoChampion { get; } =
        new(
            ErrorKind.Conflict,
            "health.model.no-champion",
            "No model scores yet. Train one with POST /v1/model-trainings and promote it.",
            "本番モデルがまだありません。POST /v1/model-trainings で学習し、本番に切り替えてください。"
        );

    public static Error NoSnapshots { get; } =
        new(
            ErrorKind.Conflict,
            "health.snapshot.none",
            "There is no live snapshot by that day. Build snapshots first.",
            "その日までの利用中顧客のスナップショットがありません。先にスナップショットを作成してください。"
        );

    public static Error NoSuchModel(string version) =>
        new(
            ErrorKind.NotFound,
            "health.model.not-found",
            $"There is no model '{version}'. GET /v1/models lists them.",
            $"モデル「{version}」はありません。GET /v1/models で確かめてください。"
        );

    public static Error NoScore(Guid account) =>
        new(
            ErrorKind.NotFound,
            "health.score.not-found",
            $"There is no score of account {account} that you may see.",
            $"顧客 {account} の表示できる解約確率はありません。"
        );

    public static Error NoSuchOutcome(string outcome) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/outcome",
                $"There is no outcome '{outcome}'. Take one of {string.Join(", ", OutcomeCatalogue.All.Select(kind => kind.Code))}; GET /v1/outcomes defines them.",
                $"「{outcome}」という成果はありません。{string.Join("、", OutcomeCatalogue.All.Select(kind => kind.Code))} のいずれかを指定してください。定義は GET /v1/outcomes にあります。"
            )
        );

    public static Error ScoresChurnOnly(string version, string outcome) =>
        new(
            ErrorKind.Conflict,
            "health.model.not-about-churn",
            $"Model {version} foretells '{outcome}'. The nightly scores, the call list and the forecast of renewals rest on churn: only a model of 'churned' becomes the champion.",
            $"モデル {version} は「{outcome}」を予測するものです。毎晩の予測・架電リスト・更新見込みは解約の確率を使うため、本番にできるのは churned のモデルだけです。"
        );

    public static Error TooFewRows(int train, int test) =>
        new(
            ErrorKind.Conflict,
            "health.training.too-few-rows",
            $"{train} snapshots to train on and {test} to test on do not suffice; each needs at least one. Build more months, or choose another testFrom.",
            $"学習用{train}件、検証用{test}件では足りません(それぞれ1件以上必要です)。スナップショットの月を増やすか、testFrom を変えてください。"
        );

    public static Error AlreadyChampion(string version) =>
        new(
            ErrorKind.Conflict,
            "health.model.already-champion",
            $"Model {version} is the champion already.",
            $"モデル {version} はすでに本番モデルです。"
        );

    public static Error BadArtefact(string en, string ja) => PlatformErrors.Invalid(new FieldFault("/model", en, ja));

    public static Error ArtefactTooLarge(int bytes) =>
        new(
            ErrorKind.TooLarge,
            "health.model.too-large",
            $"The model has {bytes} bytes; at most {RegisterModel.MostBytes} are taken.",
            $"モデルは{bytes}バイトです。上限は{RegisterModel.MostBytes}バイトです。"
        );

    public static Error GatesFailed(string version, IReadOnlyList<GateVerdict> failed) =>
        new(
            ErrorKind.Conflict,
            "health.model.gates-failed",
            $"Model {version} does not pass {failed.Count} of the gates of promotion; see errors. Each can be waived by name with a reason.",
            $"モデル {version} は本番切り替えの条件を{failed.Count}件満たしていません。errors を見てください。理由を添えれば、条件を1つ名指しで免除できます。"
        )
        {
            Fields = [.. failed.Select(gate => new FieldFault($"/gates/{gate.Name}", gate.En, gate.Ja))],
        };

    /// <summary>A figure for a sentence: four decimals, or a dash where there is none.</summary>
    internal static string Figure(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "–";
}

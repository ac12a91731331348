using CsMonolith.Health.Models.Promotion;
using CsMonolith.Health.Models.Registry;

namespace CsMonolith.Health.Models;

/// <summary>What Health refuses about models: training, registering and promoting them.</summary>
internal static class ModelErrors
{
    public static Error NoChampion { get; } =
        new(
            ErrorKind.Conflict,
            "health.model.no-champion",
            "No model scores yet. Train one with POST /v1/model-trainings and promote it.",
            "本番モデルがまだありません。POST /v1/model-trainings で学習し、本番に切り替えてください。"
        );

    public static Error NoSuchModel(string version) =>
        new(
            ErrorKind.NotFound,
            "health.model.not-found",
            $"There is no model '{version}'. GET /v1/models lists them.",
            $"モデル「{version}」はありません。GET /v1/models で確かめてください。"
        );

    public static Error ScoresChurnOnly(string version, string outcome) =>
        new(
            ErrorKind.Conflict,
            "health.model.not-about-churn",
            $"Model {version} foretells '{outcome}'. The nightly scores, the call list and the forecast of "
                + "renewals rest on churn: only a model of 'churned' becomes the champion.",
            $"モデル {version} は「{outcome}」を予測するものです。毎晩の予測・架電リスト・更新見込みは解約の確率を使うため、本番にできるのは churned のモデルだけです。"
        );

    public static Error TooFewRows(int train, int test) =>
        new(
            ErrorKind.Conflict,
            "health.training.too-few-rows",
            $"{train} snapshots to train on and {test} to test on do not suffice; each needs at least one. "
                + "Build more months, or choose another testFrom.",
            $"学習用{train}件、検証用{test}件では足りません(それぞれ1件以上必要です)。スナップショットの月を増やすか、testFrom を変えてください。"
        );

    public static Error AlreadyChampion(string version) =>
        new(
            ErrorKind.Conflict,
            "health.model.already-champion",
            $"Model {version} is the champion already.",
            $"モデル {version} はすでに本番モデルです。"
        );

    public static Error NothingToConfirm(string version) =>
        new(
            ErrorKind.Conflict,
            "health.model.nothing-to-confirm",
            $"Nobody has asked for the promotion of model {version}. Ask with POST /v1/models/{version}/promotion; somebody "
                + "else confirms then.",
            $"モデル {version} の本番切り替えは依頼されていません。POST /v1/models/{version}/promotion で依頼し、別の人が承認してください。"
        );

    public static Error OwnConfirmation(string version) =>
        new(
            ErrorKind.Conflict,
            "health.model.own-confirmation",
            $"You asked for the promotion of model {version} yourself: somebody else who may promote must confirm it.",
            $"モデル {version} の本番切り替えはあなた自身の依頼です。本番切り替えの権限を持つ別の人が承認してください。"
        );

    public static Error NoSecondPerson(string version) =>
        new(
            ErrorKind.Conflict,
            "health.model.no-second-person",
            $"Model {version} needs a second person's yes, and nobody but you may give it: make somebody a leader or CS "
                + "operations, or have the owner relax the rule of two for CS operations (POST /v1/two-person-rules).",
            $"モデル {version} の本番切り替えには別の人の承認が必要ですが、承認できる人がほかにいません。リーダーかCSオペレーションの担当者を増やすか、"
                + "所有者がCSオペレーションの2人体制の規則を緩和してください(POST /v1/two-person-rules)。"
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
            $"Model {version} does not pass {failed.Count} of the gates of promotion; see errors. Each can be "
                + "waived by name with a reason.",
            $"モデル {version} は本番切り替えの条件を{failed.Count}件満たしていません。errors を見てください。理由を添えれば、条件を1つ名指しで免除できます。"
        )
        {
            Fields = [.. failed.Select(gate => new FieldFault($"/gates/{gate.Name}", gate.En, gate.Ja))],
        };
}

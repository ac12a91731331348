namespace CsMonolith.Journey.Playbooks;

/// <summary>Every refusal about playbooks and their runs.</summary>
internal static class PlaybookErrors
{
    public static Error NotFound(Guid id) => PlatformErrors.NotFound("playbook", id);

    public static Error NoSuchPhase(string phase, IEnumerable<string> known) =>
        JourneyErrors.Field(
            "journey.playbook.no-phase",
            "/phase",
            $"'{phase}' is not a phase. There are {string.Join(", ", known)}.",
            $"「{phase}」というフェーズはありません。使えるフェーズ: {string.Join("、", known)}。"
        );

    public static Error CodeTaken(string code, string language) =>
        new(
            ErrorKind.Conflict,
            "journey.playbook.code-taken",
            $"There is a playbook '{code}' in '{language}' already. Publish a new version of it, or choose another code.",
            $"プレイブック「{code}」({language})は既にあります。新しい版を公開するか、別のコードにしてください。"
        );

    public static Error Retired(DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.playbook.retired",
            $"The playbook was retired on {on:yyyy-MM-dd}. Take another one, or create a new one.",
            $"このプレイブックは {on:yyyy-MM-dd} に廃止されています。別のものを使うか、新しく作成してください。"
        );

    public static Error Twice(string word, string pointer) =>
        JourneyErrors.Field(
            "journey.playbook.twice",
            pointer,
            $"'{word}' is there twice. Give each variant, and each step of a variant, a code of its own.",
            $"「{word}」が重複しています。型の種類ごと、ステップごとに別のコードを付けてください。"
        );

    public static Error NotReadable(long line, string why) =>
        JourneyErrors.Field(
            "journey.playbook.not-readable",
            "/text",
            $"Line {line} cannot be read: {why} Compare it with a file of WritePlaybookFile.",
            $"{line}行目を読み取れません({why})。WritePlaybookFile で書き出したファイルと見比べてください。"
        );

    public static Error NoSuchStarter(string code, string language) =>
        JourneyErrors.Field(
            "journey.playbook.no-starter",
            "/code",
            $"There is no starter playbook '{code}' in '{language}'. GET /v1/starter-playbooks names them.",
            $"ひな形「{code}」({language})はありません。GET /v1/starter-playbooks で確かめてください。"
        );

    public static Error NoSuchVersion(int number) =>
        JourneyErrors.Field(
            "journey.playbook.no-version",
            "/number",
            $"The playbook has no version {number}. GET /v1/playbooks/{{playbookId}} names its newest.",
            $"第{number}版はありません。最新の版は GET /v1/playbooks/{{playbookId}} で確かめてください。"
        );

    public static Error NoSuchVariant(string code, IEnumerable<string> known) =>
        JourneyErrors.Field(
            "journey.playbook.no-variant",
            "/variant",
            $"'{code}' is not a variant. There are {string.Join(", ", known)}; absent, the one that fits is taken.",
            $"「{code}」という種類はありません。使える種類: {string.Join("、", known)}。省略すると顧客に合うものが選ばれます。"
        );

    public static Error NobodyDoesIt { get; } =
        JourneyErrors.Field(
            "journey.playbook-run.nobody",
            "/personId",
            "The account has no owner. Name in personId who does our steps.",
            "この顧客には担当者がいません。自社のステップを行う人を personId で指定してください。"
        );

    public static Error NeedsContact { get; } =
        JourneyErrors.Field(
            "journey.playbook-run.needs-contact",
            "/contact",
            "The playbook has steps of the customer's. Name in contact who there does them.",
            "お客様が行うステップがあります。担当する方を contact で指定してください。"
        );

    public static Error RunsAlready(Guid run) =>
        new(
            ErrorKind.Conflict,
            "journey.playbook-run.already",
            $"The playbook runs at this account already: {run}. Go on with that one, or end it first.",
            $"この顧客では既に同じプレイブック({run})を進めています。それを続けるか、先に終了してください。"
        );

    public static Error StartTooFar(DateOnly start, DateOnly last) =>
        JourneyErrors.Field(
            "journey.playbook-run.start-too-far",
            "/startedOn",
            $"{start:yyyy-MM-dd} lies more than a year ahead. Give a day up to {last:yyyy-MM-dd}.",
            $"開始日 {start:yyyy-MM-dd} は1年より先です。{last:yyyy-MM-dd} までの日を指定してください。"
        );

    public static Error Ended(DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.playbook-run.ended",
            $"The run ended on {on:yyyy-MM-dd}.",
            $"この実施は {on:yyyy-MM-dd} に終了しています。"
        );

    public static Error StepsOpen(int open) =>
        new(
            ErrorKind.Conflict,
            "journey.playbook-run.steps-open",
            $"{open} of its tasks are open. Finish or drop them first, or end the run with dropOpen to drop them.",
            $"未完了のタスクが{open}件あります。先に完了か取り下げをするか、dropOpen を指定して一緒に取り下げてください。"
        );

    public static Error EndBeforeStart(DateOnly end, DateOnly start) =>
        JourneyErrors.Field(
            "journey.playbook-run.end-before-start",
            "/on",
            $"{end:yyyy-MM-dd} lies before the start on {start:yyyy-MM-dd}. Give that day or a later one.",
            $"{end:yyyy-MM-dd} は開始日 {start:yyyy-MM-dd} より前です。開始日以降を指定してください。"
        );
}

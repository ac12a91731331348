namespace CsMonolith.Journey.Projects;

/// <summary>Every refusal about success projects.</summary>
internal static class ProjectErrors
{
    /// <summary>A waiver is another person's judgement.</summary>
    public static Error OwnWaiver { get; } =
        new(
            ErrorKind.Forbidden,
            "journey.kickoff.own-waiver",
            "Nobody waives the conditions of a kickoff that they lead. Ask another leader.",
            "自分が責任者のプロジェクトのキックオフ条件は免除できません。ほかのリーダーに依頼してください。"
        );

    /// <summary>A machine took over a customer whom nobody owns.</summary>
    public static Error NobodyLeads { get; } =
        JourneyErrors.Field(
            "journey.project.nobody-leads",
            "/leadId",
            "The account has no owner. Name who leads the project in leadId, or assign an owner first.",
            "この顧客には担当者がいません。leadId で責任者を指定するか、先に担当者を割り当ててください。"
        );

    public static Error NothingToWaive { get; } =
        new(
            ErrorKind.Conflict,
            "journey.kickoff.nothing-to-waive",
            "Nothing is missing for the kickoff. Set its day.",
            "キックオフに必要なものはすべてそろっています。日程を設定してください。"
        );

    public static Error NoSuchProject(Guid id) => PlatformErrors.NotFound("project", id);

    public static Error Closed(DateOnly day) =>
        new(
            ErrorKind.Conflict,
            "journey.project.closed",
            $"The project was closed on {day:yyyy-MM-dd}. Open a new one.",
            $"このプロジェクトは {day:yyyy-MM-dd} に終了しています。新しいプロジェクトを開始してください。"
        );

    public static Error OneAccountable(int count) =>
        JourneyErrors.Field(
            "journey.project.one-accountable",
            "/members",
            $"{count} members are accountable. Exactly one answers for the outcome.",
            $"説明責任者(accountable)が{count}人です。1人だけ指定してください。"
        );

    public static Error MemberTwice(Guid person) =>
        JourneyErrors.Field(
            "journey.project.member-twice",
            "/members",
            $"{person} is a member twice. Give each person one part.",
            $"{person} が重複しています。1人につき役割は1つにしてください。"
        );

    public static Error KickoffBeforeStart(DateOnly on, DateOnly openedOn) =>
        JourneyErrors.Field(
            "journey.kickoff.before-start",
            "/on",
            $"{on:yyyy-MM-dd} lies before the project's start on {openedOn:yyyy-MM-dd}. Give that day or a later one.",
            $"{on:yyyy-MM-dd} はプロジェクトの開始日({openedOn:yyyy-MM-dd})より前です。開始日以降にしてください。"
        );

    public static Error EndBeforeStart(DateOnly on, DateOnly openedOn) =>
        JourneyErrors.Field(
            "journey.project.end-before-start",
            "/on",
            $"{on:yyyy-MM-dd} lies before the project's start on {openedOn:yyyy-MM-dd}. Give that day or a later one.",
            $"{on:yyyy-MM-dd} はプロジェクトの開始日({openedOn:yyyy-MM-dd})より前です。開始日以降にしてください。"
        );

    public static Error OpenAlready(Guid project) =>
        new(
            ErrorKind.Conflict,
            "journey.project.open-already",
            $"The account has an open project, {project}. Close it first, or work on that one.",
            $"この顧客には進行中のプロジェクト {project} があります。先に終了するか、そのプロジェクトを使ってください。"
        );
}

namespace CsMonolith.Journey.Activities;

/// <summary>Words an activity for the timeline, and reads the words that files have for channels and outcomes.</summary>
internal static class ActivityWording
{
    public static string Of<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static string En(Activity activity) =>
        activity.Channel is { } channel
            ? $"{(activity.Proactive == true ? "Proactive" : "Reactive")} contact: {Of(channel)}, {OutcomeEn(activity)}"
            : $"Activity: {Of(activity.Kind)}{Length(activity, " min")}";

    public static string Ja(Activity activity) =>
        activity.Channel is { } channel
            ? $"{(activity.Proactive == true ? "先回り" : "後追い")}の接点: {Ja(channel)}、{OutcomeJa(activity)}"
            : $"活動: {Ja(activity.Kind)}{Length(activity, "分")}";

    public static string Ja(ActivityKind kind) =>
        kind switch
        {
            ActivityKind.Contact => "接点",
            ActivityKind.Training => "研修",
            ActivityKind.Proposal => "提案",
            ActivityKind.Campaign => "キャンペーン",
            ActivityKind.Preparation => "準備",
            ActivityKind.Review => "レビュー",
            ActivityKind.Support => "サポート",
            ActivityKind.Internal => "社内業務",
            _ => "その他",
        };

    /// <summary>The channel of a word in a file; <c>null</c> where it is none.</summary>
    public static ContactChannel? ChannelIn(string? text) =>
        text?.ToLowerInvariant() switch
        {
            "visit"
            or "onsite"
            or "on-site"
            or "in person"
            or "訪問"
            or "来社"
            or "来訪"
            or "往訪"
            or "対面"
            or "面談" => ContactChannel.Visit,
            "call" or "phone" or "tel" or "電話" or "架電" or "受電" => ContactChannel.Call,
            "mail" or "email" or "e-mail" or "メール" or "eメール" or "電子メール" => ContactChannel.Mail,
            "meeting"
            or "zoom"
            or "teams"
            or "mtg"
            or "会議"
            or "打ち合わせ"
            or "打合せ"
            or "打合わせ"
            or "オンライン会議"
            or "web会議"
            or "ウェブ会議"
            or "ミーティング" => ContactChannel.Meeting,
            "digital" or "chat" or "in-app" or "slack" or "line" or "デジタル" or "チャット" or "アプリ内" =>
                ContactChannel.Digital,
            _ => null,
        };

    /// <summary>The outcome of a word in a file; <c>null</c> where it is none.</summary>
    public static ContactOutcome? OutcomeIn(string? text) =>
        text?.ToLowerInvariant() switch
        {
            "reached" or "話せた" => ContactOutcome.Reached,
            "noanswer" or "no answer" or "no_answer" or "応答なし" or "不在" => ContactOutcome.NoAnswer,
            "stayed" or "継続" or "継続の意向" => ContactOutcome.Stayed,
            "worried" or "不安あり" => ContactOutcome.Worried,
            "leaving" or "解約の意向" => ContactOutcome.Leaving,
            "other" or "その他" => ContactOutcome.Other,
            _ => null,
        };

    /// <summary>The kind of a word in a file; <c>null</c> where it is none.</summary>
    public static ActivityKind? KindIn(string? text) =>
        Enum.GetValues<ActivityKind>()
            .Where(kind => string.Equals(text, kind.ToString(), StringComparison.OrdinalIgnoreCase) || text == Ja(kind))
            .Select(kind => (ActivityKind?)kind)
            .FirstOrDefault();

    private static string Length(Activity activity, string unit) =>
        activity.Minutes is { } minutes ? $", {minutes}{unit}" : "";

    private static string OutcomeEn(Activity activity) =>
        activity.Outcome switch
        {
            ContactOutcome.Reached => "reached",
            ContactOutcome.NoAnswer => "no answer",
            ContactOutcome.Stayed => "stays",
            ContactOutcome.Worried => "worried",
            ContactOutcome.Leaving => "wants to leave",
            _ => "other",
        };

    private static string OutcomeJa(Activity activity) =>
        activity.Outcome switch
        {
            ContactOutcome.Reached => "話せた",
            ContactOutcome.NoAnswer => "応答なし",
            ContactOutcome.Stayed => "継続の意向",
            ContactOutcome.Worried => "不安あり",
            ContactOutcome.Leaving => "解約の意向",
            _ => "その他",
        };

    private static string Ja(ContactChannel channel) =>
        channel switch
        {
            ContactChannel.Visit => "訪問",
            ContactChannel.Call => "電話",
            ContactChannel.Mail => "メール",
            ContactChannel.Meeting => "会議",
            _ => "デジタル",
        };
}

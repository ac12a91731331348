using CsMonolith.Kernel;

namespace CsMonolith.Platform.Permissions;

/// <summary>A sentence in both languages.</summary>
public sealed record Sentence(string En, string Ja)
{
    /// <summary>In the reader's language.</summary>
    public string Read(bool inJapanese) => inJapanese ? Ja : En;
}

/// <summary>What the signs of the permission table mean.</summary>
public static class PermissionWording
{
    /// <summary>What a reach lets one see or change.</summary>
    public static Sentence Of(PermissionScope scope) =>
        scope switch
        {
            PermissionScope.None => new("nothing", "利用できません"),
            PermissionScope.Self => new("only what is about oneself", "自分に関するものだけ"),
            PermissionScope.Own => new("the accounts that one owns today", "今日の時点で自分が担当する顧客"),
            PermissionScope.Partner => new(
                "the accounts of one's partner organisation",
                "自分のパートナー企業が担当する顧客"
            ),
            PermissionScope.Team => new(
                "the accounts of one's teams, and one's own",
                "自分のチームと自分が担当する顧客"
            ),
            PermissionScope.Aggregate => new("figures over at least five accounts", "5社以上をまとめた数字"),
            PermissionScope.Masked => new("all accounts, under pseudonyms", "すべての顧客(仮名)"),
            _ => new("everything", "すべて"),
        };

    /// <summary>What a role is called.</summary>
    public static Sentence Of(Role role) =>
        role switch
        {
            Role.Csm => new("CSM", "CSM"),
            Role.Leader => new("CS leader", "CSリーダー"),
            Role.CsOps => new("CS operations", "CSオペレーション"),
            Role.DataScientist => new("data scientist", "データサイエンティスト"),
            Role.OtherDepartment => new("other department", "他部門"),
            Role.PartnerCsm => new("partner CSM", "パートナーCSM"),
            Role.IntegrationKey => new("integration key", "連携キー"),
            Role.Admin => new("administrator", "管理者"),
            Role.Finance => new("finance", "経理"),
            Role.Auditor => new("auditor", "監査人"),
            Role.PrivacyOfficer => new("privacy officer", "個人情報保護責任者"),
            _ => new("the product itself", "製品自身"),
        };

    /// <summary>What would let somebody see more than they do.</summary>
    public static Sentence Widening(PermissionScope scope) =>
        scope switch
        {
            PermissionScope.None => new(
                "Ask an administrator for one of the roles that may.",
                "利用できる役割を管理者に依頼してください。"
            ),
            PermissionScope.Self => new(
                "Nothing widens this but another role; ask an administrator.",
                "別の役割でのみ広がります。管理者に依頼してください。"
            ),
            PermissionScope.Own => new(
                "Ask a leader to hand the account over to you (AssignOwner); it counts from the next request on.",
                "担当の変更(AssignOwner)をリーダーに依頼してください。次の要求から有効です。"
            ),
            PermissionScope.Partner => new(
                "Ask CS operations to assign the account to your partner organisation (ChangeAccount).",
                "その顧客を自社(パートナー)の担当にするよう、CSオペレーションに依頼してください(ChangeAccount)。"
            ),
            PermissionScope.Team => new(
                "Ask a leader to hand the account over to somebody of your team (AssignOwner), or CS operations "
                    + "to add you to another team (SetTeamMembers).",
                "チームの誰かへの担当変更(AssignOwner)をリーダーに、または別のチームへの追加(SetTeamMembers)をCSオペレーションに依頼してください。"
            ),
            PermissionScope.Aggregate => new(
                "Single accounts stay hidden; ask whoever looks after the account.",
                "個別の顧客は表示されません。担当者に尋ねてください。"
            ),
            PermissionScope.Masked => new(
                "Names stay hidden; ask whoever looks after the account.",
                "名称は表示されません。担当者に尋ねてください。"
            ),
            _ => new(
                "Nothing is hidden from you here: what you do not find is not there.",
                "隠されているものはありません。見つからないものは存在しません。"
            ),
        };
}

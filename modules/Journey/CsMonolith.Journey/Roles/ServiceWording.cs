using CsMonolith.Journey.Roles.Specialists;

namespace CsMonolith.Journey.Roles;

/// <summary>Roles, acts and states of requests in words.</summary>
internal static class ServiceWording
{
    public static string En(ServiceRole role) =>
        role switch
        {
            ServiceRole.AccountExecutive => "account executive",
            ServiceRole.EngagementManager => "engagement manager",
            ServiceRole.Csm => "CSM",
            ServiceRole.TechnicalCs => "technical CS",
            ServiceRole.Specialist => "specialist",
            ServiceRole.Trainer => "trainer",
            _ => "partner",
        };

    public static string Ja(ServiceRole role) =>
        role switch
        {
            ServiceRole.AccountExecutive => "営業担当",
            ServiceRole.EngagementManager => "導入責任者",
            ServiceRole.Csm => "担当CSM",
            ServiceRole.TechnicalCs => "テクニカルCS",
            ServiceRole.Specialist => "専門担当",
            ServiceRole.Trainer => "研修担当",
            _ => "パートナー",
        };

    public static string En(ServiceAct act) =>
        act switch
        {
            ServiceAct.Sell => "sell",
            ServiceAct.Install => "install",
            ServiceAct.Train => "train",
            ServiceAct.Renew => "renew",
            _ => "advise",
        };

    public static string Ja(ServiceAct act) =>
        act switch
        {
            ServiceAct.Sell => "販売",
            ServiceAct.Install => "導入作業",
            ServiceAct.Train => "研修",
            ServiceAct.Renew => "更新",
            _ => "助言",
        };

    public static string En(SpecialistState state) =>
        state switch
        {
            SpecialistState.Unmatched => "unmatched",
            SpecialistState.Matched => "matched",
            SpecialistState.Accepted => "accepted",
            _ => "done",
        };

    public static string Ja(SpecialistState state) =>
        state switch
        {
            SpecialistState.Unmatched => "該当者なし",
            SpecialistState.Matched => "依頼中",
            SpecialistState.Accepted => "引き受け済み",
            _ => "完了",
        };
}

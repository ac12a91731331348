namespace CsMonolith.Host.Tests;

/// <summary>Examples that cannot be sent in a small world, each with its reason.</summary>
internal static class ExamplesNotReplayed
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["promoteModel"] = "A model passes its gates only on months of customers; PromoteModelTests do it.",
            ["confirmPromotion"] = "As promoteModel, and it takes a second person.",
            ["getLatestChurnScore"] = "A score needs a promoted model.",
            ["getWhyChanged"] = "As getLatestChurnScore; WhyChangedTests split moves.",
            ["getLeastChange"] = "As getLatestChurnScore; LeastChangeTests compare with brute force.",
            ["openSharedPlan"] = "It takes a secret that is shown once; ActionPlanTests and CanaryTests open one.",
            ["finishSharedTask"] = "As openSharedPlan.",
            ["saySharedConfidence"] = "As openSharedPlan.",
            ["holdEffectReview"] =
                "It takes the very customer that has agreed on success; EffectReviewTests hold them.",
            ["voidEffectReview"] = "Another example moves the only review; EffectReviewTests void them.",
            ["endPlanLink"] = "It takes a link that somebody made; ActionPlanTests end one.",
            ["setActionPlan"] = "It takes a list of the customer's tasks; ActionPlanTests set one.",
            ["markBriefLine"] = "It takes the key of a line; BriefTests mark one.",
            ["unmarkBriefLine"] = "As markBriefLine.",
            ["answerSignal"] = "It takes a day that is still to come; SignalTests answer one.",
            ["changeSavedView"] =
                "A view is its maker's alone, and the other examples change who asks; SavedViewTests change one.",
            ["deleteSavedView"] = "As changeSavedView.",
            ["getSnapshot"] = "A snapshot needs months of history; SnapshotTests read one.",
            ["issuePayStatements"] = "Pay needs a book of customers over a whole window; PayStatementTests do it.",
            ["unlinkIdentity"] = "It ends the sessions that the other examples need; OidcTokenTests unlink.",
            ["assignOwners"] = "assignOwner has given the account away by then; AccountTests assign many.",
            ["voidCancellation"] =
                "The clock passes the last paid day that the example names; RenewalExampleTests take one back.",
            ["reopenRenewal"] =
                "By then other examples have changed the subscription; ContractRenewalTests take an outcome back.",
            ["callRenewal"] = "A call is its owner's or their leader's alone; RenewalTests make one.",
            ["makeFinalCall"] = "As callRenewal.",
            ["divideCredit"] =
                "A partner has a share only where one looks after a customer; CreditTests divide such a deal.",
            ["answerLead"] = "Nobody answers their own lead; LeadTests answer another's.",
            ["settleLead"] = "Only an accepted lead has an outcome: as answerLead.",
            ["setKickoff"] =
                "It takes the customer who has agreed on success, and an owner for each promise; KickoffTests set one.",
            ["waiveKickoff"] = "Nobody waives for a project that they lead; KickoffTests waive for another's.",
            ["launchProject"] = "It takes the customer who has passed three gates; LaunchTests launch one.",
            ["waiveLaunch"] = "Nobody waives for a project that they lead; LaunchTests waive for another's.",
            ["openSuccessProject"] = "A customer has one open project; KickoffTests open one after another.",
            ["closeSuccessProject"] = "The day of the example lies before the project's start; KickoffTests close one.",
            ["prepareKickoff"] = "It takes the handoff whose answers ask for it; KickoffTests tick it.",
            ["agreeProjectScope"] =
                "It takes the customer who has agreed on success, and the version of the scope; ScopeTests agree on one.",
            ["requestPlanChange"] = "It takes a scope that was agreed; ScopeTests ask for changes.",
            ["decidePlanChange"] = "As requestPlanChange, and it takes a second person.",
            ["agreeBaselines"] = "Days are agreed once, and other examples agree on them; MilestoneTests agree.",
            ["changeDeliverable"] =
                "Parts of a plan but milestones have no list of their own; DeliverableTests change one.",
            ["signOffDeliverable"] = "As changeDeliverable.",
            ["finishDeliverable"] = "As changeDeliverable, and it takes the customer's sign-off.",
            ["promiseResource"] = "As changeDeliverable; ResourceTests promise and fill.",
            ["fillResource"] = "As promiseResource.",
            ["endCadence"] = "As changeDeliverable; CadenceTests end one.",
            ["changeProjectRisk"] = "As changeDeliverable; RiskTests change one.",
            ["voidRivalStanding"] =
                "The entries of a rival tool have no list of their own; RivalToolTests take one back.",
            ["voidAssessment"] = "Assessments have no list across customers; ConsultingTests take one back.",
            ["draftSolutionPlan"] = "It takes the id of an issue within a list; ConsultingTests draft one.",
            ["reviseSolutionPlan"] = "As draftSolutionPlan.",
            ["agreeSolutionPlan"] = "As draftSolutionPlan.",
            ["voidSolutionPlan"] = "As draftSolutionPlan.",
            ["getSolutionPlan"] = "As draftSolutionPlan.",
            ["moveProspect"] = "It takes an account that is a prospect; ProspectTests move one.",
            ["rateProjectRisk"] = "As changeProjectRisk.",
            ["settleProjectRisk"] = "As changeProjectRisk.",
            ["deliverProjectOrder"] = "As changeDeliverable; BudgetTests deliver one.",
            ["withdrawSignalAnswer"] = "A signal is named by its own key; SignalTests answer one and take it back.",
            ["watchJob"] = "A stream; WatchJobTests read it byte by byte.",
            ["claimQuarantinedUsage"] = "Something waits only after a machine has sent it; UsageIngestTests claim it.",
            ["changeStakeholder"] =
                "The map of a customer's people has no list of its own; PeopleMapTests change one of them.",
            ["recordStanding"] = "As changeStakeholder.",
            ["rateRelationship"] =
                "The owner alone rates, and other examples hand the account over; PeopleMapTests do.",
            ["adoptStarterPlaybook"] =
                "The file of another example has its code by then; PlaybookFileTests begin with one.",
            ["endPlaybookRun"] = "Its day lies before the start in this world; PlaybookRunTests end one.",
            ["endRole"] = "A role has no list of its own in which the example's one is found; RoleChainTests end one.",
            ["handOverRole"] = "As endRole.",
            ["setSpecialities"] = "Nothing has been said of a person by then; SpecialistTests say what each knows.",
            ["answerSpecialistRequest"] =
                "Only the specialist whom the request was matched to answers it; SpecialistTests answer.",
            ["finishSpecialistRequest"] = "As answerSpecialistRequest, and it was accepted before.",
            ["takeNextStep"] = "Which step is advised is worked out of the customer's facts; AdviceTests take one.",
            ["declineNextStep"] = "As takeNextStep.",
            ["forecastImprovementMilestone"] =
                "A milestone of a project has no list of its own; ImprovementTests forecast and reach one.",
            ["reachImprovementMilestone"] = "As forecastImprovementMilestone.",
            ["closeImprovement"] = "The other examples change it still; ImprovementTests close one.",
            ["closeFire"] = "It takes a card of the very customer that burns; FireTests close one.",
            ["recordAttainment"] = "It takes the very customer that has agreed on success; AttainmentTests record one.",
            ["mergeAccounts"] =
                "It takes two customers, and one of them has no figures afterwards; AccountMergeTests merge them.",
            ["voidAccountMerge"] = "As mergeAccounts.",
            ["declareMigrationGap"] =
                "It takes a subscription that ended and another that took its place; MigrationGapTests declare one.",
            ["voidMigrationGap"] = "As declareMigrationGap.",
            ["rotateApiKey"] = "The world's only key is revoked by then; ApiKeyTests rotate one.",
            ["getDeadLetter"] = "There is one only after a listener has failed six times; DeadLetterTests have one.",
            ["mendDeadLetter"] = "As getDeadLetter.",
            ["replayDeadLetter"] = "As getDeadLetter.",
            ["discardDeadLetter"] = "As getDeadLetter.",
            ["getPayStatement"] = "There is none without issuePayStatements.",
            ["correctPayStatement"] = "As getPayStatement; PayObjectionTests correct one.",
            ["objectToPayStatement"] = "As getPayStatement.",
            ["answerPayObjection"] = "As getPayStatement.",
            ["approvePayPlan"] = "Nobody approves what they drafted; PayApprovalTests do it by two.",
            ["confirmTrustGrant"] = "It takes a second person; TrustTests confirm and decline.",
            ["declineTrustGrant"] = "As confirmTrustGrant.",
            ["offerOwnership"] = "It takes another administrator; TrustTests hand the ownership over.",
            ["acceptOwnership"] = "As offerOwnership.",
        };
}

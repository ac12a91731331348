using CsMonolith.Journey.Timeline;
using CsMonolith.Platform.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Handoffs;

/// <summary>Lists the services and routes of handoffs, hearings, promises and kickoffs.</summary>
internal static class HandoffsChapter
{
    public static IServiceCollection AddHandoffs(this IServiceCollection services) =>
        services
            .AddScoped<HearingRegistry>()
            .AddScoped<HandoffReader>()
            .AddScoped<KickoffReadiness>()
            .AddImportKind<HandoffsImport>()
            .AddImportKind<HearingAnswersImport>()
            .AddImportKind<PromisesImport>()
            .AddSingleton(new TimelineSource(nameof(ListHandoffs), Handoff.ReceivedLine, Handoff.AcknowledgedLine))
            .AddSingleton(new TimelineSource(nameof(ListPromises), PromiseMade.PromisedLine));

    public static IEndpointRouteBuilder MapHandoffs(this IEndpointRouteBuilder routes) =>
        routes
            .Map<GetHearingQuestionsEndpoint>()
            .Map<SetHearingQuestionsEndpoint>()
            .Map<AnswerHearingEndpoint>()
            .Map<ListHearingAnswersEndpoint>()
            .Map<ReceiveHandoffEndpoint>()
            .Map<GetHandoffEndpoint>()
            .Map<ListHandoffsEndpoint>()
            .Map<ChangeHandoffEndpoint>()
            .Map<PrepareKickoffEndpoint>()
            .Map<AcknowledgeHandoffEndpoint>()
            .Map<MakePromiseEndpoint>()
            .Map<GetPromiseEndpoint>()
            .Map<ChangePromiseEndpoint>()
            .Map<ListPromisesEndpoint>()
            .Map<SetKickoffEndpoint>()
            .Map<WaiveKickoffEndpoint>()
            .Map<GetKickoffBriefEndpoint>();
}

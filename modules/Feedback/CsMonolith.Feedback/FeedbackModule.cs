using CsMonolith.Feedback.FieldCards;
using CsMonolith.Feedback.Summaries;
using CsMonolith.Feedback.Surveys;
using CsMonolith.Feedback.Tickets;
using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Exports;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Feedback;

/// <summary>What customers say, and what the field notices. See modules/Feedback/README.md.</summary>
public sealed class FeedbackModule : IModule
{
    /// <inheritdoc />
    public string Name => FeedbackDb.Schema;

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services
            .AddModuleDb<FeedbackDb, SqliteFeedbackDb, PostgresFeedbackDb>(configuration, Name)
            .AddSlices(typeof(FeedbackModule).Assembly)
            .AddScoped<KnownAccounts>()
            .AddScoped<IHoldsAccountFacts, FeedbackOnAccounts>()
            .AddSingleton(new TimelineSource(nameof(ListTickets), Ticket.OpenedLine))
            .AddSingleton(new TimelineSource(nameof(ListSurveyAnswers), SurveyAnswer.AnsweredLine))
            .AddSingleton(new TimelineSource(nameof(ListFieldCards), FieldCard.WrittenLine, FieldCard.ClosedLine))
            .AddImportKind<TicketImport>()
            .AddImportKind<SurveyAnswerImport>()
            .AddImportKind<FieldCardImport>()
            .AddExportTables(FeedbackExports.Tables);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/v1")
            .WithTags("Feedback")
            .Map<RecordTicketEndpoint>()
            .Map<RecordTicketsEndpoint>()
            .Map<ListTicketsEndpoint>()
            .Map<RecordSurveyAnswerEndpoint>()
            .Map<RecordSurveyAnswersEndpoint>()
            .Map<ListSurveyAnswersEndpoint>()
            .Map<WriteFieldCardEndpoint>()
            .Map<ListFieldCardsEndpoint>()
            .Map<GetFieldCardEndpoint>()
            .Map<FindSimilarFieldCardsEndpoint>()
            .Map<CloseFieldCardEndpoint>();
}

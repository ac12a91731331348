using CsMonolith.Compensation.Plans;
using CsMonolith.Compensation.Statements;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Exports;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Compensation;

/// <summary>What people are paid for keeping customers. See modules/Compensation/README.md.</summary>
public sealed class CompensationModule : IModule
{
    /// <inheritdoc />
    public string Name => CompensationDb.Schema;

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services
            .AddModuleDb<CompensationDb, SqliteCompensationDb, PostgresCompensationDb>(configuration, Name)
            .AddSlices(typeof(CompensationModule).Assembly)
            .AddScoped<PayVisibility>()
            .AddScoped<SecondPerson>()
            .AddScoped<IHoldsAccountFacts, StatementsOnAccounts>()
            .AddExportTables(CompensationExports.Tables);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/v1")
            .WithTags("Compensation")
            .WhereRepetitionIsDear()
            .Map<DraftPayPlanEndpoint>()
            .Map<ListPayPlansEndpoint>()
            .Map<GetPayPlanEndpoint>()
            .Map<ApprovePayPlanEndpoint>()
            .Map<IssuePayStatementsEndpoint>()
            .Map<ListPayStatementsEndpoint>()
            .Map<GetPayStatementEndpoint>()
            .Map<CorrectPayStatementEndpoint>()
            .Map<ObjectToPayStatementEndpoint>()
            .Map<AnswerPayObjectionEndpoint>();
}

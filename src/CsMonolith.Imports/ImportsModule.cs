using CsMonolith.Imports.Exporting;
using CsMonolith.Imports.Loading;
using CsMonolith.Imports.Storage;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Imports;

/// <summary>
/// The loading of files: uploaded, mapped, checked, committed, taken back; and the download of tables. See
/// README.md beside this file.
/// </summary>
public sealed class ImportsModule : IModule
{
    /// <inheritdoc />
    public string Name => ImportsDb.Schema;

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services
            .AddModuleDb<ImportsDb, SqliteImportsDb, PostgresImportsDb>(configuration, Name)
            .AddSlices(typeof(ImportsModule).Assembly)
            .AddScoped<ImportLoader>()
            .AddScoped<ImportRights>()
            .AddScoped<ExportRights>()
            .AddScoped<TableReader>()
            .AddSingleton<IUploadedTables, UploadedTables>();

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/v1")
            .WithTags("Imports")
            .WhereRepetitionIsDear()
            .Map<ListImportKindsEndpoint>()
            .Map<UploadImportEndpoint>()
            .Map<GetImportEndpoint>()
            .Map<ListImportsEndpoint>()
            .Map<MapImportEndpoint>()
            .Map<SetImportReadingEndpoint>()
            .Map<PreviewImportEndpoint>()
            .Map<CheckImportEndpoint>()
            .Map<CommitImportEndpoint>()
            .Map<ListImportFaultsEndpoint>()
            .Map<GetImportErrorsEndpoint>()
            .Map<UndoImportEndpoint>()
            .Map<ListExportTablesEndpoint>()
            .Map<ExportTableCsvEndpoint>()
            .Map<ExportTableJsonEndpoint>();
}

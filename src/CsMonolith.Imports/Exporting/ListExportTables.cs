using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Exports;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Problems;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CsMonolith.Imports.Exporting;

/// <summary>What tables can be downloaded, with which columns, and which of them are taken in again?</summary>
internal sealed record ListExportTables : IQuery<ShownTables>;

internal sealed record ShownTables(IReadOnlyList<ShownTable> Items);

/// <param name="Name">Give it as <c>table</c> when downloading.</param>
/// <param name="Columns">The headings of the file, in order.</param>
/// <param name="ByAccount">Whether the rows of one customer can be asked for.</param>
/// <param name="ByDay">Whether a part can be asked for by its days.</param>
/// <param name="Importable">Whether the downloaded file can be imported, here or into an empty installation.</param>
/// <param name="ImportKind">The kind of import that takes it; <c>null</c> where none does.</param>
/// <param name="WhyNot">Why it is not imported, in the reader's language; <c>null</c> where it is.</param>
/// <param name="LocalColumns">
/// Headings whose values hold within this installation only, such as ids and pseudonyms; an import gives new ones.
/// </param>
internal sealed record ShownTable(
    string Name,
    string TitleEn,
    string TitleJa,
    IReadOnlyList<string> Columns,
    bool ByAccount,
    bool ByDay,
    bool Importable,
    string? ImportKind,
    string? WhyNot,
    IReadOnlyList<string> LocalColumns
);

internal sealed class ListExportTablesHandler(ExportRights rights)
    : IRequestHandler<ListExportTables, Result<ShownTables>>
{
    public Task<Result<ShownTables>> Handle(ListExportTables ask, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ShownTables>>(new ShownTables([.. rights.Tables.Select(Show)]));

    private static ShownTable Show(ExportTable table) =>
        new(
            table.Name,
            table.TitleEn,
            table.TitleJa,
            table.Columns,
            table.IsOfAccounts,
            table.HasDays,
            table.ImportKind is not null,
            table.ImportKind,
            table.WhyNotImported is var (en, ja) ? (ProblemAnswers.InJapanese ? ja : en) : null,
            table.LocalColumns
        );
}

internal sealed class ListExportTablesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/exports", () => new ListExportTables())
            .WithSummary("List the tables that one may download, with their columns")
            .WithDescription("Only those that the caller may read row by row; a file has the rows that they reach.")
            .WithExample(
                null,
                new ShownTables([
                    new ShownTable(
                        "exchange-rates",
                        "Exchange rates",
                        "為替レート",
                        ["id", "currency", "per", "on", "nano", "recordedAt"],
                        ByAccount: false,
                        ByDay: true,
                        Importable: false,
                        ImportKind: null,
                        "この表を取り込む種別はありません。",
                        LocalColumns: []
                    ),
                ])
            )
            .WithProblems(401, 403);
}

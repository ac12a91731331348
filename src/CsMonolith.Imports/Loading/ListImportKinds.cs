using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Problems;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CsMonolith.Imports.Loading;

/// <summary>What kinds of file can be taken in, and with which columns?</summary>
internal sealed record ListImportKinds : IQuery<ShownKinds>;

internal sealed record ShownKinds(IReadOnlyList<ShownKind> Items);

/// <param name="Name">Give it as <c>kind</c> when uploading.</param>
internal sealed record ShownKind(string Name, string TitleEn, string TitleJa, IReadOnlyList<ShownColumn> Columns);

/// <param name="AlsoCalled">Headings that are mapped to it by themselves.</param>
internal sealed record ShownColumn(
    string Name,
    ColumnType Type,
    bool Required,
    string TitleEn,
    string TitleJa,
    IReadOnlyList<string> AlsoCalled
);

internal sealed class ListImportKindsHandler(ImportRights rights) : IRequestHandler<ListImportKinds, Result<ShownKinds>>
{
    public Task<Result<ShownKinds>> Handle(ListImportKinds ask, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ShownKinds>>(
            new ShownKinds([.. rights.Kinds.OrderBy(kind => kind.Name, StringComparer.Ordinal).Select(Show)])
        );

    private static ShownKind Show(ImportKind kind) =>
        new(
            kind.Name,
            kind.TitleEn,
            kind.TitleJa,
            [
                .. kind.Columns.Select(column => new ShownColumn(
                    column.Name,
                    column.Type,
                    column.Required,
                    column.TitleEn,
                    column.TitleJa,
                    column.AlsoCalled
                )),
            ]
        );
}

internal sealed class ListImportKindsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/import-kinds", () => new ListImportKinds())
            .WithSummary("List the kinds of file that one may import, with their columns")
            .WithExample(
                null,
                new ShownKinds([
                    new ShownKind(
                        "accounts",
                        "Accounts",
                        "顧客",
                        [new ShownColumn("name", ColumnType.Text, Required: true, "Name", "会社名", ["顧客名"])]
                    ),
                ])
            )
            .WithProblems(401, 403);
}

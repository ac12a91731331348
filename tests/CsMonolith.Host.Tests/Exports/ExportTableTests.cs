using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsMonolith.Platform.Exports;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests.Exports;

/// <summary>Every table can be downloaded, by whoever may read its rows and with the rows that they reach.</summary>
public sealed class ExportTableTests(WholeHost host) : IClassFixture<WholeHost>
{
    // What is stored and no table of the list has, each with its reason.
    private static readonly Dictionary<string, string> NotExported = new(StringComparer.Ordinal)
    {
        ["TimelineEntry"] = "A line repeats what another table holds, and who may read it differs by line.",
        ["ModelArtefact"] = "The file of a model is downloaded by GetModelArtefact.",
        ["ReviewPackFile"] = "The files of a pack are downloaded by GetReviewPackPptx and GetReviewPackHtml.",
        ["UsageKey"] = "Hashes by which a repeated message is known.",
        ["PseudonymKey"] = "The key of the pseudonyms: whoever has it can turn them back.",
        ["KnownCard"] = "A copy of what Feedback tells of its field cards, which are exported there.",
        ["BriefMark"] = "Marks are their maker's alone.",
    };

    [Fact]
    public async Task Every_stored_type_of_the_five_modules_is_exported_or_named_with_its_reason()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var tables = host.Services.GetServices<ExportTable>().ToList();
        var stored = WholeHost
            .Modules.Select(module => module.GetType().Assembly)
            .SelectMany(assembly => assembly.GetTypes().Where(type => type.BaseType == typeof(ModuleDb)))
            .SelectMany(type =>
                ((ModuleDb)scope.ServiceProvider.GetRequiredService(type))
                    .Model.GetEntityTypes()
                    .Select(entity => entity.ClrType)
                    .Where(row => row.Assembly == type.Assembly)
            )
            .Select(type => type.Name)
            .ToList();

        tables.Select(table => table.Row.Name).Distinct().Concat(NotExported.Keys).ShouldBe(stored, ignoreOrder: true);
        stored.Count.ShouldBeGreaterThan(60);
        tables.Select(table => table.Name).ShouldBeUnique();
        tables.ShouldAllBe(table => WholeHost.Permissions.Find(table.Right) != null);
    }

    [Fact]
    public async Task What_can_be_imported_is_listed_with_its_kind_and_what_cannot_with_its_reason()
    {
        using var admin = await host.AsAdmin();
        await using var scope = host.Services.CreateAsyncScope();
        var kinds = scope.ServiceProvider.GetServices<ImportKind>().Select(kind => kind.Name).ToList();

        var listed = (await admin.GetFromJsonAsync<JsonNode>("/v1/exports"))!["items"]!.AsArray();

        foreach (var table in listed)
        {
            if (table!["importable"]!.GetValue<bool>())
            {
                kinds.ShouldContain(table["importKind"]!.GetValue<string>());
                table["whyNot"].ShouldBeNull();
            }
            else
            {
                table["importKind"].ShouldBeNull();
                table["whyNot"]!.GetValue<string>().ShouldNotBeEmpty();
            }
        }

        // Snapshots are taken in from elsewhere, for training; what is built here is built again. Contacts are among the
        // activities.
        listed
            .Select(table => (string?)table!["importKind"])
            .OfType<string>()
            .ShouldBe(kinds.Except(["snapshots", "contacts"]), ignoreOrder: true);
    }

    [Fact]
    public async Task Every_table_is_written_in_both_forms()
    {
        using var admin = await host.AsAdmin();
        foreach (var table in (await admin.GetFromJsonAsync<JsonNode>("/v1/exports"))!["items"]!.AsArray())
        {
            var name = table!["name"]!.GetValue<string>();
            var columns = table["columns"]!.AsArray().Select(column => column!.GetValue<string>()).ToList();

            using var csv = await admin.GetAsync($"/v1/exports/csv?table={name}");
            using var json = await admin.GetAsync($"/v1/exports/jsonl?table={name}");

            csv.StatusCode.ShouldBe(HttpStatusCode.OK, $"{name}: {await csv.Content.ReadAsStringAsync()}");
            json.StatusCode.ShouldBe(HttpStatusCode.OK, name);
            var bytes = await csv.Content.ReadAsByteArrayAsync();
            bytes.AsSpan(0, 3).SequenceEqual(Encoding.UTF8.Preamble).ShouldBeTrue(name);
            Encoding.UTF8.GetString(bytes[3..]).Split("\r\n")[0].ShouldBe(string.Join(',', columns));
            foreach (var line in (await json.Content.ReadAsStringAsync()).Split('\n')[..^1])
            {
                JsonNode.Parse(line)!.AsObject().Select(cell => cell.Key).ShouldBe(columns, name);
            }
        }
    }

    [Fact]
    public async Task A_table_that_is_not_there_and_bounds_that_it_has_not_are_refused_by_name()
    {
        using var admin = await host.AsAdmin();
        admin.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        var missing = await Fault(admin, "table=acounts");
        missing.Pointer.ShouldBe("table");
        missing.Detail.ShouldStartWith("There is no table 'acounts'. Did you mean accounts");
        (await Fault(admin, $"table=exchange-rates&accountId={Guid.NewGuid()}")).Pointer.ShouldBe("accountId");
        (await Fault(admin, "table=phase-sets&from=2026-01-01")).Pointer.ShouldBe("from");
        (await Fault(admin, "table=owners&from=2026-02-01&to=2026-01-01")).Pointer.ShouldBe("to");
    }

    [Fact]
    public async Task An_export_leaves_its_audit_row_and_needs_the_right_to_the_rows()
    {
        using var admin = await host.AsAdmin();
        using var key = host.CreateClient();
        key.DefaultRequestHeaders.Authorization = await host.KeyWith("exports:read", "accounts:read");

        (await key.GetAsync("/v1/exports/csv?table=accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var other = await key.GetAsync("/v1/exports/csv?table=invoices");
        other.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await other.Content.ReadAsStringAsync()).ShouldContain("invoices:read");
        (await key.GetFromJsonAsync<JsonNode>("/v1/exports"))!["items"]!
            .AsArray()
            .Select(table => table!["name"]!.GetValue<string>())
            .ShouldBe(["account-facts", "accounts", "owners", "prospects"]);

        // What is of no one customer is for those who see all of it.
        (await admin.GetAsync("/v1/exports/csv?table=pay-statements")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var scope = host.Services.CreateAsyncScope();
        (
            await scope
                .ServiceProvider.GetRequiredService<PlatformDb>()
                .Set<CsMonolith.Platform.Requests.AuditRow>()
                .Where(row => row.Operation == "ExportTableCsv")
                .Select(row => row.Request)
                .ToListAsync()
        ).ShouldContain(request => request.Contains("\"accounts\""));
    }

    private static async Task<(string Pointer, string Detail)> Fault(HttpClient client, string query)
    {
        using var answer = await client.GetAsync($"/v1/exports/csv?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var fault = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
        return (fault.GetProperty("pointer").GetString()!, fault.GetProperty("detail").GetString()!);
    }
}

using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsMonolith.Platform.Storage;
using CsMonolith.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests.Worlds;

/// <summary>
/// The wall between inside and outside: into every text that people wrote, in every table, a word is put that names its
/// column; what a customer is shown may hold those of the columns that are meant for them and no other.
/// </summary>
public sealed partial class CanaryTests : IAsyncLifetime
{
    // What a customer may read. Whoever adds a line here shows it to customers.
    private static readonly string[] MeantForCustomers =
    [
        "accounts.name",
        "action_plans.greeting",
        "customer_intents.said_by",
        "customer_intents.words",
        "effect_reviews.for_customer",
        "people.name",
        "subscriptions.plan",
        "subscriptions.product",
        "success_definitions.metric",
        "success_definitions.outcome",
        "success_projects.title",
        "tasks.title",
    ];

    private readonly TestDatabase _database = TestDatabase.Fresh(WholeHost.Modules);
    private WholeHost _host = null!;
    private World _world = null!;

    public async Task InitializeAsync()
    {
        var time = new FixedTime();
        _host = WholeHost.On(_database, time);
        _world = new World(_host, time);
        await _world.Build(World.Familiar);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Of_what_is_written_inside_customers_see_what_is_meant_for_them_alone()
    {
        var held = _world.Holdings["own"];
        var made = await _world.Do(
            "csOps",
            "POST",
            $"/v1/success-projects/{held.Project}/plan-links",
            new { forWhom = "田中" }
        );
        var link = made["path"]!.GetValue<string>().Split('#')[1];
        var planted = await Plant();
        planted.Count.ShouldBeGreaterThan(60, "or this test shows little");
        planted.ShouldContain("tasks.note");
        planted.ShouldContain("project_risks.why");
        using var outside = _host.CreateClient();

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var (path, body) in new (string, object)[]
            {
                ("/v1/shared-plan/openings", new { link }),
                ($"/v1/shared-plan/tasks/{held.Task}/done", new { link, note = "済み" }),
                ($"/v1/shared-plan/tasks/{held.Task}/done", new { link }),
                ($"/v1/shared-plan/tasks/{held.Fire}/done", new { link }),
                ("/v1/shared-plan/confidence", new { link, score = 4 }),
                ("/v1/shared-plan/confidence", new { link, score = 4 }),
            }
        )
        {
            using var answer = await outside.PostAsJsonAsync(path, body);
            ((int)answer.StatusCode).ShouldBeLessThan(500);
            var said = await answer.Content.ReadAsStringAsync() + string.Join(' ', answer.Headers);
            seen.UnionWith(Word().Matches(Regex.Unescape(said)).Select(word => word.Groups["column"].Value));
        }

        seen.Except(MeantForCustomers).ShouldBeEmpty();
        seen.ShouldContain("tasks.title", "the words are found where they are shown");
        seen.ShouldContain("customer_intents.words");
    }

    [Fact]
    public async Task A_pack_for_a_business_review_holds_what_is_meant_for_customers_alone()
    {
        var account = _world.Holdings["own"].Account;
        var review = await Reviewed(account);
        await _world.Do(
            "csOps",
            "POST",
            $"/v1/accounts/{account}/benefits",
            new
            {
                on = "2026-11-15",
                kind = "speed",
                amount = World.Yen(1000),
                evidence = "社内の見立て",
                confirmedBy = "田中",
            }
        );
        var planted = await Plant();
        planted.ShouldContain("effect_reviews.cause");
        planted.ShouldContain("effect_reviews.countermeasure");
        planted.ShouldContain("effect_reviews.goals");
        planted.ShouldContain("benefits.evidence");
        planted.ShouldContain("project_risks.why");

        var pack = await _world.Do(
            "csOps",
            "POST",
            $"/v1/accounts/{account}/review-packs",
            new { from = "2026-11-01", to = "2026-11-20" }
        );
        using var reader = _world.As("csOps");
        var said = Regex.Unescape(await reader.GetStringAsync($"/v1/review-packs/{pack["id"]}/html"));
        said = System.Net.WebUtility.HtmlDecode(said) + await Slides(reader, $"/v1/review-packs/{pack["id"]}/pptx");

        var seen = Word().Matches(said).Select(word => word.Groups["column"].Value).ToHashSet(StringComparer.Ordinal);
        seen.Except(MeantForCustomers).ShouldBeEmpty();
        foreach (var shown in (string[])["accounts.name", "effect_reviews.for_customer", "tasks.title"])
        {
            seen.ShouldContain(shown, "the words are found where they are shown");
        }

        review.ShouldNotBe(Guid.Empty);
    }

    private async Task<Guid> Reviewed(Guid account)
    {
        var goal = await _world.Do(
            "csOps",
            "POST",
            $"/v1/accounts/{account}/success-definitions",
            new
            {
                outcome = "残業をなくす",
                metric = "残業時間",
                baseline = 42,
                target = 8,
                dueOn = "2027-03-31",
                ourOwnerId = _world.People["csm"],
                theirOwner = "田中",
                agreedOn = "2026-11-01",
            }
        );
        var planned = await _world.Do(
            "csOps",
            "POST",
            $"/v1/accounts/{account}/effect-reviews",
            new { dueOn = "2026-11-18" }
        );
        await _world.Do(
            "csOps",
            "POST",
            $"/v1/effect-reviews/{planned["id"]}/hold",
            new
            {
                heldOn = "2026-11-18",
                goals = new[] { new { goalId = goal["id"]!.GetValue<Guid>(), actual = 21 } },
                cause = "担当者の意欲が低い",
                countermeasure = "上長に話す",
                nextCheckOn = "2027-01-20",
                forCustomer = "日中の配車は目標どおりです。",
            },
            match: "\"1\""
        );
        return planned["id"]!.GetValue<Guid>();
    }

    // All that a reader of the file could come upon: slides, notes, properties.
    private static async Task<string> Slides(HttpClient reader, string path)
    {
        using var archive = new ZipArchive(await reader.GetStreamAsync(path), ZipArchiveMode.Read);
        var all = new StringBuilder();
        foreach (var entry in archive.Entries)
        {
            using var text = new StreamReader(await entry.OpenAsync());
            all.Append(System.Net.WebUtility.HtmlDecode(await text.ReadToEndAsync()));
        }

        return all.ToString();
    }

    [GeneratedRegex("金糸雀<(?<column>[a-z_.]+)>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    // Puts the word into each text with letters that only people write; the columns that had one.
    private async Task<IReadOnlySet<string>> Plant()
    {
        var planted = new HashSet<string>(StringComparer.Ordinal);
        using var scope = _host.Services.CreateScope();
        foreach (var store in scope.ServiceProvider.GetRequiredService<ModuleStores>().All)
        {
            var db = (ModuleDb)scope.ServiceProvider.GetRequiredService(store.Db);
            foreach (var type in db.Model.GetEntityTypes().Where(type => type.GetTableName() is not null))
            {
                // What was done is chained and cannot be written over.
                if (type.GetTableName()!.Contains("audit", StringComparison.Ordinal))
                {
                    continue;
                }

                foreach (var property in type.GetProperties().Where(IsText))
                {
                    var table = type.GetTableName()!;
                    var column = property.GetColumnName();
                    if (await Plant(db, type.GetSchema(), table, column))
                    {
                        planted.Add($"{Plain(table)}.{column}");
                    }
                }
            }
        }

        return planted;
    }

    // Under SQLite a module's tables bear its name in front.
    private static string Plain(string table) => Prefix().Replace(table, "");

    [GeneratedRegex(
        "^(journey|revenue|feedback|health|compensation|access|imports|operations)_",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Prefix();

    private static bool IsText(IProperty property) =>
        !property.IsKey()
        && !property.IsForeignKey()
        && !property.ClrType.IsEnum
        && (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) == typeof(string);

    private static async Task<bool> Plant(ModuleDb db, string? schema, string table, string column)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var (from, cell) = (sql.DelimitIdentifier(table, schema), sql.DelimitIdentifier(column));
        var word = $"金糸雀<{Plain(table)}.{column}>";
        await db.Database.OpenConnectionAsync();
        var texts = new List<string>();
        await using (var ask = db.Database.GetDbConnection().CreateCommand())
        {
#pragma warning disable CA2100 // The names are the model's.
            ask.CommandText = $"SELECT DISTINCT {cell} FROM {from} WHERE {cell} IS NOT NULL";
#pragma warning restore CA2100
            await using var rows = await ask.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                texts.Add(rows.GetString(0));
            }
        }

        var any = false;
        foreach (var text in texts)
        {
            var marked = Marked(text, word);
            if (marked != text)
            {
                any = true;
                await Replace(db, $"UPDATE {from} SET {cell} = @marked WHERE {cell} = @text", marked, text);
            }
        }

        return any;
    }

    private static async Task Replace(ModuleDb db, string update, string marked, string text)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The names are the model's.
        command.CommandText = update;
#pragma warning restore CA2100
        foreach (var (name, value) in new[] { ("@marked", marked), ("@text", text) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }

    private static string Marked(string text, string word)
    {
        if (text is ['{' or '[', ..])
        {
            try
            {
                return Marked(JsonNode.Parse(text)!, word).ToJsonString();
            }
            catch (System.Text.Json.JsonException)
            {
                // It only begins like JSON.
            }
        }

        return text.Any(letter => letter > 127) ? $"{text}{word}" : text;
    }

    private static JsonNode Marked(JsonNode node, string word) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.Select(own => KeyValuePair.Create(own.Key, own.Value is null ? null : Marked(own.Value, word)))
            ),
            JsonArray list => new JsonArray([.. list.Select(own => own is null ? null : Marked(own, word))]),
            JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Marked(text, word)),
            _ => node.DeepClone(),
        };
}

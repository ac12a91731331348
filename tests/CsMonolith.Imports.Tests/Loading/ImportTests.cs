using System.Text;
using CsMonolith.Imports.Loading;
using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Imports.Tests.Loading;

public sealed class ImportTests : IDisposable
{
    private readonly ShopAlone _shop = new();

    public ImportTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_Japanese_file_is_understood_by_itself()
    {
        var import = await Upload(
            Encoding
                .GetEncoding(932)
                .GetBytes(
                    """
                    顧客一覧(2026年4月)
                    出力日: 2026/04/01,,,
                    顧客コード,会社名,席数,契約開始日,備考
                    Ａ００１,株式会社青空,１，２００,令和8年4月1日,"改行
                    あり"
                    A002,合同会社みなと,30,2026年4月1日,
                    """.Replace("１，２００", "\"１，２００\"", StringComparison.Ordinal)
                )
        );

        import.Encoding.ShouldBe("cp932");
        import.Delimiter.ShouldBe(",");
        import.HeaderLine.ShouldBe(3);
        import.Rows.ShouldBe(2);
        import.Mapping["name"].ShouldBe("会社名");
        import.UnmappedHeadings.ShouldBe(["備考"]);
        import.MissingColumns.ShouldBeEmpty();

        (await Commit(import)).ShouldBe(new ImportCounts(2, 0, 0, 0, 0));
        var first = (await Customers())[0];
        (first.ExternalId, first.Name, first.Seats, first.StartedOn).ShouldBe(
            ("A001", "株式会社青空", 1200, new DateOnly(2026, 4, 1))
        );
    }

    [Theory]
    [InlineData("utf-8", ";")]
    [InlineData("utf-8-bom", "\t")]
    [InlineData("utf-16-le", "\t")]
    [InlineData("utf-16-be", "|")]
    [InlineData("cp932", ",")]
    public async Task Every_encoding_and_delimiter_is_found(string encoding, string delimiter)
    {
        var text = string.Join("\r\n", new[] { "顧客コード,会社名,席数", "A1,能登物産,3", "A2,高山商店,4" })
            .Replace(",", delimiter, StringComparison.Ordinal);
        var coding = encoding switch
        {
            "utf-16-le" => Encoding.Unicode,
            "utf-16-be" => Encoding.BigEndianUnicode,
            "cp932" => Encoding.GetEncoding(932),
            "utf-8-bom" => new UTF8Encoding(true),
            _ => new UTF8Encoding(false),
        };

        var import = await Upload([.. coding.GetPreamble(), .. coding.GetBytes(text)]);

        (import.Encoding, import.Delimiter, import.Rows).ShouldBe((encoding, delimiter, 2));
        (await Commit(import)).Create.ShouldBe(2);
        (await Customers())[0].Name.ShouldBe("能登物産");
    }

    [Fact]
    public async Task A_rehearsal_counts_and_stores_nothing()
    {
        var import = await Upload("account_id,name,seats\nA1,Aozora,3\nA2,Minato,0\nA3,,1\n");

        (await Check(import)).ShouldBe(new ImportCounts(2, 0, 0, 1, 1));

        (await Customers()).ShouldBeEmpty();
        (await _shop.InStore(db => db.Set<ImportChangeRow>().CountAsync())).ShouldBe(0);
        var faults = (await _shop.Send(new ListImportFaults(import.Id, ListAsk.Plain))).Value.Items;
        faults
            .Select(fault => (fault.Line, fault.Refused, fault.Column))
            .ShouldBe([(3, false, "seats"), (4, true, "name")]);
        (await Get(import)).State.ShouldBe(ImportState.Checked);
    }

    [Fact]
    public async Task The_same_file_is_not_loaded_twice()
    {
        var import = await Upload("account_id,name\nA1,Aozora\n");
        var twin = await Upload("account_id,name\nA1,Aozora\n");
        await Commit(import);

        (await _shop.Send(Asking("account_id,name\nA1,Aozora\n"))).Error!.Code.ShouldBe("imports.already-loaded");
        (await _shop.Send(new CommitImport(twin.Id))).Error!.Code.ShouldBe("imports.already-loaded");
        (await _shop.Send(new CommitImport(import.Id))).Error!.Code.ShouldBe("imports.not-open");
    }

    [Fact]
    public async Task A_load_that_died_goes_on_where_it_was()
    {
        var import = await Upload(
            "account_id,name,seats\n"
                + string.Concat(Enumerable.Range(1, 35).Select(i => $"A{i:00},Customer {i},{(i == 5 ? "many" : i)}\n"))
        );
        await SetTrouble(trouble => trouble.DieAtLine = 27);
        await _shop.Send(new CommitImport(import.Id));
        (await _shop.RunJobs()).State.ShouldBe(JobState.Failed);
        (await Customers()).Count.ShouldBe(19);

        await SetTrouble(trouble => trouble.DieAtLine = null);
        (await Commit(import)).ShouldBe(new ImportCounts(34, 0, 0, 1, 0));

        (await Customers()).Count.ShouldBe(34);
        (await _shop.Send(new ListImportFaults(import.Id, ListAsk.Plain))).Value.Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Loading_rows_again_from_another_file_skips_what_is_stored_just_so()
    {
        await Commit(await Upload("account_id,name\nA1,Aozora\nA2,Minato\n"));

        (await Commit(await Upload("account_id,name\nA1,Aozora\nA2,Minato Trading\nA3,Kaze\n"))).ShouldBe(
            new ImportCounts(1, 1, 1, 0, 0)
        );
    }

    [Fact]
    public async Task Mended_rows_alone_are_created()
    {
        var import = await Upload("account_id,name,seats\nA1,Aozora,3\n=A2,Minato,many\nA3,Kaze,-5\n");
        (await Commit(import)).ShouldBe(new ImportCounts(1, 0, 0, 2, 0));

        var errors = (await _shop.Send(new GetImportErrors(import.Id))).Value;
        var text = Encoding.UTF8.GetString(errors.Bytes);
        text.ShouldStartWith("\uFEFFaccount_id,name,seats,_error_ja,_error_en,_column\r\n'=A2,Minato,many,");
        text.ShouldContain("\r\nA3,Kaze,-5,");

        var mended = await Upload(
            text.Replace("many", "2", StringComparison.Ordinal).Replace("-5", "5", StringComparison.Ordinal)
        );
        mended.UnmappedHeadings.ShouldBeEmpty();
        (await Commit(mended)).ShouldBe(new ImportCounts(2, 0, 0, 0, 0));
        (await Customers())
            .Select(customer => customer.ExternalId)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["=A2", "A1", "A3"]);
    }

    [Fact]
    public async Task A_history_counts_as_recorded_when_it_took_effect()
    {
        var text = "account_id,name,startedOn\nA1,Aozora,2023-05-01\n"u8.ToArray();
        var import = (
            await _shop.Send(new UploadImport("customers", "crm", "a.csv", History: true, new MemoryStream(text)))
        ).Value;
        await Commit(import);

        (await Customers())[0].RecordedAt.ShouldBe(new DateTime(2023, 4, 30, 15, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task A_mapping_is_remembered_for_its_source()
    {
        var import = await Upload("id,company\nA1,Aozora\n");
        import.MissingColumns.ShouldBe(["externalId", "name"]);
        (await _shop.Send(new CheckImport(import.Id))).Error!.Code.ShouldBe("imports.columns-missing");

        var mapped = await _shop.Send(
            new MapImport(
                import.Id,
                new IfMatch(import.Version),
                new Dictionary<string, string?> { ["externalId"] = "id", ["name"] = "company" }
            )
        );

        mapped.Value.Version.ShouldBe(import.Version + 1);
        (await Upload("id,company\nA2,Minato\n")).Mapping["name"].ShouldBe("company");
        (await _shop.Send(Asking("id,company\nA3,Kaze\n") with { Source = "erp" }))
            .Value.Mapping["name"]
            .ShouldBeNull();
    }

    [Fact]
    public async Task A_wrong_mapping_is_refused_with_the_nearest_names()
    {
        var import = await Upload("account_id,company\nA1,Aozora\n");

        var unknown = await _shop.Send(
            new MapImport(
                import.Id,
                new IfMatch(import.Version),
                new Dictionary<string, string?> { ["nam"] = "compny" }
            )
        );

        unknown
            .Error!.Fields.Select(field => field.En)
            .ShouldBe([
                "'nam' is not a column of this kind. Did you mean name?",
                "'compny' is not a heading of the file. Did you mean company?",
            ]);
        (
            await _shop.Send(
                new MapImport(import.Id, new IfMatch(7), new Dictionary<string, string?> { ["name"] = "company" })
            )
        ).Error!.Code.ShouldBe("platform.stale");
        var twice = await _shop.Send(
            new MapImport(
                import.Id,
                new IfMatch(import.Version),
                new Dictionary<string, string?> { ["name"] = "company", ["externalId"] = "company" }
            )
        );
        twice.Error!.Fields.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_no_table_is_refused()
    {
        (await _shop.Send(new UploadImport("customer", "crm", "a.csv", false, new MemoryStream())))
            .Error!.Fields[0]
            .En.ShouldContain("Did you mean customers?");
        (await _shop.Send(Asking(""))).Error!.Code.ShouldBe("imports.empty");
        (
            await _shop.Send(
                new UploadImport(
                    "customers",
                    "crm",
                    "a.xls",
                    false,
                    new MemoryStream([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0])
                )
            )
        ).Error!.Code.ShouldBe("imports.locked");
        (
            await _shop.Send(
                new UploadImport(
                    "customers",
                    "crm",
                    "a.zip",
                    false,
                    new MemoryStream("PK\u0003\u0004nonsense"u8.ToArray())
                )
            )
        ).Error!.Code.ShouldBe("imports.unreadable");
        (
            await _shop.Send(
                new UploadImport(
                    "customers",
                    "crm",
                    "a.csv",
                    false,
                    new MemoryStream(new byte[UploadImport.MostBytes + 1])
                )
            )
        ).Error!.Code.ShouldBe("imports.too-large");
    }

    [Fact]
    public async Task A_stranger_may_not_upload()
    {
        _shop.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await _shop.Send(Asking("account_id,name\nA1,Aozora\n"))).Error!.Code.ShouldBe("platform.not-allowed");
    }

    [Fact]
    public async Task An_upload_is_audited_without_its_bytes()
    {
        await Upload("account_id,name\nA1,Aozora\n");

        var audit = await _shop.InStore(db => db.Set<AuditRow>().SingleAsync());
        (audit.Operation, audit.PersonId).ShouldBe((nameof(UploadImport), _shop.Caller.PersonId));
        audit.Request.ShouldBe("""{"kind":"customers","source":"crm","fileName":"file.csv","history":false}""");
    }

    private Task<Result<ShownImport>> Send(byte[] bytes) =>
        _shop.Send(new UploadImport("customers", "crm", "file.csv", History: false, new MemoryStream(bytes)));

    private static UploadImport Asking(string text) =>
        new("customers", "crm", "file.csv", History: false, new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private Task<ShownImport> Upload(string text) => Upload(Encoding.UTF8.GetBytes(text));

    private async Task<ShownImport> Upload(byte[] bytes) => (await Send(bytes)).Value;

    private async Task<ShownImport> Get(ShownImport import) => (await _shop.Send(new GetImport(import.Id))).Value;

    private async Task<ImportCounts> Check(ShownImport import)
    {
        (await _shop.Send(new CheckImport(import.Id))).Error.ShouldBeNull();
        return ShopAlone.AnswerOf<ImportCounts>(await _shop.RunJobs());
    }

    private async Task<ImportCounts> Commit(ShownImport import)
    {
        (await _shop.Send(new CommitImport(import.Id))).Error.ShouldBeNull();
        return ShopAlone.AnswerOf<ImportCounts>(await _shop.RunJobs());
    }

    private Task<List<Customer>> Customers() =>
        _shop.InStore(db => db.Customers.AsNoTracking().OrderBy(customer => customer.ExternalId).ToListAsync());

    private Task<int> SetTrouble(Action<Trouble> set) =>
        _shop.InScope(services =>
        {
            set(services.GetRequiredService<Trouble>());
            return Task.FromResult(0);
        });
}

using System.Text;
using CsMonolith.Imports.Files;
using CsMonolith.Imports.Loading;
using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Tests.Shop;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Imports.Tests.Loading;

/// <summary>How a person says what a file means, and what is asked where it cannot be told.</summary>
public sealed class ReadingTests : IDisposable
{
    private readonly ShopAlone _shop = new();

    public ReadingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_file_without_headings_is_asked_about_and_its_columns_are_numbered()
    {
        var import = await Upload("C-1,甲商事,5\nC-2,乙工業,7\n");

        import.MissingColumns.ShouldBe(["externalId", "name"]);
        (await _shop.Send(new CommitImport(import.Id))).Error!.En.ShouldContain(
            "Line 1 is taken for the headings (C-1, 甲商事, 5)"
        );

        var read = await Set(import, new ImportReading(null, 0, null, null));
        (read.HeaderLine, read.Rows).ShouldBe((0, 2));
        read.Headings.ShouldBe(["(1)", "(2)", "(3)"]);
        var mapped = await Map(read, ("externalId", "(1)"), ("name", "(2)"), ("seats", "(3)"));
        (await Commit(mapped)).ShouldBe(new ImportCounts(2, 0, 0, 0, 0));
        (await Customers()).ShouldBe([("C-1", "甲商事", 5), ("C-2", "乙工業", 7)]);
    }

    [Fact]
    public async Task Headings_over_two_columns_are_not_passed_over_for_the_first_answer()
    {
        var import = await Upload("ID,Q1,,Q2,,Plan\n1001,Yes,5,No,4,Pro\n1002,No,3,Yes,2,Basic\n");

        (import.HeaderLine, import.Rows).ShouldBe((1, 2));
        import.Headings.ShouldBe(["ID", "Q1", "(3)", "Q2", "(5)", "Plan"]);
    }

    [Fact]
    public async Task Another_line_of_headings_can_be_named_and_one_without_any_is_refused()
    {
        var import = await Upload("account_id,name\nKey,Client\nA1,Aozora\n");

        var read = await Set(import, new ImportReading(null, 2, null, null));
        (read.Headings[0], read.Rows).ShouldBe(("Key", 1));

        var refused = await _shop.Send(
            new SetImportReading(import.Id, new IfMatch(read.Version), new ImportReading(null, 9, null, null))
        );
        refused
            .Error!.Fields.Single()
            .En.ShouldBe("Line 9 holds no headings. Give one of 1, 2, 3, or 0 for a file without headings.");
    }

    [Fact]
    public async Task Trailing_cells_that_Excel_leaves_out_are_empty_and_flagged()
    {
        var import = await Upload("account_id,name,seats,parent\nT1,Firm 1,5,\nT2,Firm 2,5\nT3,Firm 3\nT4\n");

        (await Commit(import)).ShouldBe(new ImportCounts(3, 0, 0, 1, 2));
        (await Customers()).ShouldBe([("T1", "Firm 1", 5), ("T2", "Firm 2", 5), ("T3", "Firm 3", null)]);
        (await Faults(import)).ShouldBe([(3, null, false), (4, null, false), (5, "name", true)]);
    }

    [Fact]
    public async Task The_same_id_twice_is_refused_by_line_across_batches_and_a_refused_row_may_be_said_again()
    {
        var fill = string.Concat(Enumerable.Range(1, 12).Select(i => $"F{i},Fill {i},1\n"));
        var import = await Upload(
            "account_id,name,seats\nD1,Alpha Ltd,1\n"
                + fill
                + "D1,Beta Ltd,1\nD1,Alpha Ltd,1\nD2,Gamma,-1\nD2,Gamma,1\n"
        );

        (await Commit(import)).ShouldBe(new ImportCounts(14, 0, 1, 2, 0));
        (await Faults(import)).ShouldBe([(15, "externalId", true), (17, "seats", true)]);
        var names = await Customers();
        names[0].ShouldBe(("D1", "Alpha Ltd", 1));
        names.ShouldContain(("D2", "Gamma", 1));
        (await _shop.Send(new ListImportFaults(import.Id, ListAsk.Plain)))
            .Value.Items[0]
            .Message.ShouldBe(
                "'D1' stands already on line 2 with other content. Give each row an id of its own, or keep one of the rows."
            );
    }

    [Fact]
    public async Task A_total_and_repeated_headings_are_no_customers()
    {
        var import = await Upload("account_id,name,seats\nA1,Aozora,3\naccount_id,name,seats\n,合計,3\nTotal,,3\n");

        (await Commit(import)).ShouldBe(new ImportCounts(1, 0, 0, 3, 0));
    }

    [Fact]
    public async Task A_constant_words_dates_and_ends_of_a_column_are_said_once_for_a_source()
    {
        var import = await Upload(
            "account_id,seats,startedOn,active\nA1,無制限,4/1/2026,契約中\nA2,85名,30/1/2026,停止\n"
        );
        import.MissingColumns.ShouldBe(["name"]);
        import.Readings["startedOn"].Dates.ShouldBe(DateOrder.DayMonthYear);

        var read = await Set(
            import,
            new ImportReading(
                null,
                null,
                null,
                new Dictionary<string, ColumnReading>
                {
                    ["name"] = new(Constant: "本店"),
                    ["seats"] = new(Words: new Dictionary<string, string> { ["無制限"] = "" }),
                    ["startedOn"] = new(Dates: DateOrder.DayMonthYear, ExclusiveEnd: true),
                    ["active"] = new(Words: new Dictionary<string, string> { ["契約中"] = "true", ["停止"] = "no" }),
                }
            )
        );
        read.MissingColumns.ShouldBeEmpty();
        var preview = (await _shop.Send(new PreviewImport(read.Id))).Value.Rows;
        preview[0]
            .Values.ShouldBe(
                new Dictionary<string, string?>
                {
                    ["externalId"] = "A1",
                    ["name"] = "本店",
                    ["seats"] = null,
                    ["startedOn"] = "2026-01-03",
                    ["active"] = "true",
                },
                ignoreOrder: true
            );
        preview[1].Values["seats"].ShouldBe("85");
        preview[1].Values["active"].ShouldBe("false");

        (await Commit(read)).Create.ShouldBe(2);
        var next = await Upload("account_id,active\nA3,契約中\n");
        next.MissingColumns.ShouldBeEmpty();
        (await Commit(next)).Create.ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_column_zone_or_encoding_is_refused()
    {
        var import = await Upload("account_id,name\nA1,Aozora\n");
        var wrong = new Dictionary<string, ColumnReading>
        {
            ["nam"] = new(Constant: "x"),
            ["seats"] = new(ExclusiveEnd: true),
        };

        (
            await _shop.Send(
                new SetImportReading(import.Id, new IfMatch(import.Version), new ImportReading(null, null, null, wrong))
            )
        )
            .Error!.Fields.Select(field => field.Pointer)
            .ShouldBe(["/columns/nam", "/columns/seats/exclusiveEnd"]);
        (
            await _shop.Send(
                new SetImportReading(
                    import.Id,
                    new IfMatch(import.Version),
                    new ImportReading(null, null, "klingon", null)
                )
            )
        ).Error!.Kind.ShouldBe(ErrorKind.Invalid);
    }

    [Fact]
    public async Task Dates_that_can_be_meant_in_two_ways_are_asked_about()
    {
        var import = await Upload("account_id,name,startedOn\nA1,Aozora,4/1/2026\nA2,Minato,46113\n");

        (await Commit(import)).ShouldBe(new ImportCounts(0, 0, 0, 2, 0));
        var messages = (await _shop.Send(new ListImportFaults(import.Id, ListAsk.Plain))).Value.Items;
        messages[0].Message.ShouldContain("may be day/month or month/day");
        messages[1].Message.ShouldContain("day number of Excel");
    }

    [Fact]
    public async Task A_load_in_which_every_row_was_refused_does_not_block_the_file()
    {
        var text = "account_id,name,parent\nA1,Aozora,P1\n";
        (await Commit(await Upload(text))).ShouldBe(new ImportCounts(0, 0, 0, 1, 0));
        (await Commit(await Upload("account_id,name\nP1,Parent\n"))).Create.ShouldBe(1);

        (await Commit(await Upload(text))).ShouldBe(new ImportCounts(1, 0, 0, 0, 0));

        (await _shop.Send(Asking(Encoding.UTF8.GetBytes(text)))).Error!.Code.ShouldBe("imports.already-loaded");
    }

    [Theory]
    [InlineData("shift_jis")]
    [InlineData("euc-jp")]
    [InlineData("iso-2022-jp")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Text_without_a_mark_is_read_in_the_encoding_of_its_bytes(string encoding)
    {
        var text = "顧客コード,会社名,席数\r\nA1,株式会社青空・データ,3\r\nA2,高山商店,4\r\n";
        var import = (await _shop.Send(Asking(Encoding.GetEncoding(encoding).GetBytes(text)))).Value;

        (await Commit(import)).Create.ShouldBe(2);
        (await Customers()).ShouldBe([("A1", "株式会社青空・データ", 3), ("A2", "高山商店", 4)]);
    }

    [Fact]
    public async Task Western_letters_do_not_become_kanji()
    {
        var import = (
            await _shop.Send(Asking(Encoding.GetEncoding(1252).GetBytes("account_id,name\nA1,Müller élan\n")))
        ).Value;

        import.Encoding.ShouldBe("windows-1252");
        await Commit(import);
        (await Customers())[0].Name.ShouldBe("Müller élan");
    }

    [Fact]
    public async Task An_encoding_can_be_named()
    {
        var import = (
            await _shop.Send(Asking(Encoding.GetEncoding(932).GetBytes("account_id,name\nA1,ｶﾌﾞｼｷｶﾞｲｼｬ\n")))
        ).Value;

        var read = await Set(import, new ImportReading(null, null, "cp932", null));
        await Commit(read);
        (await Customers())[0].Name.ShouldBe("ｶﾌﾞｼｷｶﾞｲｼｬ");
    }

    // 髙 and 﨑 as Python's and MySQL's cp932 write them (row ED), and as Windows does (row FB).
    [Fact]
    public async Task Both_codes_of_a_letter_of_cp932_are_read()
    {
        byte[] bytes =
        [
            .. "account_id,name\nP1,"u8,
            0xEE,
            0xE0,
            0x8B,
            0xB4,
            .. "\nP2,"u8,
            0xED,
            0x95,
            0x8B,
            0xB4,
            .. "\nP3,"u8,
            0x87,
            0x8A,
            0x87,
            0x40,
            .. "\nP4,"u8,
            0xFB,
            0xFC,
            0x8B,
            0xB4,
            .. "\n"u8,
        ];
        var import = (await _shop.Send(Asking(bytes))).Value;

        (await Commit(import)).ShouldBe(new ImportCounts(4, 0, 0, 0, 0));
        (await Customers()).Select(one => one.Name).ShouldBe(["髙橋", "﨑橋", "㈱①", "髙橋"]);
    }

    private static UploadImport Asking(byte[] bytes) =>
        new("customers", "crm", "file.csv", History: false, new MemoryStream(bytes));

    private async Task<ShownImport> Upload(string text) =>
        (await _shop.Send(Asking(Encoding.UTF8.GetBytes(text)))).Value;

    private async Task<ShownImport> Set(ShownImport import, ImportReading reading)
    {
        var set = await _shop.Send(new SetImportReading(import.Id, new IfMatch(import.Version), reading));
        set.Error.ShouldBeNull();
        return set.Value;
    }

    private async Task<ShownImport> Map(ShownImport import, params (string Column, string Heading)[] mapping)
    {
        var mapped = await _shop.Send(
            new MapImport(
                import.Id,
                new IfMatch(import.Version),
                mapping.ToDictionary(pair => pair.Column, pair => (string?)pair.Heading)
            )
        );
        mapped.Error.ShouldBeNull();
        return mapped.Value;
    }

    private async Task<ImportCounts> Commit(ShownImport import)
    {
        (await _shop.Send(new CommitImport(import.Id))).Error.ShouldBeNull();
        return ShopAlone.AnswerOf<ImportCounts>(await _shop.RunJobs());
    }

    private async Task<List<(int Line, string? Column, bool Refused)>> Faults(ShownImport import) =>
        [
            .. (await _shop.Send(new ListImportFaults(import.Id, ListAsk.Plain)))
                .Value.Items.Select(fault => (fault.Line, fault.Column, fault.Refused))
                .OrderBy(fault => fault.Line),
        ];

    private async Task<List<(string ExternalId, string Name, long? Seats)>> Customers() =>
        [
            .. (
                await _shop.InStore(db =>
                    db.Customers.AsNoTracking().OrderBy(customer => customer.ExternalId).ToListAsync()
                )
            ).Select(customer => (customer.ExternalId, customer.Name, customer.Seats)),
        ];
}

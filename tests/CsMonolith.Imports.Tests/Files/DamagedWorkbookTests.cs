using System.IO.Compression;
using System.Text;
using CsMonolith.Imports.Loading;
using CsMonolith.Kernel;
using CsMonolith.Platform.Tests.Shop;

namespace CsMonolith.Imports.Tests.Files;

/// <summary>A damaged workbook is its sender's to mend: it is told so, and is never a fault of ours.</summary>
public sealed class DamagedWorkbookTests : IDisposable
{
    private const string Sheet = "xl/worksheets/sheet1.xml";
    private const string Good = """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
        <row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c></row>
        """;

    private readonly ShopAlone _shop = new();

    public static TheoryData<string> Kinds =>
        [
            "half of the zip",
            "no directory of the zip",
            "a directory that lies",
            "noise within a part",
            "no content types",
            "wrong content types",
            "no relations",
            "a relation to nowhere",
            "no workbook",
            "a workbook without sheets",
            "a sheet that is not there",
            "a sheet of another kind",
            "a sheet cut off",
            "a sheet with an open tag",
            "a sheet of other bytes",
            "an entity that grows",
            "a workbook that is no XML",
            "texts that are no XML",
            "a password",
            "an old workbook",
            "a bomb",
        ];

    public void Dispose() => _shop.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_is_refused_in_our_words(string kind)
    {
        var refused = await _shop.Send(
            new UploadImport("customers", "crm", "a.xlsx", History: false, new MemoryStream(Damaged(kind)))
        );

        refused.Error.ShouldNotBeNull();
        refused.Error.Kind.ShouldBe(ErrorKind.Invalid);
        refused.Error.Code.ShouldBeOneOf("imports.unreadable", "imports.locked", "imports.empty");
        refused.Error.Ja.ShouldContain("ください");
    }

    [Fact]
    public async Task A_text_that_is_not_there_and_a_wild_size_cost_their_row_alone()
    {
        var sheet = Whole(
            Good
                + """<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="s"><v>99</v></c></row>"""
                + """<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>""",
            """<dimension ref="A1:XFD1048576"/>"""
        );
        var import = (
            await _shop.Send(
                new UploadImport("customers", "crm", "a.xlsx", false, new MemoryStream(Book((Sheet, sheet))))
            )
        ).Value;

        await _shop.Send(new CommitImport(import.Id));
        ShopAlone.AnswerOf<ImportCounts>(await _shop.RunJobs()).ShouldBe(new ImportCounts(1, 0, 0, 1, 0));
    }

    [Fact]
    public async Task The_workbook_itself_is_sound()
    {
        var import = (
            await _shop.Send(new UploadImport("customers", "crm", "a.xlsx", false, new MemoryStream(Book())))
        ).Value;

        (import.Sheet, import.Rows, import.MissingColumns.Count).ShouldBe(("Sheet1", 1, 0));
    }

    private static byte[] Damaged(string kind) =>
        kind switch
        {
            "half of the zip" => Book()[..(Book().Length / 2)],
            "no directory of the zip" => Book()[..^22],
            "a directory that lies" => Lying(Book()),
            "noise within a part" => Noisy(Book()),
            "no content types" => Book(("[Content_Types].xml", null)),
            "wrong content types" => Book(("[Content_Types].xml", "<Types xmlns=\"urn:other\"/>")),
            "no relations" => Book(("_rels/.rels", null)),
            "a relation to nowhere" => Book(
                (
                    "xl/_rels/workbook.xml.rels",
                    Relations().Replace("sheet1.xml", "sheet9.xml", StringComparison.Ordinal)
                )
            ),
            "no workbook" => Book(("xl/workbook.xml", null)),
            "a workbook without sheets" => Book(
                ("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>")
            ),
            "a sheet that is not there" => Book((Sheet, null)),
            "a sheet of another kind" => Book((Sheet, "<html><body>no</body></html>")),
            "a sheet cut off" => Book((Sheet, Whole(Good)[..200])),
            "a sheet with an open tag" => Book((Sheet, Whole("<row r=\"1\"><c r=\"A1\"><v>1</c></row>"))),
            "a sheet of other bytes" => Book((Sheet, "\0\u0001\u0002 no XML")),
            "an entity that grows" => Book(
                (Sheet, "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;\">]>" + Whole(Good))
            ),
            "a workbook that is no XML" => Book(("xl/workbook.xml", "{}")),
            "texts that are no XML" => Book(("xl/sharedStrings.xml", "<sst><si><t>broken")),
            "a password" or "an old workbook" =>
            [
                0xD0,
                0xCF,
                0x11,
                0xE0,
                0xA1,
                0xB1,
                0x1A,
                0xE1,
                .. new byte[504],
                .. kind == "a password" ? Encoding.Unicode.GetBytes("EncryptedPackage") : [],
            ],
            "a bomb" => Bomb(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    private static string Whole(string rows, string before = "") =>
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
        + before
        + "<sheetData>"
        + rows
        + "</sheetData></worksheet>";

    private static string Relations() =>
        """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>
            <Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
            </Relationships>
            """;

    private static byte[] Book(params (string Part, string? Text)[] changed)
    {
        var parts = new Dictionary<string, string?>
        {
            ["[Content_Types].xml"] = """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Default Extension="xml" ContentType="application/xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                <Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
                <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
                </Types>
                """,
            ["_rels/.rels"] = """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>
                </Relationships>
                """,
            ["xl/workbook.xml"] = """
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                <sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>
                """,
            ["xl/_rels/workbook.xml.rels"] = Relations(),
            [Sheet] = Whole(Good),
            ["xl/sharedStrings.xml"] = """
                <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>account_id</t></si><si><t>name</t></si><si><t>A1</t></si><si><t>Aozora</t></si></sst>
                """,
            ["xl/styles.xml"] = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>""",
        };
        foreach (var (part, text) in changed)
        {
            parts[part] = text;
        }

        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (part, text) in parts.Where(pair => pair.Value is not null))
            {
                using var writer = new StreamWriter(zip.CreateEntry(part).Open());
                writer.Write(text);
            }
        }

        return stream.ToArray();
    }

    // The offset of the directory points into the middle of the parts.
    private static byte[] Lying(byte[] book)
    {
        book[^6] = 7;
        return book;
    }

    private static byte[] Noisy(byte[] book)
    {
        for (var i = 60; i < 200; i++)
        {
            book[i] ^= 0x5A;
        }

        return book;
    }

    private static byte[] Bomb()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry(Sheet, CompressionLevel.Fastest).Open();
            var blank = new byte[1 << 20];
            for (var i = 0; i < 520; i++)
            {
                part.Write(blank);
            }
        }

        return stream.ToArray();
    }
}

using CsMonolith.Imports.Loading;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Tests.Shop;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Imports.Tests.Files;

public sealed class WorkbookTests : IDisposable
{
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task The_first_sheet_of_a_workbook_is_read()
    {
        var uploaded = (
            await _shop.Send(
                new UploadImport("customers", "crm", "顧客.xlsx", History: false, new MemoryStream(Book()))
            )
        ).Value;

        (uploaded.Sheet, uploaded.Encoding, uploaded.HeaderLine, uploaded.Rows).ShouldBe(("一覧", null, 2, 2));
        await _shop.Send(new CommitImport(uploaded.Id));
        ShopAlone.AnswerOf<ImportCounts>(await _shop.RunJobs()).ShouldBe(new ImportCounts(2, 0, 0, 0, 0));
        var stored = await _shop.InStore(db =>
            db.Customers.AsNoTracking().OrderBy(customer => customer.ExternalId).ToListAsync()
        );
        stored
            .Select(customer =>
                (customer.ExternalId, customer.Name, customer.Seats, customer.StartedOn, customer.Active)
            )
            .ShouldBe([
                ("1001", "株式会社青空", 30, new DateOnly(2026, 4, 1), true),
                ("1002", "合同会社みなと", null, new DateOnly(2026, 4, 1), null),
            ]);
        stored[0].SeenAt.ShouldBe(new DateTime(2026, 4, 1, 3, 0, 0, DateTimeKind.Utc));
    }

    private static byte[] Book()
    {
        using var stream = new MemoryStream();
        using (var book = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var part = book.AddWorkbookPart();
            part.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(
                new SharedStringItem(
                    new Text("株式会社青空"),
                    new PhoneticRun(new Text("アオゾラ")) { BaseTextStartIndex = 0, EndingBaseIndex = 2 }
                ),
                new SharedStringItem(new Run(new Text("合同会社")), new Run(new Text("みなと")))
            );
            part.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new NumberingFormats(
                    new NumberingFormat { NumberFormatId = 170, FormatCode = "yyyy\"年\"m\"月\"d\"日\"" }
                ),
                new Fonts(new Font()),
                new Fills(new Fill()),
                new Borders(new Border()),
                new CellStyleFormats(new CellFormat()),
                new CellFormats(
                    new CellFormat(),
                    new CellFormat { NumberFormatId = 14 },
                    new CellFormat { NumberFormatId = 170 },
                    new CellFormat { NumberFormatId = 22 }
                )
            );
            var sheet = part.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(
                new SheetData(
                    Line(1, Text("A1", "顧客一覧")),
                    Line(
                        2,
                        Text("A2", "顧客コード"),
                        Text("B2", "会社名"),
                        Text("C2", "席数"),
                        Text("D2", "契約開始日"),
                        Text("E2", "最終利用"),
                        Text("F2", "有効")
                    ),
                    Line(
                        3,
                        Number("A3", "1001"),
                        Shared("B3", 0),
                        Number("C3", "30"),
                        Number("D3", "46113", 1),
                        Number("E3", "46113.5", 3),
                        Flag("F3")
                    ),
                    Line(5, Text("A5", "1002"), Shared("B5", 1), Number("D5", "46113", 2))
                )
            );
            part.Workbook = new Workbook(
                new Sheets(
                    new Sheet
                    {
                        Name = "一覧",
                        SheetId = 1,
                        Id = part.GetIdOfPart(sheet),
                    }
                )
            );
        }

        return stream.ToArray();
    }

    private static Row Line(uint index, params Cell[] cells) => new(cells.Cast<OpenXmlElement>()) { RowIndex = index };

    private static Cell Text(string at, string text) =>
        new()
        {
            CellReference = at,
            DataType = CellValues.InlineString,
            InlineString = new InlineString(new Text(text)),
        };

    private static Cell Shared(string at, int index) =>
        new()
        {
            CellReference = at,
            DataType = CellValues.SharedString,
            CellValue = new CellValue(index),
        };

    private static Cell Number(string at, string number, uint style = 0) =>
        new()
        {
            CellReference = at,
            CellValue = new CellValue(number),
            StyleIndex = style,
        };

    private static Cell Flag(string at) =>
        new()
        {
            CellReference = at,
            DataType = CellValues.Boolean,
            CellValue = new CellValue("1"),
        };
}

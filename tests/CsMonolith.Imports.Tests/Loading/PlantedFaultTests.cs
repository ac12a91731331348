using System.Text;
using CsMonolith.Imports.Loading;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Tests.Shop;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Imports.Tests.Loading;

public sealed class PlantedFaultTests : IDisposable
{
    private const string Heads = "顧客コード,会社名,席数,契約開始日,最終利用,有効,親会社コード";

    // Twelve kinds; the column that must be named is given, or none for the row as a whole.
    private static readonly (string Line, string? Column)[] Planted =
    [
        (",無名商事,1,2026-04-01,,はい,", "externalId"),
        ("F02,,1,2026-04-01,,はい,", "name"),
        ("F03,　,1,2026-04-01,,はい,", "name"),
        ("F04,青空,1,四月一日,,はい,", "startedOn"),
        ("F05,青空,1,4/1/2026,,はい,", "startedOn"),
        ("F06,青空,1,26-04-01,,はい,", "startedOn"),
        ("F07,青空,1,,昨日,はい,", "seenAt"),
        ("F08,青空,1,2026-02-30,,はい,", "startedOn"),
        ("F09,青空,1,2026年13月1日,,はい,", "startedOn"),
        ("F10,青空,1,令和8年2月29日,,はい,", "startedOn"),
        ("F11,青空,1,,2026-04-01 25:00,はい,", "seenAt"),
        ("F12,青空,三十,2026-04-01,,はい,", "seats"),
        ("F13,青空,1.5,2026-04-01,,はい,", "seats"),
        ("F14,青空,\"1,20\",2026-04-01,,はい,", "seats"),
        ("F15,青空,30-40,2026-04-01,,はい,", "seats"),
        ("F16,青空,-1,2026-04-01,,はい,", "seats"),
        ("F17,青空,99999999999999999999,2026-04-01,,はい,", "seats"),
        ("F18,青空,1,0012-04-01,,はい,", "startedOn"),
        ("F19,青空,1,2026-04-01,,多分,", "active"),
        ("F20,青空,1,2026-04-01,,2,", "active"),
        ("F21,青空,1,2026-04-01,,△,", "active"),
        ("G01,青空,1,2026-04-01,,はい,", "externalId"),
        ("Ｇ０２,青空,1,2026-04-01,,はい,", "externalId"),
        ("G03 ,青空,1,2026-04-01,,はい,", "externalId"),
        ("F25,青空,1,2026-04-01,,はい,Z99", "parent"),
        ("F26,青空,1,2026-04-01,,はい,nobody", "parent"),
        ("F27,青空,1,2026-04-01,,はい,？", "parent"),
        ($"F28,{new string('長', 10_001)},1,2026-04-01,,はい,", "name"),
        ($"F29,{new string('x', 20_000)},1,2026-04-01,,はい,", "name"),
        ("F30,青空,1,2026-04-01,,はい,,余,り", null),
        ("F31,青空,1,2026-04-01,,はい,,余り", null),
        ("F32", "name"),
        ("F33,\"青空,1,2026-04-01,,はい,", null),
        ("\"F34,青空,1,2026-04-01,,はい,", null),
        ("F35,青\u0007空,1,2026-04-01,,はい,", "name"),
        ("F36,青\uFFFD空,1,2026-04-01,,はい,", "name"),
        ("F37,青空\u0000,1,2026-04-01,,はい,", "name"),
    ];

    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task All_37_planted_faults_of_12_kinds_are_found_and_nothing_is_stored()
    {
        // Good rows first, so that the doubles are of the same batch, then a good one after each fault.
        List<string> lines =
        [
            Heads,
            "G01,良品,1,2026-04-01,,はい,",
            "G02,良品,1,2026-04-01,,はい,",
            "G03,良品,1,2026-04-01,,はい,",
            .. Planted.Skip(21).Take(3).Select(fault => fault.Line),
        ];
        var wanted = new List<(int Line, string? Column)> { (5, "externalId"), (6, "externalId"), (7, "externalId") };
        foreach (var (fault, i) in Planted.Select((fault, i) => (fault, i)).Where(pair => pair.i is < 21 or > 23))
        {
            wanted.Add((lines.Count + 1, fault.Column));
            lines.AddRange([fault.Line, $"H{i},\"良品\",1,2026-04-01,,はい,"]);
        }

        var bytes = Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
        var import = (
            await _shop.Send(new UploadImport("customers", "crm", "a.csv", History: false, new MemoryStream(bytes)))
        ).Value;
        await _shop.Send(new CheckImport(import.Id));
        var counts = ShopAlone.AnswerOf<ImportCounts>(await _shop.RunJobs());

        var found = (await _shop.Send(new ListImportFaults(import.Id, ListAsk.Plain))).Value.Items;
        found.Select(fault => (fault.Line, fault.Column)).ShouldBe(wanted);
        found.Count.ShouldBe(37);
        found.ShouldAllBe(fault => fault.Refused && fault.Message.Length > 20);
        counts.ShouldBe(new ImportCounts(3 + 34, 0, 0, 37, 0));
        (counts.Create + counts.Error).ShouldBe(import.Rows);
        (await _shop.InStore(db => db.Customers.CountAsync())).ShouldBe(0);
    }
}

using System.Text;
using CsMonolith.DelimitedText;
using CsMonolith.DelimitedText.Files;

namespace CsMonolith.Learning.Tests.Tables;

public sealed class DelimitedRecordsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Records_are_the_same_in_whatever_pieces_the_text_arrives(int most)
    {
        foreach (var file in TrickyFile.All.Where(file => file.Bytes.Length < 500_000))
        {
            var text = Encoding.UTF8.GetString(file.Bytes);

            Records(new Trickle(text, most)).ShouldBe(Records(new StringReader(text)), file.Case);
        }
    }

    [Theory]
    [InlineData("cp932", "髙橋﨑彅ⅰ㈱①～")]
    [InlineData("euc-jp", "高橋①～")]
    public void Japanese_letters_come_back(string name, string text)
    {
        var encoding = TextEncodings.Of(name, replaces: false);

        encoding.GetString(encoding.GetBytes(text)).ShouldBe(text);
    }

    [Theory]
    [InlineData((byte)0x85, (byte)0x7F)]
    [InlineData((byte)0xEB, (byte)0x40)]
    public void Bytes_that_are_no_letter_are_refused_or_replaced(byte first, byte second)
    {
        Should.Throw<DecoderFallbackException>(() => TextEncodings.Of("cp932", false).GetString([first, second]));
        TextEncodings.Of("cp932", replaces: true).GetString([first, second]).ShouldStartWith("\uFFFD");
    }

    [Fact]
    public void A_line_of_too_many_cells_is_passed_over_without_being_held()
    {
        var wide = new string(',', DelimitedRecords.MostCells - 1);
        var records = new DelimitedRecords(new StringReader($"a,b\n{wide}\n{wide},\nc,d\n"), ',');

        var found = new List<(long, int, RecordFault)>();
        while (records.Next())
        {
            found.Add((records.Line, records.Count, records.Fault));
        }

        found.ShouldBe([
            (1, 2, RecordFault.None),
            (2, DelimitedRecords.MostCells, RecordFault.None),
            (3, DelimitedRecords.MostCells + 1, RecordFault.TooLong),
            (4, 2, RecordFault.None),
        ]);
    }

    private static List<string> Records(TextReader reader)
    {
        var records = new DelimitedRecords(reader, ',');
        var found = new List<string>();
        while (records.Next())
        {
            var cells = Enumerable.Range(0, records.Count).Select(i => records[i].ToString());
            found.Add(
                records.Fault == RecordFault.None
                    ? $"{records.Line}: {string.Join(" | ", cells)}"
                    : $"{records.Line}: {records.Fault} in {records.FirstLine}"
            );
        }

        return found;
    }

    private sealed class Trickle(string text, int most) : TextReader
    {
        private int _at;

        public override int Read(char[] buffer, int index, int count)
        {
            var taken = Math.Min(Math.Min(count, most), text.Length - _at);
            text.CopyTo(_at, buffer, index, taken);
            _at += taken;
            return taken;
        }
    }
}

using DocumentFormat.OpenXml.Spreadsheet;
using CellStyles = CsMonolith.Imports.Files.CellStyles;

namespace CsMonolith.Imports.Tests.Files;

/// <summary>A workbook's number formats: what Excel shows of a code is what a CSV of it would hold.</summary>
public sealed class CellStylesTests
{
    private const uint FirstOwn = 164;

    [Theory]
    [InlineData("00000", 123, "00123")]
    [InlineData("000", 7, "007")]
    [InlineData("000", 1234, "1234")]
    [InlineData("000-0000", 1000001, "100-0001")]
    [InlineData("000-0000", 600011, "060-0011")]
    public void A_code_keeps_the_zeros_and_hyphens_that_its_format_shows(string format, double number, string shown) =>
        Styled(format).Padded(0, number).ShouldBe(shown);

    [Theory]
    [InlineData("0", 7)]
    [InlineData("0.00", 7)]
    [InlineData("#,##0", 1234)]
    [InlineData("00000", -7)]
    [InlineData("00000", 1.5)]
    public void What_is_no_code_stays_a_number(string format, double number) =>
        Styled(format).Padded(0, number).ShouldBeNull();

    private static CellStyles Styled(string format) =>
        CellStyles.Of(
            new Stylesheet(
                new NumberingFormats(new NumberingFormat { NumberFormatId = FirstOwn, FormatCode = format }),
                new CellFormats(new CellFormat { NumberFormatId = FirstOwn })
            )
        );
}
